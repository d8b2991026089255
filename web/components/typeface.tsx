'use client'
import { useEffect } from 'react'
import { writeStored } from '../lib/stored.ts'

/**
 * Our typeface comes when the page already answers: on a slow line it would take a quarter of a second from the code. Until
 * then a font of the system stands in, at the same widths. Once it is in the browser's cache the page begins with it.
 */
export const Typeface = ({ family }: { family: string }) => {
  useEffect(() => {
    // The first alone: next/font names one of the system's behind it, and a font that this system lacks fails them all.
    const [ours = family] = family.split(',')
    document.fonts.load(`1em ${ours}`).then(
      () => {
        document.documentElement.dataset.typeface = 'ours'
        writeStored('typeface', 'ours')
      },
      // Without it the page is as good to read, and the next visit tries again.
      () => undefined,
    )
  }, [family])
  return null
}
