'use client'
import { LoaderCircle, Play, Square } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Voice } from '../../../shared/voices.ts'
import { Button } from '../../components/ui/button.tsx'
import { apiBase } from '../../lib/backend.ts'
import { useToasts } from '../../lib/toasts.tsx'
import { usePlayer } from '../player/player-context.tsx'

/** One sample at a time, and never over a story. */
export const useVoiceSample = () => {
  const player = usePlayer()
  const toasts = useToasts()
  const audio = useRef<HTMLAudioElement | null>(null)
  const [heard, setHeard] = useState<{ voice: Voice; loading: boolean } | null>(null)
  const stop = () => {
    audio.current?.pause()
    audio.current = null
    setHeard(null)
  }
  useEffect(() => () => audio.current?.pause(), [])
  const play = (voice: Voice) => {
    stop()
    player?.pause()
    const element = new Audio(`${apiBase}/api/voices/${voice}/sample.mp3`)
    audio.current = element
    setHeard({ voice, loading: true })
    element.onplaying = () => setHeard({ voice, loading: false })
    element.onended = stop
    element.play().catch((error: unknown) => {
      if (audio.current !== element || (error instanceof DOMException && error.name === 'AbortError')) return
      stop()
      toasts.show(`${voice}’s sample could not be played.`)
    })
  }
  return { heard, play, stop }
}

export const VoiceSampleButton = ({ voice, sample }: { voice: Voice; sample: ReturnType<typeof useVoiceSample> }) => {
  const mine = sample.heard?.voice === voice
  return (
    <Button
      look="quiet"
      size="icon"
      className="mr-1 self-center"
      aria-label={mine ? `Stop ${voice}’s sample` : `Hear ${voice}`}
      onClick={() => (mine ? sample.stop() : sample.play(voice))}
    >
      {mine && sample.heard?.loading ? (
        <LoaderCircle size={16} aria-hidden className="animate-spin" />
      ) : mine ? (
        <Square size={14} aria-hidden fill="currentColor" />
      ) : (
        <Play size={16} aria-hidden fill="currentColor" />
      )}
    </Button>
  )
}
