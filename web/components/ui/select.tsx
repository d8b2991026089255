import type { ComponentProps } from 'react'
import { classNames } from '../../lib/class-names.ts'

/** The browser's own: on a phone nothing is better, and it weighs nothing. */
export const Select = ({ className, ...rest }: ComponentProps<'select'>) => (
  <select className={classNames('h-10 min-w-0 rounded-lg border border-control bg-surface px-2.5 text-ink text-sm max-sm:text-base', className)} {...rest} />
)
