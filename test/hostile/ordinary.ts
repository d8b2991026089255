// An ordinary repository, for what is not ordinary to stand in.
import type { Surroundings } from './hostile-repository.ts'
import { type RepositoryWriter, type TreeEntry, writeRepository } from './write-repository.ts'

export const ordinary = {
  'README.md': '# Ordinary\n\nA small service that counts words in texts that it is sent.\n',
  'package.json': '{"name":"ordinary","version":"1.0.0","main":"src/index.js"}\n',
  'src/index.js':
    "const { count } = require('./count')\n\n/** Answers with the number of words. */\nfunction answer(text) {\n  return count(text)\n}\n\nmodule.exports = { answer }\n",
  'src/count.js':
    '/** Counts words, because that is what people ask for. */\nfunction count(text) {\n  if (!text) return 0\n  return text.split(/\\s+/).length\n}\n\nmodule.exports = { count }\n',
}

/** The ordinary files and some that are not. */
export const withFiles = (files: Record<string, string | Buffer>) => (directory: string) => {
  const writer = writeRepository(directory)
  writer.commit(writer.files({ ...ordinary, ...files }))
}
/** The ordinary files, and entries of the root that only a hand-made tree can have. */
export const withEntries =
  (entries: (writer: RepositoryWriter, surroundings: Surroundings) => TreeEntry[]) => (directory: string, surroundings: Surroundings) => {
    const writer = writeRepository(directory)
    writer.commit(writer.files(ordinary, entries(writer, surroundings)))
  }
export const link = (writer: RepositoryWriter, name: string | Buffer, target: string): TreeEntry => ({ mode: '120000', name, id: writer.blob(target) })
export const file = (writer: RepositoryWriter, name: string | Buffer, content: string | Buffer = 'export const x = 1\n'): TreeEntry => ({
  mode: '100644',
  name,
  id: writer.blob(content),
})
