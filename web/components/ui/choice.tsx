'use client'
import { RadioGroup as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from '../../lib/class-names.ts'

interface ChoiceGroupProps<Value extends string | number> {
  label: string
  value: Value
  choices: readonly { value: Value; name: string; says: string }[]
  onChange: (value: Value) => void
  className?: string
  /** Beside a choice, outside of its button. */
  aside?: (value: Value) => ReactNode
}

/** One of a few, each with a word on what it means. */
export const ChoiceGroup = <Value extends string | number>({ label, value, choices, onChange, className, aside }: ChoiceGroupProps<Value>) => (
  <fieldset className="min-w-0">
    <legend className="mb-2 font-medium text-sm">{label}</legend>
    <Radix.Root
      aria-label={label}
      value={String(value)}
      onValueChange={(next) => {
        const chosen = choices.find((choice) => String(choice.value) === next)
        if (chosen !== undefined) onChange(chosen.value)
      }}
      className={classNames('grid gap-2', className)}
    >
      {choices.map((choice) => (
        <div
          key={choice.value}
          className={classNames(
            'relative flex rounded-xl border transition-colors',
            choice.value === value ? 'border-accent bg-accent-soft ring-1 ring-accent' : 'border-line bg-surface hover:bg-raised',
          )}
        >
          <Radix.Item value={String(choice.value)} className="min-w-0 flex-1 rounded-xl px-3.5 py-2.5 text-left">
            <span className="block font-medium text-sm">{choice.name}</span>
            <span className="block text-muted text-xs leading-snug">{choice.says}</span>
          </Radix.Item>
          {aside?.(choice.value)}
        </div>
      ))}
    </Radix.Root>
  </fieldset>
)
