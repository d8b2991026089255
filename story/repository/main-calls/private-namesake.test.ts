import { expect, it } from 'vitest'
import { analyzeFiles } from '../../../test/support/analyze-files.ts'

const library = (word: string): string =>
  `/// What is asked for.\npub struct Args;\nimpl Args {\n    /// Opens it.\n    ${word}fn till(&self) {\n        first()\n    }\n    /// Counts.\n    pub fn count(&self) -> u32 {\n        weigh()\n    }\n}\nfn first() {\n    second()\n}\nfn second() {\n    third()\n}\nfn third() {}\nfn weigh() -> u32 {\n    1\n}\n`
const calledFromOutside = async (word: string): Promise<(string | null)[]> =>
  (
    await analyzeFiles({
      'README.md': '# till\n\nTill counts coins.\n',
      'Cargo.toml': '[package]\nname = "till"\nversion = "1.0.0"\n',
      'src/lib.rs': library(word),
    })
  ).entry_points.map(({ symbol }) => symbol)

it("does not take a private method of the project's name for what callers call", async () => {
  expect(await calledFromOutside('pub ')).toContain('Args::till')
  expect(await calledFromOutside('')).not.toContain('Args::till')
})
