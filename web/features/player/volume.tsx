'use client'
import { Volume2, VolumeX } from 'lucide-react'
import { Button } from '../../components/ui/button.tsx'
import type { Player } from './player.ts'
import { usePlayerState } from './player-context.tsx'

export const Volume = ({ player }: { player: Player }) => {
  const volume = usePlayerState((state) => (state.muted ? 0 : state.volume))
  const Icon = volume === 0 ? VolumeX : Volume2
  return (
    <div className="flex items-center max-md:hidden">
      <Button look="quiet" size="icon" aria-label={volume === 0 ? 'Unmute' : 'Mute'} onClick={() => player.toggleMute()}>
        <Icon size={18} aria-hidden />
      </Button>
      <input
        type="range"
        aria-label="Volume"
        aria-valuetext={`${Math.round(volume * 100)} per cent`}
        min={0}
        max={1}
        step={0.05}
        value={volume}
        onChange={(event) => player.setVolume(event.target.valueAsNumber)}
        className="mr-2 h-1 w-20 cursor-pointer accent-(--ink)"
      />
    </div>
  )
}
