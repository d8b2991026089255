// Which of the files among the tests are code that tests. Programs that a highlighter colours or a formatter formats lie
// there too, in any language: they are what is tested with, and no measure of the tests.
import { withoutPackage } from './file-kind.ts'
import type { ScannedFile } from './resolvers/resolver.ts'

const inputFolder =
  /(?:^|\/)(?:fixtures?|__fixtures__|test[-_]?data|data|samples?|golden(?:s|[-_]files)?|snapshots?|__snapshots__|corpus|corpora|inputs?|expected|highlighted|[\w-]*syntax[\w-]*)\//i
const testName = /(?:^|\/)(?:test[-_.]|conftest|spec_)|(?:[-_.]|[a-z])(?:tests?|Tests?|spec|Spec)\.\w+$/
const families: Readonly<Record<string, string>> = { TypeScript: 'JavaScript', TSX: 'JavaScript', JSX: 'JavaScript', 'C++': 'C' }
const familyOf = (language: string): string => families[language] ?? language
/** Of the lines of the product: less is a script beside it. */
const fewestShare = 0.05

export const listTestCode = (files: Iterable<ScannedFile>): ScannedFile[] => {
  const all = [...files]
  const lines = new Map<string, number>()
  for (const { kind, language, lines: count } of all) if (kind === 'source') lines.set(familyOf(language), (lines.get(familyOf(language)) ?? 0) + count)
  const sum = [...lines.values()].reduce((total, count) => total + count, 0)
  const isOfProduct = (language: string): boolean => language === 'Shell' || (lines.get(familyOf(language)) ?? 0) >= sum * fewestShare
  return all.filter(({ kind, path, language }) => kind === 'test' && !inputFolder.test(withoutPackage(path)) && (isOfProduct(language) || testName.test(path)))
}
