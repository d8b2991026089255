'use client'
import { lazy, Suspense, useState } from 'react'
import type { RepoInspection } from '../../../shared/inspection.ts'
import { ChoiceGroup } from '../../components/ui/choice.tsx'
import { Tabs } from '../../components/ui/tabs.tsx'
import { type Choices, depthChoices, durationChoices, focusAreasLimit, styleChoices, voiceChoices } from './choices.ts'
import { FocusAreas } from './focus-areas.tsx'
import { useVoiceSample, VoiceSampleButton } from './voice-sample.tsx'

const Chat = lazy(() => import('./chat.tsx').then((module) => ({ default: module.Chat })))

interface ChoicePanelProps {
  choices: Choices
  onChange: (choices: Choices) => void
  repository: RepoInspection | null
  repoUrl: string
}

const Choose = ({ choices, onChange, repository }: Omit<ChoicePanelProps, 'repoUrl'>) => {
  const sample = useVoiceSample()
  return (
    <div className="flex flex-col gap-6">
      <ChoiceGroup
        label="Style"
        value={choices.style}
        choices={styleChoices}
        onChange={(style) => onChange({ ...choices, style })}
        className="sm:grid-cols-6 sm:[&>*]:col-span-2 sm:[&>*:nth-child(n+4)]:col-span-3"
      />
      <div className="grid gap-6 md:grid-cols-2">
        <ChoiceGroup
          label="Length"
          value={choices.duration}
          choices={durationChoices}
          onChange={(duration) => onChange({ ...choices, duration })}
          className="grid-cols-2"
        />
        <ChoiceGroup
          label="Voice"
          value={choices.voice}
          choices={voiceChoices}
          onChange={(voice) => onChange({ ...choices, voice })}
          className="grid-cols-2"
          aside={(voice) => <VoiceSampleButton voice={voice} sample={sample} />}
        />
      </div>
      <ChoiceGroup
        label="Depth"
        value={choices.technicalDepth}
        choices={depthChoices}
        onChange={(technicalDepth) => onChange({ ...choices, technicalDepth })}
        className="sm:grid-cols-3"
      />
      <FocusAreas
        areas={choices.focusAreas}
        suggested={repository?.suggested_focus_areas ?? []}
        onChange={(focusAreas) => onChange({ ...choices, focusAreas })}
      />
    </div>
  )
}

export const ChoicePanel = ({ choices, onChange, repository, repoUrl }: ChoicePanelProps) => {
  const [way, setWay] = useState<'choose' | 'talk'>('choose')
  return (
    <section aria-label="How you want to hear it">
      <Tabs
        label="How to choose"
        value={way}
        onChange={setWay}
        tabs={[
          { value: 'choose', label: 'Choose', content: <Choose choices={choices} onChange={onChange} repository={repository} /> },
          {
            value: 'talk',
            label: 'Talk it over',
            content: (
              <Suspense>
                <Chat
                  repoUrl={repoUrl}
                  onIntent={(intent) =>
                    onChange({
                      ...choices,
                      style: intent.style,
                      duration: intent.suggestedDuration,
                      technicalDepth: intent.technicalDepth,
                      focusAreas: intent.focusAreas.slice(0, focusAreasLimit),
                    })
                  }
                />
              </Suspense>
            ),
          },
        ]}
      />
    </section>
  )
}
