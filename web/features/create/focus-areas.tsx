'use client'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Input } from '../../components/ui/field.tsx'
import { focusAreaLength, focusAreasLimit, withFocusArea } from './choices.ts'

interface FocusAreasProps {
  areas: readonly string[]
  /** From the repository. */
  suggested: readonly string[]
  onChange: (areas: string[]) => void
}

const chip = 'inline-flex min-h-9 items-center gap-1.5 rounded-full border px-3 text-sm transition-colors'

export const FocusAreas = ({ areas, suggested, onChange }: FocusAreasProps) => {
  const [typed, setTyped] = useState('')
  const add = () => {
    onChange(withFocusArea(areas, typed))
    setTyped('')
  }
  const open = suggested.filter((area) => !areas.some((chosen) => chosen.toLowerCase() === area.toLowerCase()))
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-medium text-sm">
        Dwell on <span className="font-normal text-muted">(optional)</span>
      </legend>
      <div className="flex flex-wrap gap-2">
        {areas.map((area) => (
          <button
            key={area}
            type="button"
            aria-label={`Remove ${area}`}
            onClick={() => onChange(areas.filter((other) => other !== area))}
            className={`${chip} max-w-full border-accent bg-accent-soft`}
          >
            <span className="truncate">{area}</span>
            <X size={14} aria-hidden className="shrink-0 text-accent" />
          </button>
        ))}
        {open.map((area) => (
          <button
            key={area}
            type="button"
            aria-label={`Add ${area}`}
            onClick={() => onChange(withFocusArea(areas, area))}
            className={`${chip} max-w-full border-control border-dashed text-muted hover:border-solid hover:text-ink`}
          >
            <Plus size={14} aria-hidden className="shrink-0" />
            <span className="truncate">{area}</span>
          </button>
        ))}
      </div>
      {areas.length < focusAreasLimit && (
        <div className="mt-2 flex gap-2">
          <Input
            aria-label="Another area"
            placeholder="Something else, for example error handling"
            maxLength={focusAreaLength}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              // Enter adds the area; it does not send the form.
              event.preventDefault()
              add()
            }}
            className="h-10! text-sm! max-sm:text-base!"
          />
          <Button onClick={add} disabled={typed.trim() === ''}>
            Add
          </Button>
        </div>
      )}
    </fieldset>
  )
}
