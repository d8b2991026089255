import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { openSyntaxParser } from './tree.ts'

const collectGarbage = async (): Promise<void> => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  await nextTurn()
}

it('leaves nothing of an empty file to the garbage collector, who would free the memory of others', async () => {
  const names = async (round: number): Promise<unknown> => {
    const parser = await openSyntaxParser()
    await parser.parse('', 'python')
    await parser.parse(`const round = ${round}\n`, 'typescript')
    const other = await openSyntaxParser()
    await collectGarbage()
    const trees = [
      await other.parse('def f():\n    return f"{x}"\n', 'python'),
      await other.parse('fn main() {\n  run(1);\n}\n', 'rust'),
      await parser.parse('def f():\n    """Doc."""\n', 'python'),
    ]
    return trees.map((tree) => tree?.children.map(({ type }) => type))
  }
  for (let round = 0; round < 3; round += 1) expect(await names(round)).toEqual([['function_definition'], ['function_item'], ['function_definition']])
})
