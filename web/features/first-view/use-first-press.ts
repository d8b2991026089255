import { useEffect } from 'react'

/** Passes on what was pressed in the first view, now that somebody hears it. */
export const useFirstPress = (): void => {
  useEffect(() => {
    const name = window.firstPress
    if (name === undefined) return
    window.firstPress = undefined
    const controls = document.querySelectorAll<HTMLElement>('main button, main [role=button]')
    const pressed = [...controls].find((control) => (control.getAttribute('aria-label') ?? control.textContent) === name)
    pressed?.focus({ preventScroll: true })
    pressed?.click()
  }, [])
}
