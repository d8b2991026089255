'use client'
import { useSyncExternalStore } from 'react'

// Tailwind's xl: room for chapters, text and a source side by side.
const query = '(min-width: 1280px)'

export const useWide = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
    () => false,
  )
