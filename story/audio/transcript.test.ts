import { describe, expect, it } from 'vitest'
import type { Transcript } from '../../shared/audio.ts'
import { toPlainText, toWebVtt } from './transcript.ts'

const source = {
  file: 'lib/express.js',
  start_line: 36,
  end_line: 39,
  commit: 'a371',
  url: 'https://github.com/expressjs/express/blob/a371/lib/express.js#L36-L39',
}
const transcript: Transcript = {
  title: 'What is left?',
  duration_seconds: 3700,
  chapters: [
    {
      title: 'One Friday --> 2009',
      start_seconds: 0,
      end_seconds: 3600,
      sources: [source, { ...source, start_line: 40, end_line: 40, url: null }],
      sentences: [
        { text: 'An app is `Option<T> & more`.', speaker: 'host', voice: 'Rachel', start_seconds: 0.35, end_seconds: 2.5, sources: [source] },
        { text: 'Is\nit?', speaker: 'guest', voice: 'Drew', start_seconds: 3.0004, end_seconds: 3.9996, sources: [] },
      ],
    },
    {
      title: 'After an hour',
      start_seconds: 3600,
      end_seconds: 3700,
      sources: [],
      sentences: [{ text: 'It is.', speaker: 'host', voice: 'Rachel', start_seconds: 3661.25, end_seconds: 3662, sources: [] }],
    },
  ],
}

describe('WebVTT', () => {
  it('has a cue a sentence with its voice, notes with the sources, and nothing that a parser would take for a tag or a cue', () => {
    expect(toWebVtt(transcript)).toBe(`WEBVTT - What is left?

NOTE
Chapter: One Friday → 2009

NOTE
Sources:
lib/express.js:36-39 https://github.com/expressjs/express/blob/a371/lib/express.js#L36-L39
lib/express.js:40

1
00:00:00.350 --> 00:00:02.500
<v Rachel>An app is \`Option&lt;T&gt; &amp; more\`.</v>

2
00:00:03.000 --> 00:00:04.000
<v Drew>Is it?</v>

NOTE
Chapter: After an hour

3
01:01:01.250 --> 01:01:02.000
<v Rachel>It is.</v>
`)
  })

  it('never has a cue that ends before it starts', () => {
    const [chapter] = transcript.chapters
    const [sentence] = chapter?.sentences ?? []
    if (chapter === undefined || sentence === undefined) throw new Error('no sentence')
    const still = { ...transcript, chapters: [{ ...chapter, sentences: [{ ...sentence, end_seconds: 0.35 }] }] }
    expect(toWebVtt(still)).toContain('00:00:00.350 --> 00:00:00.351')
  })
})

describe('plain text', () => {
  it('names the voices where there are two', () => {
    expect(toPlainText(transcript)).toBe(
      'What is left?\n\nOne Friday --> 2009\n\nRachel: An app is `Option<T> & more`.\n\nDrew: Is it?\n\nAfter an hour\n\nIt is.\n',
    )
  })
})
