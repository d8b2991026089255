import { Check, X } from 'lucide-react'
import type { StoryStatus } from '../../../shared/story.ts'
import { classNames } from '../../lib/class-names.ts'

const stages = [
  { status: 'pending', name: 'Queued' },
  { status: 'analyzing', name: 'Reading' },
  { status: 'generating', name: 'Writing' },
  { status: 'synthesizing', name: 'Speaking' },
  { status: 'completed', name: 'Ready' },
] as const satisfies readonly { status: StoryStatus; name: string }[]

// The documented points at which a stage begins, so that a failed story still shows how far it came.
const beginsAt = [0, 5, 40, 70, 100] as const

interface StagesProps {
  status: StoryStatus
  progress: number
}

export const Stages = ({ status, progress }: StagesProps) => {
  const failed = status === 'failed'
  const current = failed ? beginsAt.findLastIndex((begin) => progress >= begin) : stages.findIndex((stage) => stage.status === status)
  return (
    <ol aria-label="Stages" className="grid grid-cols-5 gap-1 text-xs sm:text-sm">
      {stages.map((stage, index) => {
        const done = index < current || status === 'completed'
        const here = index === current && !done
        return (
          <li key={stage.status} aria-current={here ? 'step' : undefined} className="flex flex-col items-center gap-1.5 text-center sm:flex-row sm:text-left">
            <span
              aria-hidden
              className={classNames(
                'grid size-6 shrink-0 place-items-center rounded-full text-xs tabular-nums',
                done ? 'bg-good text-canvas' : !here ? 'border border-control text-muted' : failed ? 'bg-bad text-canvas' : 'bg-accent text-on-accent',
              )}
            >
              {done ? <Check size={14} strokeWidth={3} /> : here && failed ? <X size={14} strokeWidth={3} /> : index + 1}
            </span>
            <span className={here ? 'font-semibold' : done ? '' : 'text-muted'}>
              {stage.name}
              <span className="sr-only">{done ? ', done' : here ? (failed ? ', stopped here' : ', now') : ''}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
