import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from '../../lib/class-names.ts'

/** The browser's own list, which nothing beats on a phone, under an arrow that keeps its distance from the edge. */
export const Select = ({ className, ...rest }: ComponentProps<'select'>) => (
  <span className={classNames('relative min-w-0', className)}>
    <select
      className="h-10 w-full min-w-0 appearance-none truncate rounded-lg border border-control bg-surface pr-8 pl-3 text-ink text-sm max-sm:text-base"
      {...rest}
    />
    <ChevronDown size={16} aria-hidden className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-muted" />
  </span>
)
