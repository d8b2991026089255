'use client'
import { DropdownMenu as Radix } from 'radix-ui'
import { classNames } from '../../lib/class-names.ts'
import type { MenuEntry, MenuProps } from './menu.tsx'

const itemStyle = 'flex min-h-9 w-full cursor-pointer select-none items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-sm outline-none data-highlighted:bg-raised'

const Entry = ({ entry }: { entry: MenuEntry }) => {
  switch (entry.kind) {
    case 'action':
      return (
        <Radix.Item onSelect={entry.onSelect} className={classNames(itemStyle, entry.danger && 'text-bad')}>
          {entry.label}
        </Radix.Item>
      )
    case 'link':
      return (
        <Radix.Item asChild className={itemStyle}>
          <a href={entry.href} download={entry.download}>
            {entry.label}
          </a>
        </Radix.Item>
      )
    case 'choice':
      return (
        <Radix.CheckboxItem checked={entry.chosen} onSelect={entry.onSelect} className={classNames(itemStyle, entry.chosen && 'font-medium text-accent')}>
          {entry.label}
        </Radix.CheckboxItem>
      )
    case 'text':
      return <Radix.Label className="max-w-64 truncate px-2.5 py-2 text-muted text-sm">{entry.label}</Radix.Label>
    case 'line':
      return <Radix.Separator className="my-1 h-px bg-line" />
  }
}

/** Opens as it arrives: it was asked for. */
export const MenuList = ({ trigger, entries, align }: MenuProps) => (
  <Radix.Root modal={false} defaultOpen>
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    {/* Inside of the page's landmark: what lies beside all landmarks is hard to find for a screen reader. */}
    <Radix.Portal container={document.getElementById('main')}>
      <Radix.Content
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 min-w-44 animate-rise rounded-xl border border-line bg-surface p-1 shadow-float"
      >
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a menu's entries keep their places
          <Entry key={index} entry={entry} />
        ))}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
