// What this browser remembers: choices, theme, volume, where one stopped listening. Private windows and full disks refuse
// storage; then the page simply remembers nothing.

export const readStored = (key: string): string | null => {
  try {
    return localStorage.getItem(`code-story:${key}`)
  } catch {
    return null
  }
}

export const writeStored = (key: string, value: string | null): void => {
  try {
    if (value === null) localStorage.removeItem(`code-story:${key}`)
    else localStorage.setItem(`code-story:${key}`, value)
  } catch {
    // Nothing is lost that the page needs to go on.
  }
}

export const readStoredNumber = (key: string, fallback: number): number => {
  const value = Number.parseFloat(readStored(key) ?? '')
  return Number.isFinite(value) ? value : fallback
}
