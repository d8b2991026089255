import { AudioLines, PenLine } from 'lucide-react'
import { makerOf, narratorName, voiceEngineName } from '../../shared/engine-names.ts'
import type { Engines } from '../../shared/story.ts'
import { Badge } from './ui/badge.tsx'

/** The same in one line, where room is short. */
export const EngineLine = ({ engines }: { engines: Engines }) => (
  <span
    data-fill="engines"
    className="flex min-w-0 flex-wrap gap-x-2.5 gap-y-0.5 text-muted text-xs"
    title={`Written by: ${narratorName(engines.narrator)}. Spoken by: ${voiceEngineName(engines.voice)}.`}
  >
    <span className="flex min-w-0 items-center gap-1">
      <PenLine size={12} aria-hidden className="shrink-0" />
      <span className="truncate">
        <span className="sr-only">Written by </span>
        <span data-fill="narrator">{makerOf(narratorName(engines.narrator))}</span>
      </span>
    </span>
    <span className="flex min-w-0 items-center gap-1">
      <AudioLines size={12} aria-hidden className="shrink-0" />
      <span className="truncate">
        <span className="sr-only">, spoken by </span>
        <span data-fill="voiceEngine">{makerOf(voiceEngineName(engines.voice))}</span>
      </span>
    </span>
  </span>
)

/** Who wrote and who spoke: always in sight, so that nobody takes local work for Claude's or ElevenLabs'. */
export const EngineMarks = ({ engines }: { engines: Engines }) => (
  <>
    <Badge title={`Written by: ${narratorName(engines.narrator)}`}>
      <PenLine size={12} aria-hidden />
      <span className="sr-only">Written by </span>
      <span data-fill="narrator">{narratorName(engines.narrator)}</span>
    </Badge>
    <Badge title={`Spoken by: ${voiceEngineName(engines.voice)}`}>
      <AudioLines size={12} aria-hidden />
      <span className="sr-only">Spoken by </span>
      <span data-fill="voiceEngine">{voiceEngineName(engines.voice)}</span>
    </Badge>
  </>
)
