import { expect, it } from 'vitest'
import { errorFamilies } from './error-families.ts'
import { readFile } from './syntax/read-file.ts'
import { syntaxRows } from './syntax/rows.ts'
import { openSyntaxParser } from './syntax/tree.ts'

const parser = await openSyntaxParser()
const familyOf = async (path: string, language: string, text: string): Promise<string[]> => {
  const row = syntaxRows[language]
  const root = row === undefined ? null : await parser.parse(text, row.grammar)
  if (row === undefined || root === null) throw new Error('no tree')
  return [...errorFamilies([readFile(path, language, text, root, row)])].map((key) => key.slice(key.indexOf('#') + 1))
}

it('looks for a base from the class outwards, so that one name may be that of an error and of something else', async () => {
  const text =
    'module Till\n  module Faults\n    class Base < StandardError\n    end\n    class Jam < Base\n    end\n  end\n  module Paper\n    class Base\n    end\n    class Roll < Base\n    end\n  end\nend\n'
  expect(await familyOf('till.rb', 'Ruby', text)).toEqual(['Till.Faults.Base', 'Till.Faults.Jam'])
})

it('knows what the languages themselves throw', async () => {
  expect(await familyOf('till.cpp', 'C++', 'class till_ex : public std::runtime_error {\n  int a;\n};\nclass sheet : public paper {\n  int a;\n};\n')).toEqual([
    'till_ex',
  ])
})
