import { AudioLines, PenLine } from 'lucide-react'
import type { Engines } from '../../shared/story.ts'
import { Badge } from './ui/badge.tsx'

const narratorName = (narrator: string): string =>
  narrator === 'local' ? 'Local narrator' : narrator.startsWith('claude') ? `Claude · ${narrator.replace(/^claude-/, '')}` : narrator
const voiceName = (voice: string): string =>
  voice === 'local' ? 'Local voice' : voice.startsWith('eleven') ? `ElevenLabs · ${voice.replace(/^eleven_/, '')}` : voice

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
