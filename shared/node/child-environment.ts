// What a child process gets of our environment: where programs and temporary files are, and nothing else. A child that
// needs a secret is handed that one, by a way that suits it; the rest of ours is none of its business.
const passedOn = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'SystemRoot', 'PATHEXT', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'] as const

/**
 * Locale and time zone are fixed, so that what a child prints does not depend on whose machine it runs on. The type is what
 * Node takes: Next.js, in whose program the server's types are checked too, declares NODE_ENV in it as always there.
 */
export const childEnvironment = (own: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
  const inherited = passedOn.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const environment: Record<string, string> = { ...Object.fromEntries(inherited), LC_ALL: 'C', TZ: 'UTC', ...own }
  return environment as NodeJS.ProcessEnv
}
