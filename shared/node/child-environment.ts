// What a child process gets of our environment: where programs and temporary files are, and nothing else. A child that
// needs a secret is handed that one, by a way that suits it; the rest of ours is none of its business.
const passedOn = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'SystemRoot', 'PATHEXT', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'] as const

/** Locale and time zone are fixed, so that what a child prints does not depend on whose machine it runs on. */
export const childEnvironment = (own: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const inherited = passedOn.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(inherited), LC_ALL: 'C', TZ: 'UTC', ...own }
}
