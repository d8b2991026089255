// What was said, to read: WebVTT for players (a cue a sentence, the speaker as a voice tag, the cited places as notes) and
// plain text for people and for the file's own tag. Both from the one transcript in shared/audio.ts.
import type { TimedSentence, Transcript } from '../../shared/audio.ts'
import type { Source } from '../../shared/script.ts'

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0')

const timestamp = (seconds: number): string => {
  const ms = Math.max(0, Math.round(seconds * 1000))
  const whole = Math.floor(ms / 1000)
  return `${pad(Math.floor(whole / 3600))}:${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}.${pad(ms % 1000, 3)}`
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim()
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const cueText = (text: string): string => oneLine(text).replace(/[&<>]/g, (character) => escapes[character] ?? character)
/** An arrow would end a note's block as the start of a cue. */
const noteText = (text: string): string => oneLine(text).replaceAll('-->', '→')

const sourceLine = ({ file, start_line, end_line, url }: Source): string => {
  const lines = start_line === end_line ? `${start_line}` : `${start_line}-${end_line}`
  return noteText(`${file}:${lines}${url === null ? '' : ` ${url}`}`)
}

const note = (lines: readonly string[]): string => `NOTE\n${lines.join('\n')}`

const cue = (sentence: TimedSentence, number: number): string =>
  `${number}\n${timestamp(sentence.start_seconds)} --> ${timestamp(Math.max(sentence.end_seconds, sentence.start_seconds + 0.001))}\n<v ${sentence.voice}>${cueText(sentence.text)}</v>`

export const toWebVtt = ({ title, chapters }: Transcript): string => {
  let cues = 0
  const blocks = chapters.flatMap((chapter) => [
    note([`Chapter: ${noteText(chapter.title)}`]),
    ...(chapter.sources.length === 0 ? [] : [note(['Sources:', ...chapter.sources.map(sourceLine)])]),
    ...chapter.sentences.map((sentence) => {
      cues += 1
      return cue(sentence, cues)
    }),
  ])
  return `${[`WEBVTT - ${noteText(title)}`, ...blocks].join('\n\n')}\n`
}

/** Paragraphs are not kept by a transcript; a change of speaker starts a new one and names the voice. */
const chapterText = (sentences: readonly TimedSentence[]): string => {
  const voices = new Set(sentences.map((sentence) => sentence.voice))
  return sentences
    .map((sentence, index) => {
      const isTurn = voices.size > 1 && sentence.voice !== sentences[index - 1]?.voice
      const turn = isTurn ? `${index === 0 ? '' : '\n\n'}${sentence.voice}: ` : index === 0 ? '' : ' '
      return `${turn}${oneLine(sentence.text)}`
    })
    .join('')
}

export const toPlainText = ({ title, chapters }: Transcript): string =>
  `${[oneLine(title), ...chapters.flatMap((chapter) => [oneLine(chapter.title), chapterText(chapter.sentences)])].join('\n\n')}\n`
