// Commits and branches that no git would make.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canaries, type HostileRepository } from './hostile-repository.ts'
import { file, ordinary } from './ordinary.ts'
import { writeRepository } from './write-repository.ts'

export const histories: readonly HostileRepository[] = [
  {
    name: 'a default branch that looks like an option',
    outcome: 'story',
    make: (directory, { proofOfExecution }) => {
      const writer = writeRepository(directory)
      const branch = `--upload-pack=touch\u0024{IFS}${proofOfExecution}`.replaceAll('/', '_')
      writeFileSync(join(directory, 'packed-refs'), `${writer.commit(writer.files(ordinary))} refs/heads/${branch}\n`)
      rmSync(join(directory, 'refs', 'heads', 'main'))
      writeFileSync(join(directory, 'HEAD'), `ref: refs/heads/${branch}\n`)
    },
  },
  {
    name: 'a history with lies in it: dates, names, subjects',
    outcome: 'story',
    make: (directory) => {
      const writer = writeRepository(directory)
      const tree = writer.files(ordinary)
      const author = `Eve \u202e\u001b[31m ${canaries.key} <e@example.com>`
      const message = `Use ${canaries.key} \u202egnp.exe\u0007`
      const first = writer.commit(tree, { author: `${author} 99999999999999 +9999`, message })
      const second = writer.commit(writer.files({ ...ordinary, 'a.js': 'exports.a = 1\n' }), { author: `${author} 1600000000 +2359`, message, parent: first })
      writer.commit(tree, { message, parent: second })
      writer.git(['update-ref', `refs/tags/v1-${canaries.key}`, second])
    },
  },
  {
    name: 'a tree whose objects are missing',
    outcome: 'repository_unreachable',
    make: (directory) => {
      const writer = writeRepository(directory)
      writer.commit(writer.tree([{ mode: '40000', name: 'gone', id: '2'.repeat(40) }, file(writer, 'z.js')]))
    },
  },
  {
    name: 'a commit with 3,000 parents',
    outcome: 'story',
    make: (directory) => {
      const writer = writeRepository(directory)
      const tree = writer.files(ordinary)
      const first = writer.commit(tree)
      const parents = Array.from({ length: 300 }, (_, index) => writer.commit(tree, { parent: first, message: `Part ${index}` }))
      const lines = parents.flatMap((parent) => Array<string>(10).fill(`parent ${parent}\n`)).join('')
      writer.rawCommit(`tree ${tree}\n${lines}author A <a@example.com> 1700000000 +0000\ncommitter A <a@example.com> 1700000000 +0000\n\nTogether\n`)
    },
  },
  {
    name: 'a commit of nobody, with a NUL and no UTF-8 in its message',
    outcome: 'story',
    make: (directory) => {
      const writer = writeRepository(directory)
      const text = `tree ${writer.files(ordinary)}\nauthor\ncommitter \nencoding KOI8-R\ngpgsig -----BEGIN\n\nSub\0ject \xff\n`
      writer.rawCommit(Buffer.from(text, 'latin1'))
    },
  },
]
