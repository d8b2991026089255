'use client'
import { Dialog } from '../../components/ui/dialog.tsx'
import { shortcuts } from './shortcuts.ts'

const Key = ({ children }: { children: string }) => (
  <kbd className="min-w-7 rounded-md border border-control bg-raised px-1.5 py-0.5 text-center font-sans text-xs">{children}</kbd>
)

interface ShortcutsHelpProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  characterKeys: boolean
  onCharacterKeys: (on: boolean) => void
}

export const ShortcutsHelp = ({ open, onOpenChange, characterKeys, onCharacterKeys }: ShortcutsHelpProps) => (
  <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard">
    <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2.5 text-sm">
      {[...shortcuts, { shown: '?', does: 'This list' }].map((shortcut) => (
        <div key={shortcut.shown} className="contents">
          <dt className="flex gap-1">
            {shortcut.shown.split(' ').map((key) => (
              <Key key={key}>{key}</Key>
            ))}
          </dt>
          <dd>{shortcut.does}</dd>
        </div>
      ))}
    </dl>
    <label className="mt-5 flex items-center gap-2.5 border-t pt-4 text-sm">
      <input type="checkbox" className="size-4 accent-(--accent)" checked={characterKeys} onChange={(event) => onCharacterKeys(event.target.checked)} />
      Keys that type a character (&lt; &gt; M ?)
    </label>
  </Dialog>
)
