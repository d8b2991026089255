// The lock screen, the headset's buttons, the keyboard's media keys.
import type { Player } from './player.ts'

export const skipSeconds = 15

/** @returns closes it again */
export const openMediaSession = (player: Player): (() => void) => {
  if (!('mediaSession' in navigator)) return () => undefined
  const { mediaSession } = navigator
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    // A headset may say either twice.
    play: () => {
      if (!player.store.get().playing) player.toggle()
    },
    pause: () => player.pause(),
    seekbackward: ({ seekOffset }) => player.skip(-(seekOffset ?? skipSeconds)),
    seekforward: ({ seekOffset }) => player.skip(seekOffset ?? skipSeconds),
    previoustrack: () => player.skipChapter(-1),
    nexttrack: () => player.skipChapter(1),
    seekto: ({ seekTime }) => {
      if (seekTime !== undefined) player.seek(seekTime)
    },
  }
  const actions = Object.entries(handlers) as [MediaSessionAction, MediaSessionActionHandler][]
  const setHandler = (action: MediaSessionAction, handler: MediaSessionActionHandler | null) => {
    try {
      mediaSession.setActionHandler(action, handler)
    } catch {
      // A browser that does not know an action throws; the others still work.
    }
  }
  for (const [action, handler] of actions) setHandler(action, handler)

  let shown = ''
  const tell = () => {
    const { story, playing, positionSeconds, durationSeconds, rate } = player.store.get()
    mediaSession.playbackState = story === null ? 'none' : playing ? 'playing' : 'paused'
    if (story === null) {
      mediaSession.metadata = null
      shown = ''
      return
    }
    const chapter = story.chapters.findLast((candidate) => candidate.startSeconds <= positionSeconds + 0.1)
    const showing = `${story.id}:${chapter?.title}:${story.coverUrl}`
    if (showing !== shown) {
      shown = showing
      mediaSession.metadata = new MediaMetadata({
        title: chapter?.title ?? story.title,
        artist: story.title,
        album: story.repository,
        artwork: story.coverUrl === null ? [] : [{ src: new URL(story.coverUrl, location.href).href, type: 'image/png' }],
      })
    }
    if (durationSeconds > 0) {
      mediaSession.setPositionState({ duration: durationSeconds, position: Math.min(positionSeconds, durationSeconds), playbackRate: rate })
    }
  }
  const unsubscribe = player.store.subscribe(tell)
  return () => {
    unsubscribe()
    for (const [action] of actions) setHandler(action, null)
  }
}
