import { beforeEach, expect, test, vi } from 'vitest'
import { createStore } from '../../lib/store.ts'
import { openPlayer, type Playable, silent } from './player.ts'
import type { Segment } from './playlist.ts'

/** As much of an audio element as the player touches; a test says when something happens. */
class FakeAudio extends EventTarget {
  src = ''
  seeking = false
  /** Jumps are lost, as a busy element loses them. */
  isDeaf = false
  private seconds = 0
  playbackRate = 1
  defaultPlaybackRate = 1
  volume = 1
  muted = false
  preload = ''
  readyState = 4
  ended = false
  paused = true
  error: { code: number } | null = null
  get currentTime() {
    return this.seconds
  }
  set currentTime(seconds: number) {
    if (this.isDeaf) return
    this.seconds = seconds
    this.dispatchEvent(new Event('seeked'))
  }
  load() {}
  play() {
    this.paused = false
    this.dispatchEvent(new Event('playing'))
    return Promise.resolve()
  }
  pause() {
    if (this.paused) return
    this.paused = true
    this.dispatchEvent(new Event('pause'))
  }
  removeAttribute() {
    this.src = ''
  }
  at(seconds: number) {
    this.seconds = seconds
    this.dispatchEvent(new Event('timeupdate'))
  }
  end() {
    this.ended = true
    this.dispatchEvent(new Event('ended'))
    this.ended = false
  }
}

const first: Segment = { url: '/0.mp3', startSeconds: 0, durationSeconds: 30 }
const second: Segment = { url: '/1.mp3', startSeconds: 30, durationSeconds: 20 }
const whole: Segment = { url: '/audio.mp3', startSeconds: 0, durationSeconds: 80 }
const story = (segments: Segment[], finished = false): Playable => ({
  id: 'a',
  title: 'Harbor',
  repository: 'tideline/harbor',
  coverUrl: null,
  segments,
  chapters: [
    { title: 'one', startSeconds: 0 },
    { title: 'two', startSeconds: 30 },
    { title: 'three', startSeconds: 50 },
  ],
  finished,
})

const stored = new Map<string, string>()
const open = (refreshed: Segment[] = []) => {
  const audio = new FakeAudio()
  const refresh = vi.fn(async () => refreshed)
  const player = openPlayer({ audio: audio as unknown as HTMLAudioElement, store: createStore(silent), refresh })
  return { audio, player, refresh, state: player.store.get }
}

beforeEach(() => {
  stored.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  })
})

test('a story is loaded silently, and plays when asked', () => {
  const { audio, player, state } = open()
  player.load(story([whole], true))
  expect([audio.src, audio.paused, state().durationSeconds]).toEqual(['/audio.mp3', true, 80])
  player.toggle()
  expect(state().playing).toBe(true)
  player.toggle()
  expect([audio.paused, state().playing]).toEqual([true, false])
})

test('chapters follow each other, and the position counts from the story’s start', () => {
  const { audio, player, state } = open()
  player.load(story([first, second]), { play: true })
  audio.at(30)
  audio.end()
  expect(audio.src).toBe('/1.mp3')
  audio.at(5)
  expect(state().positionSeconds).toBe(35)
})

test('the finished file takes over between two chapters, not in the middle of one', () => {
  const { audio, player } = open()
  player.load(story([first]), { play: true })
  audio.at(10)
  player.load(story([whole], true))
  expect([audio.src, audio.currentTime]).toEqual(['/0.mp3', 10])
  audio.end()
  expect(audio.src).toBe('/audio.mp3')
  expect(audio.currentTime).toBeCloseTo(30, 1)
})

test('at the end of what is ready the player waits, and goes on by itself', () => {
  const { audio, player, state } = open()
  player.load(story([first]), { play: true })
  audio.end()
  expect([state().waiting, state().playing]).toEqual([true, false])
  player.load(story([first, second]))
  expect([audio.src, state().playing, state().waiting]).toEqual(['/1.mp3', true, false])
})

