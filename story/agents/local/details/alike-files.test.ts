import { expect, it } from 'vitest'
import { readAlikeFiles } from './alike-files.ts'

const words = ['tea', 'milk', 'malt', 'mint']
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
const none = new Map<string, string>()

it('finds files that declare the same with another word in it', () => {
  const files = words.map((word): [string, string] => [`cup_${word}.go`, `type ${capital(word)}Cup = Cup[${word}Value]\n\ntype ${word}Value struct {\n}\n`])
  const [found] = readAlikeFiles(new Map([...files, ['cup_impl.go', 'type Cup struct {\n}']]), none)
  expect(found).toMatchObject({ folder: '', affix: 'cup', each: null, base: null })
  expect(found?.members.map(({ declares }) => declares.map(({ name }) => name).sort())[0]).toEqual(['TeaCup', 'teaValue'])
  expect(found?.members).toHaveLength(4)
})

it('names a base only of those that descend from it', () => {
  const files = words.map((word): [string, string] => [`cups/${word}_cup.h`, `class ${word}_cup final : public base_cup<T> {`])
  const odd: [string, string] = ['cups/odd_cup.h', 'class odd_cup : public vessel {']
  const [found] = readAlikeFiles(new Map([...files, odd, ['cups/base.h', 'class base_cup {}']]), none)
  expect(found).toMatchObject({ affix: 'cup', base: 'base_cup' })
  expect(found?.members.map(({ path }) => path)).not.toContain('cups/odd_cup.h')
  // Somebody else's is no kind of this project.
  expect(readAlikeFiles(new Map([...files, odd]), none)).toEqual([])
})

it('takes for no base what a constructor takes', () => {
  const kotlin = (behind: string) =>
    words.map((word): [string, string] => [`cups/${capital(word)}Cup.kt`, `class ${capital(word)}Cup<T>(val leaf: Leaf<T>)${behind} {`])
  const own: [string, string][] = [
    ['leaf/Leaf.kt', 'class Leaf<T> {}'],
    ['vessel/Vessel.kt', 'open class Vessel {}'],
  ]
  expect(readAlikeFiles(new Map([...kotlin(''), ...own]), none)).toEqual([])
  expect(readAlikeFiles(new Map([...kotlin(' : Vessel()'), ...own]), none)).toMatchObject([{ affix: 'cup', base: 'Vessel' }])
})

it('finds a folder for each of a kind, and the lists that have to name it', () => {
  const files = words.map((word): [string, string] => [`src/cups/${word}/index.ts`, `export const ${word} = () => 1`])
  const lists = new Map([
    ['package.json', words.map((word) => `"./${word}": {}`).join('\n')],
    ['deno.json', '"./tea": {}'],
  ])
  expect(readAlikeFiles(new Map(files), lists)).toMatchObject([{ folder: 'src/cups', each: 'index.ts', namedIn: ['package.json'] }])
})

it('does not take it for a pattern that a type is called like its file', () => {
  expect(readAlikeFiles(new Map(words.map((word) => [`shop/${word}.cs`, `public class ${capital(word)} {`])), none)).toEqual([])
  expect(readAlikeFiles(new Map(words.map((word) => [`shop/${capital(word)}Part.cs`, `public class ${capital(word)}Part {`])), none)).toEqual([])
})
