import type { ComponentProps } from 'react'
import { classNames } from '../../lib/class-names.ts'

interface BadgeProps extends ComponentProps<'span'> {
  tone?: 'plain' | 'accent' | 'good' | 'bad' | 'warn'
}

/** Its tone is an attribute, so that the first view can set it too (features/first-view). */
export const Badge = ({ className, tone = 'plain', ...rest }: BadgeProps) => (
  <span
    data-tone={tone}
    className={classNames(
      'inline-flex items-center gap-1 whitespace-nowrap rounded-full bg-raised px-2 py-0.5 font-medium text-muted text-xs leading-4',
      'data-[tone=accent]:bg-accent-soft data-[tone=accent]:text-accent data-[tone=good]:text-good data-[tone=warn]:text-warn',
      'data-[tone=bad]:bg-bad-soft data-[tone=bad]:text-bad',
      className,
    )}
    {...rest}
  />
)
