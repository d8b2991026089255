import { AudioLines, PenLine } from 'lucide-react'
import type { Engines } from '../../shared/story.ts'
import { Badge } from './ui/badge.tsx'

const narratorName = (narrator: string): string =>
  narrator === 'local' ? 'Local narrator' : narrator.startsWith('claude') ? `Claude · ${narrator.replace(/^claude-/, '')}` : narrator
const voiceName = (voice: string): string =>
  voice === 'local' ? 'Local voice' : voice.startsWith('eleven') ? `ElevenLabs · ${voice.replace(/^eleven_/, '')}` : voice

/** Without the model: that stands on the story's own page. */
const maker = (name: string): string => name.split(' · ', 1)[0] ?? name

/** The same in one line, where room is short. */
export const EngineLine = ({ engines }: { engines: Engines }) => (
  <span
    className="flex min-w-0 items-center gap-1 text-muted text-xs"
    title={`Written by: ${narratorName(engines.narrator)}. Spoken by: ${voiceName(engines.voice)}.`}
  >
    <PenLine size={12} aria-hidden className="shrink-0" />
    <span className="truncate">
      <span className="sr-only">Written by </span>
      {maker(narratorName(engines.narrator))}
    </span>
    <AudioLines size={12} aria-hidden className="ml-1.5 shrink-0" />
    <span className="truncate">
      <span className="sr-only">, spoken by </span>
      {maker(voiceName(engines.voice))}
    </span>
  </span>
)

/** Who wrote and who spoke: always in sight, so that nobody takes local work for Claude's or ElevenLabs'. */
export const EngineMarks = ({ engines }: { engines: Engines }) => (
  <>
    <Badge title={`Written by: ${narratorName(engines.narrator)}`}>
      <PenLine size={12} aria-hidden />
      <span className="sr-only">Written by </span>
      {narratorName(engines.narrator)}
    </Badge>
    <Badge title={`Spoken by: ${voiceName(engines.voice)}`}>
      <AudioLines size={12} aria-hidden />
      <span className="sr-only">Spoken by </span>
      {voiceName(engines.voice)}
    </Badge>
  </>
)
