import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { classNames } from '../../lib/class-names.ts'

export const buttonStyle = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-lg font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-55 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        primary: 'bg-accent text-on-accent not-disabled:hover:bg-accent-hover',
        plain: 'border border-line bg-surface text-ink not-disabled:hover:bg-raised',
        quiet: 'text-muted not-disabled:hover:bg-raised not-disabled:hover:text-ink',
        danger: 'bg-bad-soft text-bad not-disabled:hover:brightness-95',
      },
      size: {
        // 44 px and 40 px: what a thumb hits; small ones stand only where the room is a list.
        large: 'h-12 px-6 text-base',
        medium: 'h-10 px-4 text-sm',
        small: 'h-8 px-3 text-[13px]',
        icon: 'size-10',
        iconSmall: 'size-8',
      },
    },
    defaultVariants: { look: 'plain', size: 'medium' },
  },
)

export type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonStyle>

export const Button = ({ className, look, size, type = 'button', ...rest }: ButtonProps) => (
  <button type={type} className={classNames(buttonStyle({ look, size }), className)} {...rest} />
)
