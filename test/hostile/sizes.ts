// Much of something, or little that becomes much.
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HostileRepository } from './hostile-repository.ts'
import { file, ordinary, withFiles } from './ordinary.ts'
import { importFiles, type RepositoryWriter, writeRepository } from './write-repository.ts'

const nest = (writer: RepositoryWriter, levels: number): string => {
  let id = writer.files({ 'bottom.js': 'module.exports = 1\n' })
  for (let level = 0; level < levels; level += 1) id = writer.tree([{ mode: '40000', name: 'deeper', id }])
  return id
}

/** Ten trees, each of which names the one before ten times. */
const bombTree = (writer: RepositoryWriter): string => {
  let id = writer.tree(Array.from({ length: 10 }, (_, index) => file(writer, `f${index}.js`)))
  for (let level = 1; level < 10; level += 1) id = writer.tree(Array.from({ length: 10 }, (_, index) => ({ mode: '40000', name: `d${index}`, id })))
  return id
}

export const sizes: readonly HostileRepository[] = [
  {
    name: 'a binary of 60 MB',
    outcome: 'story',
    heavy: true,
    make: (directory) =>
      importFiles(directory, [
        ...Object.entries(ordinary).map(([path, content]) => ({ path, content: Buffer.from(content) })),
        { path: 'film.dat2', content: randomBytes(60 * 1024 * 1024) },
      ]),
  },
  {
    name: '30,000 files',
    outcome: 'story',
    heavy: true,
    make: (directory) =>
      importFiles(
        directory,
        Array.from({ length: 30_000 }, (_, index) => ({
          path: `src/part${index % 100}/file${index}.js`,
          content: Buffer.from(`exports.value${index} = ${index}\n`),
        })),
      ),
  },
  {
    name: '200 levels of folders',
    outcome: 'story',
    make: (directory) => {
      const writer = writeRepository(directory)
      writer.commit(writer.files(ordinary, [{ mode: '40000', name: 'deep', id: nest(writer, 200) }]))
    },
  },
  {
    name: 'lines of 5 MB',
    outcome: 'story',
    heavy: true,
    make: withFiles({
      'src/long.js': `var x = "${'a'.repeat(3_900_000)}"\n`,
      'long.md': 'word '.repeat(200_000),
      'data.json': `[${'1,'.repeat(2_500_000)}1]`,
      'src/too-long.js': 'f(g('.repeat(1_300_000),
    }),
  },
  {
    name: 'a blob that unpacks to 512 MB',
    outcome: 'story',
    heavy: true,
    make: (directory) => {
      const writer = writeRepository(directory)
      const id = writer.git(['hash-object', '-w', '--stdin'], Buffer.alloc(512 * 1024 * 1024))
      writer.commit(writer.files(ordinary, [{ mode: '100644', name: 'zeros.js', id }]))
    },
  },
  {
    name: 'trees that name each other ten times (10^10 files)',
    outcome: 'story',
    heavy: true,
    make: (directory) => {
      const writer = writeRepository(directory)
      writer.commit(writer.files(ordinary, [{ mode: '40000', name: 'zbomb', id: bombTree(writer) }]))
    },
  },
  {
    name: 'a commit long ago with 10^10 files',
    outcome: 'story',
    heavy: true,
    make: (directory) => {
      const writer = writeRepository(directory)
      const parent = writer.commit(writer.tree([{ mode: '40000', name: 'zbomb', id: bombTree(writer) }]))
      writer.commit(writer.files(ordinary), { parent })
    },
  },
  {
    name: '20,000 tags',
    outcome: 'story',
    make: (directory) => {
      const writer = writeRepository(directory)
      const commit = writer.commit(writer.files(ordinary))
      writeFileSync(
        join(directory, 'packed-refs'),
        Array.from({ length: 20_000 }, (_, index) => `${commit} refs/tags/t${String(index).padStart(6, '0')}\n`).join(''),
      )
    },
  },
  {
    name: '20,000 branches',
    outcome: 'story',
    make: (directory) => {
      const writer = writeRepository(directory)
      const commit = writer.commit(writer.files(ordinary))
      writeFileSync(
        join(directory, 'packed-refs'),
        Array.from({ length: 20_000 }, (_, index) => `${commit} refs/heads/b${String(index).padStart(6, '0')}\n`).join(''),
      )
    },
  },
  {
    name: 'attributes and a mailmap of 5 MB, which git reads by itself',
    outcome: 'story',
    make: withFiles({
      '.gitattributes': '* diff=x\n'.repeat(600_000),
      '.mailmap': 'A <a@example.com> B <b@example.com>\n'.repeat(150_000),
      ...Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`d${index}/.gitattributes`, '[attr]m -diff\n* m\n'])),
    }),
  },
]
