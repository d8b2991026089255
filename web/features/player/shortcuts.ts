// The player's keys, on every page. They are one table, so that what works and what the help shows cannot differ.
//
// Keys that are a single character can be switched off (WCAG 2.1.4): whoever dictates to the computer says letters. None works
// while somebody types, and keys that a focused control needs itself (space on a button, arrows on a slider) stay with it.
import { skipSeconds } from './media-session.ts'
import { type Player, rates } from './player.ts'

interface Shortcut {
  keys: readonly string[]
  shift?: boolean
  /** As the help shows it. */
  shown: string
  does: string
  /** Types a character, and so can be switched off. */
  character: boolean
  run: (player: Player) => void
}

const nextRate = (rate: number, direction: -1 | 1): number => {
  const index = rates.findIndex((candidate) => candidate >= rate)
  return rates[Math.min(Math.max(0, index + direction), rates.length - 1)] ?? 1
}

export const shortcuts: readonly Shortcut[] = [
  { keys: [' '], shown: 'Space', does: 'Play or pause', character: false, run: (player) => player.toggle() },
  { keys: ['ArrowLeft'], shown: '←', does: `Back ${skipSeconds} seconds`, character: false, run: (player) => player.skip(-skipSeconds) },
  { keys: ['ArrowRight'], shown: '→', does: `Forward ${skipSeconds} seconds`, character: false, run: (player) => player.skip(skipSeconds) },
  { keys: ['ArrowLeft'], shift: true, shown: 'Shift ←', does: 'Chapter before', character: false, run: (player) => player.skipChapter(-1) },
  { keys: ['ArrowRight'], shift: true, shown: 'Shift →', does: 'Next chapter', character: false, run: (player) => player.skipChapter(1) },
  { keys: ['<'], shown: '<', does: 'Slower', character: true, run: (player) => player.setRate(nextRate(player.store.get().rate, -1)) },
  { keys: ['>'], shown: '>', does: 'Faster', character: true, run: (player) => player.setRate(nextRate(player.store.get().rate, 1)) },
  { keys: ['m', 'M'], shown: 'M', does: 'Mute or unmute', character: true, run: (player) => player.toggleMute() },
]

const typing = 'input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable="true"]'
const takesSpace =
  'button, a[href], summary, input, [role=button], [role=menuitem], [role=menuitemradio], [role=tab], [role=radio], [role=switch], [role=slider]'
const takesArrows = 'input, [role=slider], [role=radio], [role=tab], [role=menu], [role=menuitem], [role=menuitemradio], [role=separator]'

export const helpKey = '?'

/** Somebody types, or holds a modifier, or an open dialog or menu is its own world. */
const isElsewhere = (event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  (event.target instanceof Element && event.target.closest(typing) !== null) ||
  document.querySelector('[role=dialog][data-state=open], [role=menu][data-state=open]') !== null

export const isHelp = (event: KeyboardEvent): boolean => event.key === helpKey && !isElsewhere(event)

/** The shortcut that a key press means, if it means one here. */
export const findShortcut = (event: KeyboardEvent, characterKeys: boolean): Shortcut | null => {
  if (isElsewhere(event)) return null
  const target = event.target instanceof Element ? event.target : null
  const found = shortcuts.find((shortcut) => shortcut.keys.includes(event.key) && (shortcut.character || (shortcut.shift ?? false) === event.shiftKey))
  if (found === undefined || (found.character && !characterKeys)) return null
  if (event.key === ' ' && target?.closest(takesSpace)) return null
  if (event.key.startsWith('Arrow') && target?.closest(takesArrows)) return null
  return found
}
