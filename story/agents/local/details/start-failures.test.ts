import { expect, it } from 'vitest'
import { readStartFailures } from './start-failures.ts'

const read = (files: Record<string, string>) => readStartFailures(new Map(Object.entries(files)))

it('finds where a program gives up at its start, with the words that it says', () => {
  const main =
    'func main() {\n\tdb, err := open()\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tif till == nil {\n\t\tlog.Fatalf("failed to open the till: %v", err)\n\t}\n}'
  expect(read({ 'cmd/main.go': main })).toEqual({
    file: 'cmd/main.go',
    call: 'log.Fatal',
    words: 'failed to open the till',
    place: { file: 'cmd/main.go', start_line: 7, end_line: 7 },
  })
})

it('takes one such call for an accident, and no word of another language for one', () => {
  expect(read({ 'main.go': 'log.Fatal(err)' })).toBeNull()
  expect(read({ 'main.js': 'log.Fatal(a); log.Fatal(b)' })).toBeNull()
})
