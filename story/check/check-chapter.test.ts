import { describe, expect, it } from 'vitest'
import type { ChapterDraft, Source } from '../../shared/script.ts'
import { snapshotOf } from '../../test/support/snapshot-of.ts'
import { checkChapter } from './check-chapter.ts'
import { keepTrueSentences } from './keep-true-sentences.ts'

const snapshot = snapshotOf({
  'README.md': '# Shop\n\nShop is a *small* store front. It keeps the\nbasket on the server, never in the browser.\n\n`--max-items` limits it.\n',
  'package.json': '{\n  "name": "shop",\n  "version": "4.2.1",\n  "dependencies": { "express": "^5.0.0", "mime-types": "^3.0.0" }\n}\n',
  'lib/basket.js':
    '// Baskets expire, because nobody pays for yesterday.\nexport const maxItems = 250\nconst limitBytes = 64 * 1024\n\nexport function addItem(basket, item) {\n  if (basket.items.length >= maxItems) throw new FullBasket(item)\n  basket.items.push(item)\n  return basket\n}\n\nexport class FullBasket extends Error {}\n',
  'lib/server.js':
    "import { addItem } from './basket.js'\n\nexport function createServer(app) {\n  app.post('/basket/:id', (req, res) => res.send(addItem(req.basket, req.body)))\n  return app\n}\n",
  'test/basket.test.js': "it('refuses the item after the last', () => {})\n",
})
const cite = (file: string, start_line: number, end_line = start_line, commit = snapshot.commit): Source => ({ file, start_line, end_line, commit, url: null })
const draftOf = (...sentences: { text: string; sources: Source[] }[]): ChapterDraft => ({
  title: 'One',
  paragraphs: [{ speaker: 'host', sentences }],
  code_examples: [],
  predicted_seconds: 0,
  notes: [],
})
const kindsOf = async (text: string, ...sources: Source[]): Promise<string[]> =>
  (await checkChapter(draftOf({ text, sources }), { snapshot, facts: null })).map((problem) => `${problem.kind}: ${problem.subject}`)

const basket = cite('lib/basket.js', 1, 9)

describe('what is true passes', () => {
  it.each([
    ['A basket is filled by addItem, which refuses what comes after item 250 with a FullBasket.', basket],
    ['The function called addItem looks at basket.items first.', basket],
    ['It holds at most 250 items and 64 KB.', basket],
    ['Two hundred and fifty is the limit.', basket],
    ['It keeps “the basket on the server, never in the browser”.', cite('README.md', 3, 4)],
    ['The `createServer()` function in server.js takes the app.', cite('lib/server.js', 3, 6)],
    ['A POST to /basket/:id ends in res.send.', cite('lib/server.js', 4)],
    ['Version 4.2.1 needs express and mime-types.', cite('package.json', 3, 4)],
    ['The lib/ folder holds two files.', basket],
    ['What lib/basket.js throws is a FullBasket.', basket],
    ["The option '--max-items' is shown in single quotes.", cite('README.md', 1, 6)],
    ['It calls basket.addItem first.', basket],
  ])('%s', async (text, source) => {
    expect(await kindsOf(text, source)).toEqual([])
  })

  it.each([
    'Think of a shop, and/or a warehouse: read/write access, client/server, TCP/IP, application/json.',
    'You know GitHub, JavaScript, TypeScript and Node.js; this is none of them.',
    'A function called twice by the same caller, e.g. here, answers with a 404.',
    'In other words: one thing at a time, one of three or four, for the twelfth time.',
    "It isn't the framework's fault, and it's well-known, open-source, half-finished.",
    'Who pays for that? Nobody does (or so it seems)...',
  ])('ordinary English is left in peace: %s', async (text) => {
    expect(await kindsOf(text)).toEqual([])
  })
})

