// A repository given as path → text, for tests of whoever reads one.
import type { RepositorySnapshot, SnapshotFile } from '../../story/repository/snapshot.ts'

const kindOf = (path: string): SnapshotFile['kind'] => {
  if (/(^|\/)tests?\//.test(path)) return 'test'
  if (/\.md$/.test(path)) return 'documentation'
  if (/package\.json$/.test(path)) return 'manifest'
  return /^examples?\//.test(path) ? 'example' : 'source'
}

export const snapshotOf = (texts: Readonly<Record<string, string>>, overrides: Partial<RepositorySnapshot> = {}): RepositorySnapshot => ({
  origin: { kind: 'folder', path: '.' },
  fullName: 'acme/shop',
  commit: 'c0ffee0000000000000000000000000000000000',
  branch: 'main',
  linkTemplate: 'https://github.com/acme/shop/blob/c0ffee0000000000000000000000000000000000/{file}#L{start}-L{end}',
  subfolder: null,
  files: Object.entries(texts)
    .map(([path, text]) => ({ path, sizeBytes: text.length, language: /\.js$/.test(path) ? 'JavaScript' : null, kind: kindOf(path) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1)),
  skipped: [],
  skippedCount: 0,
  readInPart: false,
  gitDirectory: null,
  read: async (path) => texts[path] ?? null,
  readMany: async function* (paths) {
    for (const path of paths) {
      const text = texts[path]
      if (text !== undefined) yield { path, text }
    }
  },
  close: async () => {},
  ...overrides,
})