test('at the end of a finished story nothing is waited for, and play begins again', () => {
  const { audio, player, state } = open()
  player.load(story([whole], true), { play: true })
  audio.end()
  expect([state().waiting, state().playing]).toEqual([false, false])
  player.toggle()
  expect(audio.currentTime).toBe(0)
})

test('a jump into another chapter loads its file at the right place', () => {
  const { audio, player } = open()
  player.load(story([first, second]))
  player.playFrom(42)
  expect([audio.src, audio.currentTime]).toEqual(['/1.mp3', 12])
})

test('a jump that the element loses is asked for once more, and the old place is not shown meanwhile', () => {
  const { audio, player, state } = open()
  player.load(story([whole], true), { play: true })
  audio.at(2)
  audio.isDeaf = true
  player.skipChapter(1)
  player.pause()
  audio.isDeaf = false
  audio.at(2.1)
  expect(state().positionSeconds).toBeCloseTo(30, 1)
  expect(audio.currentTime).toBeCloseTo(30, 1)
  audio.seeking = true
  audio.at(2.2)
  expect(state().positionSeconds).toBeCloseTo(30, 1)
})

test('where the element is twice not where it was put, what it plays is what is shown', () => {
  const { audio, player, state } = open()
  player.load(story([whole], true), { play: true })
  audio.isDeaf = true
  player.skipChapter(1)
  audio.at(3)
  audio.at(3.2)
  expect(state().positionSeconds).toBe(3.2)
})

test('back goes to the start of the chapter first, then to the one before', () => {
  const { audio, player, state } = open()
  player.load(story([whole], true))
  player.seek(60)
  player.skipChapter(-1)
  expect(state().positionSeconds).toBeCloseTo(50, 1)
  player.skipChapter(-1)
  expect(state().positionSeconds).toBeCloseTo(30, 1)
  player.skipChapter(1)
  expect(audio.currentTime).toBeCloseTo(50, 1)
})

test('a link that has expired is asked for once more, and playing goes on where it was', async () => {
  const { audio, player, refresh } = open([{ ...whole, url: '/audio.mp3?token=new' }])
  player.load(story([{ ...whole, url: '/audio.mp3?token=old' }], true), { play: true })
  audio.at(33)
  audio.error = { code: 2 }
  audio.dispatchEvent(new Event('error'))
  await vi.waitFor(() => expect(audio.src).toBe('/audio.mp3?token=new'))
  expect([audio.currentTime, refresh.mock.calls]).toEqual([33, [['a']]])
})

test('what fails twice in the same place is told, not tried for ever', async () => {
  const { audio, player, refresh, state } = open([whole])
  player.load(story([whole], true))
  audio.error = { code: 4 }
  audio.dispatchEvent(new Event('error'))
  await vi.waitFor(() => expect(refresh).toHaveBeenCalledTimes(1))
  audio.dispatchEvent(new Event('error'))
  expect(state().problem).toMatch(/could not be loaded/)
  expect(refresh).toHaveBeenCalledTimes(1)
})

test('where one stopped is remembered, and the end is not', () => {
  const { audio, player } = open()
  player.load(story([whole], true), { play: true })
  audio.at(41)
  player.pause()
  const next = open()
  next.player.load(story([whole], true))
  expect(next.audio.currentTime).toBe(41)
  next.player.playFrom(79)
  next.audio.at(79)
  next.player.pause()
  const last = open()
  last.player.load(story([whole], true))
  expect(last.audio.currentTime).toBe(0)
})

test('speed and volume are remembered and kept within bounds', () => {
  const { audio, player } = open()
  player.load(story([whole], true))
  player.setRate(1.5)
  player.setVolume(7)
  expect([audio.playbackRate, audio.volume]).toEqual([1.5, 1])
  expect(open().state().rate).toBe(1.5)
})
