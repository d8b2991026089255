// Chosen messages → chapters of paragraphs with speakers: the glue (openings, questions, bridges) goes in here, and the
// teller words everything in the order of the story.
import type { Place } from '../../../../shared/analysis.ts'
import type { Speaker } from '../../../../shared/script.ts'
import type { StoryStyle, TechnicalDepth } from '../../../../shared/story.ts'
import type { Scene, StyleSheet, Topic } from '../styles/style-sheet.ts'
import type { Form, Message } from '../telling/message.ts'
import type { ReadWording } from '../telling/repetition.ts'
import { createTeller, type Teller } from '../telling/teller.ts'
import type { OpenChapter, Slot } from './chapters.ts'
import { hostLine } from './conversation.ts'
import { createExplainer, type Explainer } from './explain.ts'

export interface ToldSentence {
  /** Of the message that it tells. */
  id: string
  text: string
  places: readonly Place[]
}
export interface ToldParagraph {
  speaker: Speaker
  sentences: ToldSentence[]
}
export interface ToldChapter {
  paragraphs: ToldParagraph[]
  examples: Place[]
}

export interface Composition {
  chapters: readonly OpenChapter[]
  chosen: ReadonlySet<Slot>
  sheet: StyleSheet
  scene: Scene
  style: StoryStyle
  depth: TechnicalDepth
  seed: string
  readWording: ReadWording
}

const glue = (id: string, forms: Form[], about: Message['about'] = null): Message => ({ id, about, weight: 1, places: [], forms })
/** Longer paragraphs tire the ear; a pause is also a breath. */
const mostSentences = 6
const mostExamples = 3

interface Writing {
  open: OpenChapter
  /** The chapter before has handed over to this one. */
  isBridged: boolean
  composition: Composition
  teller: Teller
  explain: Explainer
}

const writeMonologue = ({ open, isBridged, composition, teller, explain }: Writing): ToldParagraph[] => {
  const { sheet, scene, chosen, depth } = composition
  const paragraphs: ToldParagraph[] = []
  let current: ToldSentence[] = []
  const flush = (): void => {
    if (current.length > 0) paragraphs.push({ speaker: 'host', sentences: current })
    current = []
    teller.startParagraph()
  }
  const say = (message: Message): boolean => {
    const told = teller.tell(message)
    if (told === null) return false
    current.push({ id: message.id, ...told })
    const explanation = depth === 'beginner' ? explain(told.text) : null
    const more = explanation === null ? null : teller.tell(glue(`explain:${explanation}`, [{ text: () => explanation }], message.about))
    if (more !== null) current.push({ id: 'explain', ...more })
    return true
  }
  // One sentence leads into a chapter: the last of the one before, or its own first, or that of its first topic.
  const opening = isBridged ? [] : open.schema.opening(scene)
  const isOpened = isBridged || (opening.length > 0 && say(glue(`opening:${open.schema.role}`, opening)))
  let topic: Topic | null = null
  for (const slot of open.slots) {
    if (!chosen.has(slot)) continue
    if (slot.topic !== topic) {
      const isFirst = topic === null
      topic = slot.topic
      if (!isFirst && current.length >= 2) flush()
      const lead = isFirst && isOpened ? [] : (sheet.leads[slot.topic]?.(scene) ?? [])
      if (lead.length > 0) say(glue(`lead:${slot.topic}`, lead))
    } else if (current.length >= mostSentences && slot.message.about?.key !== undefined) flush()
    say(slot.message)
  }
  flush()
  return paragraphs
}

