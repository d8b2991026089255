// A repository larger than any that one would read whole: `node bench/make-large-repository.ts <git directory> [--files 100000]
// [--kilobytes 30]`. Written as a stream to git fast-import, so that neither memory nor a checkout is needed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { files: { type: 'string', default: '100000' }, kilobytes: { type: 'string', default: '30' } },
})
const [directory] = positionals
if (directory === undefined) throw new Error('Say where the git directory shall be.')
const files = Number(values.files)
const targetBytes = Number(values.kilobytes) * 1024

const run = async (args: string[]): Promise<void> => {
  const [code] = (await once(spawn('git', args, { stdio: 'inherit' }), 'exit')) as [number]
  if (code !== 0) throw new Error(`git ${args[0]} ended with ${code}`)
}

/** Packages of fifty modules each; a module imports its neighbour, its package's first and the first of another package. */
const pathOf = (index: number): string => `packages/p${Math.floor(index / 50)}/src/m${index % 50}.ts`
const sourceOf = (index: number): string => {
  const inPackage = Math.floor(index / 50)
  const head = [
    `import { first${inPackage} } from './m0.ts'`,
    `import { next } from './m${(index + 1) % 50}.ts'`,
    `import { other } from '../../p${(inPackage * 7 + 3) % Math.max(1, Math.ceil(files / 50))}/src/m0.ts'`,
    `/** Module ${index}: adds what its neighbours give. */`,
    `export function add${index}(value: number): number {`,
    `  if (value > ${index}) throw new RangeError('too much')`,
    `  return next(value) + other(value) + first${inPackage}(value)`,
    '}\n',
  ].join('\n')
  const lines: string[] = []
  for (let size = head.length, at = 0; size < targetBytes; at += 1) {
    const line = `export const value${at} = ${(index * 2654435761 + at * 40503) % 4294967296} // ${((index + 1) * (at + 7)).toString(36)}`
    lines.push(line)
    size += line.length + 1
  }
  return `${head}${lines.join('\n')}\n`
}

await run(['init', '-q', '--bare', directory])
const git = spawn('git', [`--git-dir=${directory}`, 'fast-import', '--quiet'], { stdio: ['pipe', 'inherit', 'inherit'] })
const write = async (text: string): Promise<void> => {
  if (!git.stdin.write(text)) await once(git.stdin, 'drain')
}
const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`
await write(`commit refs/heads/main\nmark :1\ncommitter Bench <bench@example.com> 1600000000 +0000\n${data('Make it large')}`)
await write(`M 100644 inline README.md\n${data('# Large\n\nLarge is a repository that is larger than one would read.\n')}`)
await write(`M 100644 inline package.json\n${data('{"name":"large","private":true,"workspaces":["packages/*"]}\n')}`)
for (let index = 0; index < files; index += 1) {
  if (index % 50 === 0) await write(`M 100644 inline packages/p${index / 50}/package.json\n${data(`{"name":"p${index / 50}","main":"src/m0.ts"}\n`)}`)
  await write(`M 100644 inline ${pathOf(index)}\n${data(sourceOf(index))}`)
}
git.stdin.end()
await once(git, 'exit')
await run([`--git-dir=${directory}`, 'symbolic-ref', 'HEAD', 'refs/heads/main'])
