import { expect, it } from 'vitest'
import { readCommentedFields } from './commented-fields.ts'

const read = (file: string, text: string) =>
  readCommentedFields(text, { file, start_line: 1, end_line: text.split('\n').length }).map(({ names, comment }) => [names.join(' '), comment])

it('reads the comments above the fields of a struct in C, one for the fields that it names', () => {
  const text = `typedef struct tea
{
    /* next/prev walk the shelf. */
    struct tea *next;
    struct tea *prev;
    int count; /* how many are left */
    int unknown;
    /* called when it is sold,
     * once */
    void *(*sold)(size_t size);
} tea;`
  expect(read('tea.h', text)).toEqual([
    ['next prev', 'next/prev walk the shelf.'],
    ['count', 'how many are left'],
    ['sold', 'called when it is sold, once'],
  ])
})

it('reads them in Go, Rust, TypeScript and Kotlin, and none of what stands deeper', () => {
  expect(
    read(
      'tea.go',
      'type Tea struct {\n\t// Error resulted from brewing.\n\terr error\n\tname string // printed on it\n\tinner struct {\n\t\t// deep\n\t\tx int\n\t}\n}',
    ),
  ).toEqual([
    ['err', 'Error resulted from brewing.'],
    ['name', 'printed on it'],
  ])
  expect(read('tea.rs', 'pub struct Tea {\n    /// Where it grows.\n    #[serde(default)]\n    pub(crate) garden: Vec<u8>,\n}')).toEqual([
    ['garden', 'Where it grows.'],
  ])
  expect(read('tea.ts', 'export interface Tea {\n  /** Where it grows. */\n  readonly garden?: string\n  url: "http://x"\n}')).toEqual([
    ['garden', 'Where it grows.'],
  ])
  expect(read('Tea.kt', 'class Tea {\n    /** Where it grows. */\n    @JvmField val garden: Garden = Garden()\n}')).toEqual([['garden', 'Where it grows.']])
})

it('takes a comment above a group of fields for its heading', () => {
  expect(read('tea.go', 'type Tea struct {\n\t// Counters\n\tcups int\n\tpots int\n\n\t// Where it grows.\n\tgarden string\n}')).toEqual([
    ['garden', 'Where it grows.'],
  ])
})