/** A question from the host, a few sentences from the guest, and now and then the host adds what he has noticed himself. */
const writeDialogue = ({ open, composition, teller, explain }: Writing): ToldParagraph[] => {
  const { sheet, scene, chosen, depth, seed } = composition
  const paragraphs: ToldParagraph[] = []
  /** What has been told of them. */
  const speak = (speaker: Speaker, messages: readonly Message[]): Message[] => {
    teller.startParagraph()
    const spoken: Message[] = []
    const sentences: ToldSentence[] = []
    for (const message of messages) {
      const told = teller.tell(message)
      if (told === null) continue
      spoken.push(message)
      sentences.push({ id: message.id, ...told })
      const explanation = depth === 'beginner' ? explain(told.text) : null
      const more = explanation === null ? null : teller.tell(glue(`explain:${explanation}`, [{ text: () => explanation }]))
      if (more !== null) sentences.push({ id: 'explain', ...more })
    }
    const last = paragraphs.at(-1)
    if (sentences.length === 0) return []
    if (last !== undefined && last.speaker === speaker) last.sentences.push(...sentences)
    else paragraphs.push({ speaker, sentences })
    return spoken
  }
  // A question that nobody answers was none.
  const takeBack = (id: string): void => {
    const last = paragraphs.at(-1)
    if (last?.speaker !== 'host' || last.sentences.at(-1)?.id !== id) return
    last.sentences.pop()
    if (last.sentences.length === 0) paragraphs.pop()
  }
  const opening = open.schema.opening(scene)
  if (opening.length > 0) speak('host', [glue(`opening:${open.schema.role}`, opening)])
  const groups = Map.groupBy(
    open.slots.filter((slot) => chosen.has(slot)),
    ({ topic }) => topic,
  )
  let turn = 0
  for (const [topic, slots] of groups) {
    const lead = sheet.leads[topic]?.(scene) ?? []
    if (lead.length > 0) speak('host', [glue(`lead:${topic}`, lead)])
    let before: Message | undefined
    for (let at = 0; at < slots.length; ) {
      const size = 2 + ((turn + at) % 2)
      const chunk = slots.slice(at, at + size).map(({ message }) => message)
      const first = chunk[0]
      const line = `host:${seed}:${turn}`
      if (first !== undefined && before !== undefined) speak('host', [glue(line, hostLine(before, first), first.about)])
      const answered = speak('guest', chunk)
      if (answered.length === 0) takeBack(line)
      before = answered.at(-1) ?? before
      at += size
      turn += 1
    }
    takeBack(`lead:${topic}`)
  }
  return paragraphs
}

export const compose = (composition: Composition): ToldChapter[] => {
  const { chapters, sheet, scene, style, depth, seed, readWording } = composition
  const teller = createTeller({ style, depth, seed, readWording })
  const explain = createExplainer()
  const write = style === 'podcast' ? writeDialogue : writeMonologue
  const addLine = (paragraphs: ToldParagraph[], message: Message): void => {
    const sentence = message.forms.length === 0 ? null : teller.tell(message)
    if (sentence === null) return
    const last = paragraphs.at(-1)
    const line = { id: message.id, ...sentence }
    if (last === undefined || last.speaker !== 'host') paragraphs.push({ speaker: 'host', sentences: [line] })
    else last.sentences.push(line)
  }
  const told = ({ slots }: OpenChapter, paragraphs: ToldParagraph[]): ToldChapter => ({
    paragraphs,
    examples: slots.flatMap((slot) => (composition.chosen.has(slot) ? (slot.message.example ?? []) : [])).slice(0, mostExamples),
  })
  // Talk hands over every time; a single voice that always announces what comes next is soon not heard any more.
  const isBridge = (index: number): boolean => style === 'podcast' || index % 2 === 1
  return chapters.map((open, index) => {
    teller.startChapter()
    const paragraphs = write({ open, isBridged: isBridge(index) && open.schema.bridge(scene).length > 0, composition, teller, explain })
    if (index === 0) addLine(paragraphs, glue('question', sheet.question(scene)))
    const next = chapters[index + 1]
    if (next !== undefined && isBridge(index + 1)) addLine(paragraphs, glue(`bridge:${next.schema.role}`, next.schema.bridge(scene)))
    if (next !== undefined) return told(open, paragraphs)
    addLine(paragraphs, glue('answer', sheet.answer(scene)))
    return told(open, paragraphs)
  })
}
