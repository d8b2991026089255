'use client'
import { Button } from '../../components/ui/button.tsx'
import { Menu } from '../../components/ui/menu.tsx'
import { type Player, rates } from './player.ts'
import { usePlayerState } from './player-context.tsx'

export const Speed = ({ player }: { player: Player }) => {
  const rate = usePlayerState((state) => state.rate)
  return (
    <Menu
      trigger={
        <Button look="quiet" aria-label={`Speed, ${rate} times`} className="w-13 px-0! tabular-nums max-sm:w-11">
          {rate}×
        </Button>
      }
      entries={rates.map((value) => ({
        kind: 'choice',
        label: value === 1 ? '1× (as spoken)' : `${value}×`,
        chosen: value === rate,
        onSelect: () => player.setRate(value),
      }))}
    />
  )
}
