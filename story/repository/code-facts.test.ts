import { expect, it } from 'vitest'
import { analyzeFiles } from '../../test/support/analyze-files.ts'

const constantsOf = async (path: string, text: string): Promise<string[]> => (await analyzeFiles({ [path]: text })).constants.map(({ name }) => name)

it('takes for a constant what keeps its value, and no field that is given another', async () => {
  const settings =
    'class Settings {\n  const int MaxCups = 12;\n  private static long fetchSize = -1;\n  private static int cupLimit = 40;\n  void Write(long value) { Volatile.Write(ref fetchSize, value); }\n  int Limit() { return cupLimit; }\n}\n'
  expect(await constantsOf('till/Settings.cs', settings)).not.toContain('fetchSize')
  const sink = 'void open() {\n  current_size_ = 0;\n}\nvoid write() {\n  current_size_ = 5;\n}\n'
  expect(await constantsOf('till/sink.cpp', sink)).toEqual([])
  expect(await constantsOf('till/app.py', 'retry_limit = 3\n\ndef again():\n    return retry_limit == 4\n')).toEqual(['retry_limit'])
})
