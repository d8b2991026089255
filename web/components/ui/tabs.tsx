'use client'
// The tabs of the WAI-ARIA practices, by hand: what Radix brings for them is a tenth of a page's whole budget.
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { classNames } from '../../lib/class-names.ts'

interface TabsProps<Value extends string> {
  label: string
  value: Value
  onChange: (value: Value) => void
  tabs: readonly { value: Value; label: string; content: ReactNode }[]
}

export const Tabs = <Value extends string>({ label, value, onChange, tabs }: TabsProps<Value>) => {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const current = tabs.findIndex((tab) => tab.value === value)
  const places: Readonly<Record<string, number>> = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: tabs.length - 1 }
  const onKeyDown = (event: KeyboardEvent) => {
    const place = places[event.key]
    if (place === undefined) return
    event.preventDefault()
    const next = tabs.at(place % tabs.length)
    if (next === undefined) return
    onChange(next.value)
    list.current?.querySelector<HTMLElement>(`[data-value="${next.value}"]`)?.focus()
  }
  return (
    <div className="flex min-w-0 flex-col">
      <div ref={list} role="tablist" aria-label={label} onKeyDown={onKeyDown} className="flex gap-1 overflow-x-auto overflow-y-hidden border-b">
        {tabs.map((tab) => {
          const here = tab.value === value
          return (
            <button
              key={tab.value}
              type="button"
              role="tab"
              id={`${id}-${tab.value}`}
              data-value={tab.value}
              aria-selected={here}
              aria-controls={`${id}-panel`}
              tabIndex={here ? 0 : -1}
              onClick={() => onChange(tab.value)}
              className={classNames(
                'h-11 whitespace-nowrap border-b-2 px-3 font-medium text-sm -outline-offset-2',
                here ? 'border-accent' : 'border-transparent text-muted hover:text-ink',
              )}
            >
              {tab.label}
            </button>
          )
        })}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} className="min-w-0 pt-5">
        {tabs[current]?.content}
      </div>
    </div>
  )
}
