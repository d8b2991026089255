'use client'
import { Keyboard as KeyboardIcon } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { readStored, writeStored } from '../../lib/stored.ts'
import type { Player } from './player.ts'
import { findShortcut, helpKey, isHelp } from './shortcuts.ts'

const ShortcutsHelp = lazy(() => import('./shortcuts-help.tsx').then((module) => ({ default: module.ShortcutsHelp })))

/** Listens for the player's keys, and shows them all at `?` or at a press. */
export const Keyboard = ({ player }: { player: Player }) => {
  const [open, setOpen] = useState(false)
  const [characterKeys, setCharacterKeys] = useState(() => readStored('character-keys') !== 'off')
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const shortcut = findShortcut(event, characterKeys)
      if (shortcut !== null) shortcut.run(player)
      else if (characterKeys && isHelp(event)) setOpen(true)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [player, characterKeys])
  return (
    <>
      <Button look="quiet" size="icon" aria-label="Keyboard shortcuts" aria-keyshortcuts={helpKey} className="max-md:hidden" onClick={() => setOpen(true)}>
        <KeyboardIcon size={18} aria-hidden />
      </Button>
      {open && (
        <Suspense>
          <ShortcutsHelp
            open={open}
            onOpenChange={setOpen}
            characterKeys={characterKeys}
            onCharacterKeys={(on) => {
              setCharacterKeys(on)
              writeStored('character-keys', on ? null : 'off')
            }}
          />
        </Suspense>
      )}
    </>
  )
}
