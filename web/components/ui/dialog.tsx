'use client'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from '../../lib/class-names.ts'
import { buttonStyle } from './button.tsx'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: string
  children: ReactNode
  className?: string
}

/** A sheet from the bottom on a phone, a card in the middle where there is room. */
export const Dialog = ({ open, onOpenChange, title, description, children, className }: DialogProps) => (
  <Radix.Root open={open} onOpenChange={onOpenChange}>
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-50 bg-black/50" />
      <Radix.Content
        {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        className={classNames(
          'fixed inset-x-0 bottom-0 z-50 flex max-h-[85dvh] animate-rise flex-col rounded-t-2xl border border-line bg-surface shadow-float',
          'sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[min(32rem,calc(100vw-2rem))] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-2xl',
          className,
        )}
      >
        <header className="flex items-start gap-3 border-b px-5 py-4">
          <div className="min-w-0 flex-1">
            <Radix.Title className="wrap-anywhere font-semibold text-base leading-6">{title}</Radix.Title>
            {description !== undefined && <Radix.Description className="mt-0.5 text-muted text-sm">{description}</Radix.Description>}
          </div>
          <Radix.Close aria-label="Close" className={classNames(buttonStyle({ look: 'quiet', size: 'iconSmall' }), '-mr-2')}>
            <X size={18} aria-hidden />
          </Radix.Close>
        </header>
        <div className="overflow-y-auto px-5 py-4">{children}</div>
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
