import { beforeAll, expect, it } from 'vitest'
import { hide } from './comments.ts'
import { readFile } from './read-file.ts'
import { syntaxRows } from './rows.ts'
import { openSyntaxParser, type SyntaxParser } from './tree.ts'

let parser: SyntaxParser
beforeAll(async () => {
  parser = await openSyntaxParser()
})

/** What is noted of the branches of the one function in `text`. */
const branchesIn = async (language: string, text: string): Promise<string[]> => {
  const row = syntaxRows[language]
  const root = row === undefined ? null : await parser.parse(hide(text, row), row.grammar)
  if (row === undefined || root === null) throw new Error(`no grammar for ${language}`)
  return readFile('file', language, text, root, row).symbols.flatMap(({ remarks }) =>
    remarks.flatMap((remark) => (/ → /.test(remark.text) ? [remark.text] : [])),
  )
}

it('notes a question within a case, an else or another question together with what it is asked behind', async () => {
  const go =
    'package tea\nfunc pour(cup Cup) error {\n\tswitch cup.Kind() {\n\tcase Mug, Bowl:\n\t\tif weak {\n\t\t\treturn thin(cup)\n\t\t}\n\tdefault:\n\t\tboil(cup)\n\t}\n\treturn spill(cup)\n}\n'
  expect(await branchesIn('Go', go)).toEqual(['cup.Kind() is Mug, Bowl, and within that weak → return thin(cup)'])
  const script = 'function pour(cup) {\n  if (hot) {\n    cool(cup)\n  } else {\n    if (weak) { return thin(cup) }\n    serve(cup)\n  }\n}\n'
  expect(await branchesIn('JavaScript', script)).toEqual(['hot → cool(cup)', 'unless hot, and within that weak → return thin(cup)'])
})

it('notes the next of a row as the question that it is', async () => {
  const text = 'function pour(cup) {\n  if (hot) {\n    cool(cup)\n  } else if (weak) {\n    return thin(cup)\n  }\n}\n'
  expect(await branchesIn('JavaScript', text)).toEqual(['hot → cool(cup)', 'weak → return thin(cup)'])
})

it('notes with an answer that says nothing what is done before it', async () => {
  const go =
    'package tea\nfunc pour(cup Cup) error {\n\tif empty {\n\t\t// Nothing is left.\n\t\tcup.clear()\n\t\treturn nil\n\t}\n\tif weak {\n\t\treturn nil\n\t}\n\treturn spill(cup)\n}\n'
  expect(await branchesIn('Go', go)).toEqual(['empty → cup.clear(); return nil', 'weak → return nil'])
  const python = 'def pour(cup):\n    if cup.is_empty:\n        cup.clear()\n        return thin(cup)\n    boil(cup)\n'
  expect(await branchesIn('Python', python)).toEqual(['cup.is_empty → return thin(cup)'])
})
