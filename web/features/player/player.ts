// The player: one audio element for the whole site, driven by commands and told about in one store.
//
// A story that is being made grows while it is heard. New segments never interrupt: the file that plays goes on to its end,
// and only there, or at a jump, is the newest list asked where to continue. So the change from chapters to the finished file
// falls between two chapters and nobody hears it. A listener who reaches the end of what is ready waits, and hears on as
// soon as there is more. A link that has expired is asked for once more and playing goes on where it stopped.
import type { Store } from '../../lib/store.ts'
import { readStoredNumber, writeStored } from '../../lib/stored.ts'
import { locate, type Segment, sameFile, totalSeconds } from './playlist.ts'

export interface PlayableChapter {
  title: string
  startSeconds: number
}

export interface Playable {
  id: string
  title: string
  repository: string
  coverUrl: string | null
  segments: readonly Segment[]
  chapters: readonly PlayableChapter[]
  /** False while more is to come. */
  finished: boolean
}

export interface PlayerState {
  story: Playable | null
  playing: boolean
  /** Playing is wanted, but the next chapter is not ready yet. */
  waiting: boolean
  positionSeconds: number
  durationSeconds: number
  rate: number
  volume: number
  muted: boolean
  problem: string | null
}

export const rates = [0.75, 1, 1.25, 1.5, 1.75, 2] as const
const positionKey = (id: string) => `position:${id}`
/** So near to the end there is nothing left to hear: begin again. */
const endMarginSeconds = 3
/** So far from where it was put, the element never went there. */
const missedSeconds = 5

export const silent: PlayerState = {
  story: null,
  playing: false,
  waiting: false,
  positionSeconds: 0,
  durationSeconds: 0,
  rate: 1,
  volume: 1,
  muted: false,
  problem: null,
}

interface PlayerOptions {
  audio: HTMLAudioElement
  store: Store<PlayerState>
  /** Asks for the story again when a file can't be had: its link may have expired. */
  refresh: (id: string) => Promise<readonly Segment[]>
}

