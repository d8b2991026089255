import { afterEach, expect, it } from 'vitest'
import { folderOf, type TestFolder } from '../../test/support/folder-of.ts'
import { analyzeSnapshot } from './analyze-snapshot.ts'
import { openSnapshots } from './open-snapshot.ts'

let folder: TestFolder | null = null
afterEach(() => folder?.remove())

const patternsOf = async (files: Record<string, string>): Promise<string[]> => {
  folder = await folderOf(files)
  const { snapshot, raw } = await openSnapshots({ kind: 'folder', path: folder.path })
  return (await analyzeSnapshot(snapshot, raw)).patterns.map(({ name }) => name)
}

const program = `package main\n\nfunc main() {\n\tprintln(1)\n}\n${'// and more\n'.repeat(40)}`

it('takes no page that listens to its buttons for the design of the program behind it', async () => {
  const script =
    "export function bind(button) {\n  button.addEventListener('click', () => 1)\n  button.addEventListener('x', () => 2)\n  button.dispatchEvent(3)\n}\n"
  expect(await patternsOf({ 'main.go': program, 'web/a.js': script, 'web/b.js': script })).not.toContain('event-driven')
})

it('calls a program event-driven whose own files announce what happens', async () => {
  const announcing = (name: string) => `export function ${name}(bus) {\n  bus.emit('a', 1)\n  bus.emit('b', 2)\n}\n`
  expect(await patternsOf({ 'lib/a.js': announcing('a'), 'lib/b.js': announcing('b') })).toContain('event-driven')
})