describe('what is not true is reported', () => {
  it.each([
    ['unknown_name: removeItem', 'It calls removeItem at the end.', basket],
    ['unknown_name: frobnicate', 'Then a function called frobnicate runs.', basket],
    ['unknown_name: drop', 'Then `drop` runs.', basket],
    ['unknown_name: basket.removeItem', 'It calls basket.removeItem first.', basket],
    ['unknown_name: server.addItems', 'It calls server.addItems first.', basket],
    ['unknown_name: Dispatcher', 'Then the Dispatcher class runs.', basket],
    ['unknown_name: 4.2.2', 'This is version 4.2.2.', cite('package.json', 3)],
    ['unknown_path: lib/router.js', 'The route stands in lib/router.js.', cite('lib/server.js', 4)],
    ['unknown_path: checkout.js', 'Next comes checkout.js with its basket.', basket],
    ['unknown_path: lib/router/', 'The folder lib/router/ has the basket.', basket],
    ['wrong_number: 300', 'A basket holds 300 items.', basket],
    ['wrong_number: three hundred', 'A basket holds three hundred items.', basket],
    ['wrong_number: seven', 'There are seven files in it.', basket],
    ['wrong_quotation: nobody pays for tomorrow', 'Because “nobody pays for tomorrow”.', basket],
    ['missing_lines: lib/basket.js:10-40', 'It is addItem.', cite('lib/basket.js', 10, 40)],
    ['missing_file: lib/cart.js:1-2', 'It is full.', cite('lib/cart.js', 1, 2)],
    ['other_commit: lib/basket.js:1-9', 'It is addItem.', cite('lib/basket.js', 1, 9, 'beef')],
    ['unrelated_citation: FullBasket', 'It throws a FullBasket.', cite('package.json', 1)],
  ])('%s', async (problem, text, source) => {
    expect(await kindsOf(text, source)).toContain(problem)
  })

  it('a claim about code without any source is asked for one', async () => {
    expect(await kindsOf('It is all done by addItem.')).toEqual(['no_source: addItem'])
  })

  it('a source of the same paragraph covers a sentence that goes on about it', async () => {
    const draft = draftOf({ text: 'It is all done by addItem.', sources: [basket] }, { text: 'Then addItem returns.', sources: [] })
    expect(await checkChapter(draft, { snapshot, facts: null })).toEqual([])
  })

  it('a snippet must be its lines to the letter', async () => {
    const example = { ...cite('lib/basket.js', 7, 8), language: 'js' }
    const draft = {
      ...draftOf({ text: 'So it goes.', sources: [] }),
      code_examples: [
        { ...example, code: '  basket.items.push(item)\n  return basket' },
        { ...example, code: '  basket.items.push(item)\n  return item' },
      ],
    }
    expect(await checkChapter(draft, { snapshot, facts: null })).toMatchObject([{ kind: 'changed_snippet', place: { codeExample: 1 } }])
  })
})

describe('keepTrueSentences', () => {
  it('drops what failed, keeps the rest in order and says why', async () => {
    const draft: ChapterDraft = {
      ...draftOf({ text: 'A basket is filled by addItem.', sources: [basket] }, { text: 'It is emptied by removeItem.', sources: [basket] }),
      code_examples: [{ ...cite('lib/basket.js', 7), language: 'js', code: 'nothing' }],
    }
    draft.paragraphs.push({ speaker: 'host', sentences: [{ text: 'It holds 300.', sources: [] }] })
    const { draft: kept, dropped } = keepTrueSentences(draft, await checkChapter(draft, { snapshot, facts: null }))
    expect(kept?.paragraphs).toEqual([{ speaker: 'host', sentences: [{ text: 'A basket is filled by addItem.', sources: [basket] }] }])
    expect(kept?.code_examples).toEqual([])
    expect(kept?.notes).toHaveLength(3)
    expect(dropped[0]).toBe('“It is emptied by removeItem.”: The repository holds nothing that is called removeItem.')
  })

  it('gives no draft when nothing holds', async () => {
    const draft = draftOf({ text: 'It is emptied by removeItem.', sources: [basket] })
    expect(keepTrueSentences(draft, await checkChapter(draft, { snapshot, facts: null })).draft).toBeNull()
  })
})