export const openPlayer = ({ audio, store, refresh }: PlayerOptions) => {
  store.set({ rate: readStoredNumber('rate', 1), volume: readStoredNumber('volume', 1) })
  let current: Segment | null = null
  let refreshedAtSeconds: number | null = null
  /** Where in its file the needle was put, until the element says that it is there: what it says before is where it was. */
  let goal: { seconds: number; isTriedAgain: boolean } | null = null
  // Nothing is fetched until somebody wants to hear it: how long a story is its record says, and a cover stands at the
  // beginning of its file.
  audio.preload = 'none'
  audio.volume = store.get().volume

  const remember = () => {
    const { story, positionSeconds, durationSeconds } = store.get()
    if (story === null) return
    const atEnd = story.finished && positionSeconds > durationSeconds - endMarginSeconds
    writeStored(positionKey(story.id), atEnd || positionSeconds < 1 ? null : positionSeconds.toFixed(1))
  }

  const start = () => {
    audio.play().catch((error: unknown) => {
      // AbortError: another file was chosen before this one began, and that one is what counts.
      if (error instanceof DOMException && error.name === 'AbortError') return
      store.set({ playing: false, problem: error instanceof DOMException && error.name === 'NotAllowedError' ? null : 'This audio could not be played.' })
    })
  }

  /** Puts the needle down; the element is given a new file only where the position falls into another one. */
  const moveTo = (positionSeconds: number, play: boolean) => {
    const { story, rate } = store.get()
    const place = locate(story?.segments ?? [], positionSeconds)
    if (story === null || place === null) return
    if (!sameFile(current, place.segment) || audio.src === '') {
      current = place.segment
      // Not load(): that would fetch it now.
      audio.src = place.segment.url
    }
    audio.playbackRate = rate
    audio.defaultPlaybackRate = rate
    goal = { seconds: place.offsetSeconds, isTriedAgain: false }
    audio.currentTime = place.offsetSeconds
    store.set({ positionSeconds: place.segment.startSeconds + place.offsetSeconds, playing: play, waiting: false, problem: null })
    if (play) start()
    else audio.pause()
  }

  /** An element that plays before there was a player: nothing is set, or one would hear it. */
  const takeOver = ({ segments }: Playable) => {
    current = segments[0] ?? null
    store.set({ positionSeconds: audio.currentTime, rate: audio.playbackRate, playing: true, waiting: false, problem: null })
  }

  /** An element that was busy may lose a jump, most of all where it is paused before it is there: then it is asked once more. */
  const isWhereAsked = (): boolean => {
    if (audio.seeking) return false
    if (goal !== null && !goal.isTriedAgain && Math.abs(audio.currentTime - goal.seconds) > missedSeconds) {
      goal.isTriedAgain = true
      audio.currentTime = goal.seconds
      return false
    }
    goal = null
    return true
  }

  audio.addEventListener('timeupdate', () => {
    if (current === null || audio.readyState === 0 || !isWhereAsked()) return
    store.set({ positionSeconds: current.startSeconds + audio.currentTime })
    if (Math.floor(audio.currentTime) % 5 === 0) remember()
  })
  audio.addEventListener('seeked', () => {
    if (current !== null) isWhereAsked()
  })
  audio.addEventListener('playing', () => {
    refreshedAtSeconds = null
    store.set({ playing: true, waiting: false, problem: null })
  })
  audio.addEventListener('pause', () => {
    remember()
    if (!audio.ended) store.set({ playing: false })
  })
  audio.addEventListener('ended', () => {
    const { story } = store.get()
    if (story === null || current === null) return
    const endSeconds = current.startSeconds + current.durationSeconds
    const more = endSeconds < totalSeconds(story.segments) - 0.5
    if (more) moveTo(endSeconds + 0.001, true)
    else {
      store.set({ positionSeconds: endSeconds, playing: false, waiting: !story.finished })
      remember()
    }
  })
  audio.addEventListener('error', () => {
    const { story, positionSeconds, playing } = store.get()
    if (story === null || audio.error === null) return
    const failed = () => store.set({ playing: false, problem: 'This audio could not be loaded. Check the connection and press play again.' })
    if (refreshedAtSeconds === positionSeconds) {
      failed()
      return
    }
    refreshedAtSeconds = positionSeconds
    refresh(story.id).then((segments) => {
      if (store.get().story?.id !== story.id) return
      store.set({ story: { ...story, segments } })
      current = null
      moveTo(positionSeconds, playing)
    }, failed)
  })

  return {
    store,
    /** Takes a story up where it was left or plays already, or takes note of what is new in the one that is loaded. */
    load: (story: Playable, options: { play: boolean } = { play: false }) => {
      const before = store.get()
      const durationSeconds = totalSeconds(story.segments)
      store.set({ story, durationSeconds })
      if (before.story === null && !audio.paused) takeOver(story)
      else if (before.story?.id !== story.id) {
        audio.pause()
        current = null
        const remembered = readStoredNumber(positionKey(story.id), 0)
        store.set({ positionSeconds: 0, playing: false, waiting: false, problem: null })
        moveTo(remembered < durationSeconds - endMarginSeconds ? remembered : 0, options.play)
      } else if (before.waiting && durationSeconds > before.durationSeconds + 0.5) moveTo(before.positionSeconds + 0.001, true)
      else if (options.play) moveTo(before.positionSeconds, true)
      else if (current === null) moveTo(before.positionSeconds, false)
    },
    unload: () => {
      remember()
      audio.pause()
      audio.removeAttribute('src')
      current = null
      store.set({ story: null, playing: false, waiting: false, positionSeconds: 0, durationSeconds: 0 })
    },
    toggle: () => {
      const { playing, waiting, positionSeconds, durationSeconds } = store.get()
      if (waiting) store.set({ waiting: false })
      else if (playing) {
        store.set({ playing: false })
        audio.pause()
      } else moveTo(positionSeconds > durationSeconds - 0.5 ? 0 : positionSeconds, true)
    },
    pause: () => {
      store.set({ waiting: false })
      audio.pause()
    },
    seek: (positionSeconds: number) => moveTo(Math.min(Math.max(0, positionSeconds), store.get().durationSeconds), store.get().playing),
    playFrom: (positionSeconds: number) => moveTo(positionSeconds, true),
    skip: (seconds: number) => {
      const { positionSeconds, durationSeconds, playing } = store.get()
      moveTo(Math.min(Math.max(0, positionSeconds + seconds), durationSeconds), playing)
    },
    /** Back goes to the start of this chapter first, as every player does. */
    skipChapter: (direction: -1 | 1) => {
      const { story, positionSeconds, durationSeconds, playing } = store.get()
      if (story === null) return
      const starts = story.chapters.map((chapter) => chapter.startSeconds).filter((start) => start < durationSeconds)
      const target = direction === 1 ? starts.find((start) => start > positionSeconds + 0.2) : starts.findLast((start) => start < positionSeconds - 2)
      if (target !== undefined) moveTo(target + 0.001, playing)
      else if (direction === -1) moveTo(0, playing)
    },
    setRate: (rate: number) => {
      audio.playbackRate = rate
      audio.defaultPlaybackRate = rate
      writeStored('rate', String(rate))
      store.set({ rate })
    },
    setVolume: (volume: number) => {
      const bounded = Math.min(Math.max(0, volume), 1)
      audio.volume = bounded
      audio.muted = false
      writeStored('volume', String(bounded))
      store.set({ volume: bounded, muted: false })
    },
    toggleMute: () => {
      audio.muted = !audio.muted
      store.set({ muted: audio.muted })
    },
    remember,
  }
}

export type Player = ReturnType<typeof openPlayer>
