import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { classNames } from '../../lib/class-names.ts'

const badgeStyle = cva('inline-flex items-center gap-1 whitespace-nowrap rounded-full px-2 py-0.5 font-medium text-xs leading-4', {
  variants: {
    tone: {
      plain: 'bg-raised text-muted',
      accent: 'bg-accent-soft text-accent',
      good: 'bg-raised text-good',
      bad: 'bg-bad-soft text-bad',
      warn: 'bg-raised text-warn',
    },
  },
  defaultVariants: { tone: 'plain' },
})

export const Badge = ({ className, tone, ...rest }: ComponentProps<'span'> & VariantProps<typeof badgeStyle>) => (
  <span className={classNames(badgeStyle({ tone }), className)} {...rest} />
)
