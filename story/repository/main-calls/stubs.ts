// A command that is gone: what was its file says so, and ends.
import type { EntryPoint } from '../../../shared/analysis.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

const mostLines = 15
const endsWithFailure = /\b(?:process|sys)\.exit\(\s*[1-9]|^\s*exit\(?\s*[1-9]/m
const takesSomething = /\brequire\s*\(|^\s*import\b|^\s*from\s/m

const isStub = ({ text, lines, symbols }: ParsedFile): boolean =>
  lines <= mostLines && symbols.length === 0 && endsWithFailure.test(text) && !takesSomething.test(text)

/** Such a command is a script that tells something, and no way in. */
export const withoutStubs = (entries: readonly EntryPoint[], parsed: readonly ParsedFile[]): EntryPoint[] => {
  const stubs = new Set(parsed.filter(isStub).map(({ path }) => path))
  return entries.map((entry) =>
    stubs.has(entry.place.file) && (entry.kind === 'bin' || entry.kind === 'main')
      ? { ...entry, kind: 'script', reason: 'prints a message and ends with a failure' }
      : entry,
  )
}
