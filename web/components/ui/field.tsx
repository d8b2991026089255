import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../../lib/class-names.ts'

export const inputStyle =
  'w-full rounded-lg border border-control bg-surface px-3.5 text-ink placeholder:text-muted outline-offset-0 focus-visible:outline-2 aria-invalid:border-bad'

export const Input = ({ className, ...rest }: ComponentProps<'input'>) => <input className={classNames(inputStyle, 'h-11 text-base', className)} {...rest} />

interface FieldProps {
  id: string
  label: string
  problem?: string | null
  hint?: ReactNode
  children: ReactNode
}

/** A label, a control and what is wrong with it. The control carries aria-describedby={`${id}-problem`} itself. */
export const Field = ({ id, label, problem, hint, children }: FieldProps) => (
  <div className="flex flex-col gap-1.5">
    <label htmlFor={id} className="font-medium text-sm">
      {label}
    </label>
    {children}
    {problem ? (
      <p id={`${id}-problem`} role="alert" className="text-bad text-sm">
        {problem}
      </p>
    ) : (
      hint !== undefined && <p className="text-muted text-sm">{hint}</p>
    )}
  </div>
)
