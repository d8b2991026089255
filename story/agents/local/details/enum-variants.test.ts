import { expect, it } from 'vitest'
import { readVariants, variantsNamedIn } from './enum-variants.ts'

const read = (file: string, text: string) => readVariants(text, { file, start_line: 1, end_line: text.split('\n').length })

it('reads the variants of an enum in Rust, Python, TypeScript and Kotlin, and nothing of what stands inside of them', () => {
  expect(
    read(
      'tea.rs',
      '#[derive(Clone)]\npub enum Tea {\n    /// Comes first.\n    #[default]\n    Green,\n    Black(u8),\n    Mixed {\n        parts: u8,\n    },\n}',
    ),
  ).toEqual(['Green', 'Black', 'Mixed'])
  expect(
    read('tea.py', 'class Tea(Enum):\n    """Kinds."""\n\n    # why\n    green = auto()\n    black = 2\n\n    def brew(self):\n        hot = 1\n'),
  ).toEqual(['green', 'black'])
  expect(read('tea.ts', 'export enum Tea {\n  Green,\n  Black = "b",\n}')).toEqual(['Green', 'Black'])
  expect(read('Tea.kt', 'enum class Tea(val s: String) {\n    GREEN("g"),\n    BLACK("b");\n    fun brew() = 1\n}')).toEqual(['GREEN', 'BLACK'])
})

it('finds those that a function decides by', () => {
  const code = 'match tea {\n Tea::Green => 1,\n Tea::Black(x) => x,\n}'
  expect(variantsNamedIn(code, 'Tea', ['Green', 'Black', 'Mixed'], false)).toEqual(['Green', 'Black'])
  expect(variantsNamedIn('Self::Green', 'Tea', ['Green'], false)).toEqual([])
  expect(variantsNamedIn('Self::Green', 'Tea', ['Green'], true)).toEqual(['Green'])
})
