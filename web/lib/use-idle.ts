import { useEffect, useState } from 'react'

/** Where a browser does not tell when it has nothing to do (Safari). */
const untoldMs = 800

/** True once the page has come to rest: for what nobody waits for. */
export const useIdle = (): boolean => {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    const settle = () => setIdle(true)
    if (typeof window.requestIdleCallback === 'function') {
      const handle = window.requestIdleCallback(settle, { timeout: 3000 })
      return () => window.cancelIdleCallback(handle)
    }
    const timer = setTimeout(settle, untoldMs)
    return () => clearTimeout(timer)
  }, [])
  return idle
}
