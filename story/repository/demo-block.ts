// What a module of a library shows of itself when somebody runs its file: `if __name__ == "__main__":` and below it a demo.
// Nobody who imports the package ever runs that: its imports are no dependence, its flags no settings, its exit no treatment
// of errors. It is taken out before anybody looks, with its lines left empty.
import { spansOf } from './lexers/scan.ts'
import type { SnapshotFile } from './snapshot.ts'

const installs = ['pyproject.toml', 'setup.py', 'setup.cfg']
const folderAbove = (folder: string): string | null => (folder === '' ? null : folder.slice(0, Math.max(0, folder.lastIndexOf('/'))))
const within = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)

/** Is it a module of a Python package that is made to be installed? What `python -m` runs by itself is none. */
export const findInstalledModules = (files: readonly Pick<SnapshotFile, 'path'>[]): ((file: Pick<SnapshotFile, 'path' | 'kind' | 'language'>) => boolean) => {
  const paths = new Set(files.map(({ path }) => path))
  const known = new Map<string, boolean>()
  const isInstalled = (folder: string): boolean => {
    if (!paths.has(within(folder, '__init__.py'))) return false
    const above = folderAbove(folder)
    if (above === null) return false
    const found =
      known.get(folder) ??
      (isInstalled(above) ||
        [above, ...(/(?:^|\/)(?:src|lib|python)$/.test(above) ? [folderAbove(above) ?? ''] : [])].some((root) =>
          installs.some((name) => paths.has(within(root, name))),
        ))
    known.set(folder, found)
    return found
  }
  return ({ path, kind, language }) => language === 'Python' && kind === 'source' && !/(?:^|\/)__main__\.py$/.test(path) && isInstalled(folderAbove(path) ?? '')
}

const opening = /^if\s+\(?__name__\s*==\s*["']__main__["']\)?[^:\n]*:.*$/gm
const longStrings = /[rRbBuUfF]{0,2}("""|''')[\s\S]*?\1/g

/** A door for programs and no demo: `sys.exit(main())`, `app.run()`. */
const callsMain = /\b(?:\w+_)?(?:main|cli)\s*\(/
const startsSomething = /(?:^|[\s.(=])(?:run(?:_\w+)?|serve(?:_\w+)?|start(?:_\w+)?|launch|mainloop|exec_?|app)\s*\(/
/** What does nothing but start it is that short, its imports aside. */
const longestStart = 5

const isStart = (lines: readonly string[]): boolean => {
  const done = lines.filter((line) => /\S/.test(line) && !/^\s*(?:#|import\s|from\s)/.test(line))
  return callsMain.test(done.join('\n')) || (done.length <= longestStart && done.some((line) => startsSomething.test(line)))
}

/** The text without the demo, and with as many lines; as it is where there is none, or where the block is how a program is started. */
export const withoutDemo = (text: string): string => {
  const isInString = spansOf(text, longStrings)
  const opened = [...text.matchAll(opening)].find(({ index }) => !isInString(index))
  if (opened === undefined) return text
  const behind = opened.index + opened[0].length
  let end = behind
  for (let at = text.indexOf('\n', behind); at !== -1 && at + 1 < text.length; ) {
    const next = text.indexOf('\n', at + 1)
    const line = text.slice(at + 1, next === -1 ? text.length : next)
    if (isInString(at + 1) || /^(?:[ \t]+\S|[)\]}])/.test(line)) end = at + 1 + line.length
    // One that goes on is a choice between two ways of the module.
    else if (/^(?:else|elif)\b/.test(line)) return text
    else if (/^[^\s#]/.test(line)) break
    at = next
  }
  const block = text.slice(opened.index, end)
  const [first = '', ...rest] = block.split('\n')
  if (isStart([first.slice(first.indexOf(':') + 1), ...rest])) return text
  return text.slice(0, opened.index) + block.replace(/[^\n]+/g, '') + text.slice(end)
}
