'use client'
// The text, sentence by sentence. The one that is heard is lit and kept in view, until the reader scrolls away to read for
// themselves. Sentences are one stop for the Tab key: arrows walk through them, as in a list.
import { LocateFixed } from 'lucide-react'
import { type KeyboardEvent, memo, useDeferredValue, useEffect, useRef, useState } from 'react'
import type { TimedSentence, Transcript as TranscriptData } from '../../../shared/audio.ts'
import { formatClock } from '../../../shared/clock.ts'
import { hasTwoVoices, paragraphsOf, shownSources } from '../../../shared/paragraphs.ts'
import type { Source } from '../../../shared/script.ts'
import { shortSource, sourceKey } from '../../../shared/source-label.ts'
import { Button } from '../../components/ui/button.tsx'
import { classNames } from '../../lib/class-names.ts'

interface SentenceProps {
  sentence: TimedSentence
  active: boolean
  reachable: boolean
  openSource: string | null
  /** Those that the sentence before it does not show already. */
  sources: readonly Source[]
  onPlay: (startSeconds: number) => void
  onSource: (source: Source) => void
}

const Sentence = memo(({ sentence, active, reachable, openSource, sources, onPlay, onSource }: SentenceProps) => (
  <span data-each="sentences">
    {/* biome-ignore lint/a11y/useSemanticElements: a button is a box; a sentence has to flow and break across lines */}
    <span
      role="button"
      tabIndex={reachable ? 0 : -1}
      data-sentence
      data-fill="text"
      aria-current={active ? 'true' : undefined}
      onClick={() => {
        // Marking text to copy it is not a press.
        if (window.getSelection()?.isCollapsed !== false) onPlay(sentence.start_seconds)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onPlay(sentence.start_seconds)
      }}
      className={classNames(
        'cursor-pointer rounded-sm box-decoration-clone py-0.5 transition-colors',
        active ? 'bg-accent-soft shadow-[0_0_0_2px_var(--accent-soft)]' : 'hover:bg-raised',
      )}
    >
      {sentence.text}
    </span>
    {sources.map((source) => (
      <button
        key={sourceKey(source)}
        data-each="sources"
        data-fill="source"
        type="button"
        aria-label={`Source ${shortSource(source)}, in ${source.file}`}
        aria-pressed={openSource === sourceKey(source)}
        onClick={() => onSource(source)}
        className={classNames(
          'mx-1 inline-block max-w-48 truncate rounded-md border px-1.5 align-[0.1em] font-mono text-[11px] leading-[22px]',
          openSource === sourceKey(source) ? 'border-accent bg-accent-soft text-accent' : 'border-line text-muted hover:border-control hover:text-ink',
        )}
      >
        {shortSource(source)}
      </button>
    ))}{' '}
  </span>
))

interface TranscriptProps {
  transcript: TranscriptData
  /** Null where this story is not in the player. */
  activeStart: number | null
  playing: boolean
  openSource: string | null
  onPlay: (startSeconds: number) => void
  onSource: (source: Source) => void
}

const walk: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

export const Transcript = ({ transcript, activeStart, playing, openSource, onPlay, onSource }: TranscriptProps) => {
  const root = useRef<HTMLDivElement>(null)
  const [following, setFollowing] = useState(true)
  const twoVoices = hasTwoVoices(transcript.chapters)
  // The first chapter is there at once; the others, a thousand elements on a phone, are put in when nobody has to wait for them.
  const shownChapters = useDeferredValue(transcript.chapters, transcript.chapters.slice(0, 1))
  const reachableStart = activeStart ?? transcript.chapters[0]?.sentences[0]?.start_seconds ?? 0

  useEffect(() => {
    if (!following || !playing || activeStart === null) return
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    root.current?.querySelector('[data-sentence][aria-current]')?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' })
  }, [following, playing, activeStart])
  useEffect(() => {
    const letGo = () => setFollowing(false)
    window.addEventListener('wheel', letGo, { passive: true })
    window.addEventListener('touchmove', letGo, { passive: true })
    return () => {
      window.removeEventListener('wheel', letGo)
      window.removeEventListener('touchmove', letGo)
    }
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    const step = walk[event.key]
    if (step === undefined || !(event.target instanceof HTMLElement) || event.target.dataset.sentence === undefined) return
    event.preventDefault()
    setFollowing(false)
    const sentences = [...(root.current?.querySelectorAll<HTMLElement>('[data-sentence]') ?? [])]
    sentences[sentences.indexOf(event.target) + step]?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows walk between the sentences inside, which are the controls
    <div ref={root} onKeyDown={onKeyDown} className="max-w-[68ch]">
      {shownChapters.map((chapter) => (
        // What is far from the window is not laid out; the edge leaves room for the glow of the sentence that is heard.
        <section key={chapter.start_seconds} data-each="spoken" className="-mx-1 mb-9 px-1 [contain-intrinsic-size:auto_40rem] [content-visibility:auto]">
          <h2 className="mb-2 flex items-baseline gap-3 font-semibold text-lg leading-7">
            <span data-fill="title" className="wrap-anywhere min-w-0">
              {chapter.title}
            </span>
            <span data-fill="start" className="font-normal text-muted text-xs tabular-nums">
              {formatClock(chapter.start_seconds)}
            </span>
          </h2>
          {paragraphsOf(chapter.sentences).map((group) => (
            <p key={group[0]?.start_seconds} data-each="paragraphs" className="wrap-anywhere mb-3.5 text-[1.0625rem] leading-[1.75]">
              {twoVoices && (
                <span data-fill="voice" className="mr-2 font-medium text-accent text-sm">
                  {group[0]?.voice}
                </span>
              )}
              {group.map((sentence, index) => (
                <Sentence
                  key={sentence.start_seconds}
                  sentence={sentence}
                  active={sentence.start_seconds === activeStart}
                  reachable={sentence.start_seconds === reachableStart}
                  openSource={openSource}
                  sources={shownSources(group[index - 1], sentence)}
                  onPlay={onPlay}
                  onSource={onSource}
                />
              ))}
            </p>
          ))}
        </section>
      ))}
      {!following && playing && activeStart !== null && (
        <div className="pointer-events-none sticky bottom-[calc(var(--player-height)+1rem)] flex justify-center">
          <Button look="plain" size="small" className="pointer-events-auto rounded-full! shadow-float" onClick={() => setFollowing(true)}>
            <LocateFixed size={15} aria-hidden /> Follow the voice
          </Button>
        </div>
      )}
    </div>
  )
}

/** The sentence that is heard at a position. */
export const findActiveStart = (transcript: TranscriptData | undefined, positionSeconds: number): number | null => {
  const chapter = transcript?.chapters.findLast((candidate) => candidate.start_seconds <= positionSeconds + 0.05)
  return chapter?.sentences.findLast((sentence) => sentence.start_seconds <= positionSeconds + 0.05)?.start_seconds ?? null
}
