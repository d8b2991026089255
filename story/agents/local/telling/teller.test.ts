import { describe, expect, it } from 'vitest'
import type { Message, Named } from './message.ts'
import { createWordingReader } from './repetition.ts'
import { createTeller } from './teller.ts'
import { claiming, ways } from './ways.ts'

const thing: Named = { key: 'symbol app.js#handle', name: 'handle', role: 'function', home: 'app.js', place: { file: 'app.js', start_line: 3, end_line: 9 } }
const message = (id: string, forms: Message['forms'], about: Named | null = thing): Message => ({
  id,
  about,
  weight: 1,
  places: [{ file: 'app.js', start_line: 3, end_line: 9 }],
  forms,
})
const newTeller = () => createTeller({ style: 'documentary', depth: 'intermediate', seed: 'abc', readWording: createWordingReader() })

describe('a teller', () => {
  it('says "it" only of what the sentence before had for its subject', () => {
    const other: Named = { ...thing, key: 'symbol app.js#embed', name: 'embed' }
    const afterwards = (first: Message) => {
      const teller = newTeller()
      teller.tell(first)
      return teller.tell(
        message(
          'b',
          ways((say) => `${say.subject(thing)} takes ten`),
        ),
      )?.text
    }
    expect(
      afterwards(
        message(
          'a',
          ways((say) => `part of that is done by ${say.bare(other)}`),
        ),
      ),
    ).toBe('The function handle takes ten.')
    expect(
      afterwards(
        message(
          'a',
          ways((say) => `${say.name(thing)} calls ${say.bare(other)}`),
        ),
      ),
    ).toBe('It takes ten.')
  })

  it('introduces a name by its role and its file, then uses the name, then a pronoun', () => {
    const teller = newTeller()
    teller.startChapter()
    expect(
      teller.tell(
        message(
          'a',
          ways((say) => `first comes ${say.placed(thing)}`),
        ),
      )?.text,
    ).toBe('First comes the function handle in app.js.')
    expect(
      teller.tell(
        message(
          'b',
          ways((say) => `${say.subject(thing)} matches the address`),
        ),
      )?.text,
    ).toBe('It matches the address.')
    teller.startParagraph()
    expect(
      teller.tell(
        message(
          'c',
          ways((say) => `${say.subject(thing)} ends the request`),
        ),
      )?.text,
    ).toBe('handle ends the request.')
    teller.startChapter()
    expect(
      teller.tell(
        message(
          'd',
          ways((say) => `${say.name(thing)} is met again`),
        ),
      )?.text,
    ).toBe('The function handle is met again.')
  })

  it('never capitalises an identifier', () => {
    const teller = newTeller()
    teller.startChapter()
    expect(
      teller.tell(
        message(
          'a',
          ways((say) => `${say.bare(thing)} goes first`),
        ),
      )?.text,
    ).toBe('handle goes first.')
  })

  it('says no sentence twice and no six words a third time', () => {
    const teller = newTeller()
    const told = ['one', 'two', 'three'].map(
      (end) =>
        teller.tell(
          message(
            end,
            ways(() => `this is a frame of seven words ${end}`),
          ),
        )?.text ?? null,
    )
    expect(told).toEqual(['This is a frame of seven words one.', 'This is a frame of seven words two.', null])
    expect(
      teller.tell(
        message(
          'again',
          ways(() => 'this is a frame of seven words one'),
        ),
      ),
    ).toBeNull()
  })

  it('takes another wording before it repeats one', () => {
    const teller = newTeller()
    const forms = ways(
      () => 'the first wording stands here for all',
      () => 'quite different words say it as well',
    )
    const told = new Set([teller.tell(message('x:1', forms))?.text, teller.tell(message('x:2', forms))?.text])
    expect(told.size).toBe(2)
    expect(told).not.toContain(undefined)
  })

  it('makes a claim once, whatever words it could be made in', () => {
    const teller = newTeller()
    const first = message(
      'a',
      claiming(
        'what handle',
        ways(() => 'it sends the request on'),
      ),
    )
    const second = message(
      'b',
      claiming(
        'what handle',
        ways(() => 'another way to say that'),
      ),
    )
    expect(teller.tell(first)).not.toBeNull()
    expect(teller.tell(second)).toBeNull()
  })

  it('gives glue the places of the names in it', () => {
    const teller = newTeller()
    expect(
      teller.tell({
        ...message(
          'glue',
          ways((say) => `what about ${say.bare(thing)}?`),
        ),
        places: [],
      })?.places,
    ).toEqual([thing.place])
  })
})
