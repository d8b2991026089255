'use client'
// A menu weighs as much as the rest of a page's controls together (it has to find its place on the screen), so it is only
// loaded when somebody reaches for it. Until then its button is a button.
import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useState } from 'react'
import type { ButtonProps } from './button.tsx'

export type MenuEntry =
  | { kind: 'action'; label: ReactNode; onSelect: () => void; danger?: boolean }
  | { kind: 'link'; label: ReactNode; href: string; download: string }
  | { kind: 'choice'; label: ReactNode; chosen: boolean; onSelect: () => void }
  | { kind: 'text'; label: ReactNode }
  | { kind: 'line' }

export interface MenuProps {
  trigger: ReactElement<ButtonProps>
  entries: readonly MenuEntry[]
  align?: 'start' | 'end'
}

const load = () => import('./menu-list.tsx')
const MenuList = lazy(() => load().then((module) => ({ default: module.MenuList })))

export const Menu = ({ trigger, entries, align = 'end' }: MenuProps) => {
  const [wanted, setWanted] = useState(false)
  const button = cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: () => setWanted(true),
  })
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <MenuList trigger={trigger} entries={entries} align={align} />
    </Suspense>
  )
}
