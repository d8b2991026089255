'use client'
import { LoaderCircle, Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { buttonStyle } from '../../components/ui/button.tsx'
import { classNames } from '../../lib/class-names.ts'
import { skipSeconds } from './media-session.ts'
import type { Player } from './player.ts'
import { usePlayerState } from './player-context.tsx'

const SkipIcon = ({ forward }: { forward: boolean }) => (
  <svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
    <g transform={forward ? 'translate(24 0) scale(-1 1)' : undefined}>
      <path d="M4.5 12.5a7.8 7.8 0 1 0 2.6-5.8L4.5 9" />
      <path d="M4.5 4.5V9H9" />
    </g>
    <text x="12.2" y="15.4" fontSize="7.4" fontWeight="700" fill="currentColor" stroke="none" textAnchor="middle">
      {skipSeconds}
    </text>
  </svg>
)

const control = classNames(buttonStyle({ look: 'quiet', size: 'icon' }), 'text-ink!')

export const Transport = ({ player }: { player: Player }) => {
  const playing = usePlayerState((state) => state.playing)
  const waiting = usePlayerState((state) => state.waiting)
  return (
    <div className="flex items-center gap-0.5">
      <button type="button" aria-label="Chapter before" onClick={() => player.skipChapter(-1)} className={classNames(control, 'max-sm:hidden')}>
        <SkipBack size={18} aria-hidden fill="currentColor" />
      </button>
      <button type="button" aria-label={`Back ${skipSeconds} seconds`} onClick={() => player.skip(-skipSeconds)} className={control}>
        <SkipIcon forward={false} />
      </button>
      <button
        type="button"
        aria-label={playing || waiting ? 'Pause' : 'Play'}
        onClick={() => player.toggle()}
        className="mx-1 grid size-11 shrink-0 place-items-center rounded-full bg-ink text-canvas transition-transform hover:scale-105"
      >
        {waiting ? (
          <LoaderCircle size={20} aria-hidden className="animate-spin" />
        ) : playing ? (
          <Pause size={20} aria-hidden fill="currentColor" strokeWidth={0} />
        ) : (
          <Play size={20} aria-hidden fill="currentColor" strokeWidth={0} className="translate-x-px" />
        )}
      </button>
      <button type="button" aria-label={`Forward ${skipSeconds} seconds`} onClick={() => player.skip(skipSeconds)} className={control}>
        <SkipIcon forward />
      </button>
      <button type="button" aria-label="Next chapter" onClick={() => player.skipChapter(1)} className={classNames(control, 'max-sm:hidden')}>
        <SkipForward size={18} aria-hidden fill="currentColor" />
      </button>
    </div>
  )
}
