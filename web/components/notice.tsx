import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'

const looks = {
  problem: { icon: CircleAlert, className: 'border-bad/40! bg-bad-soft', iconClass: 'text-bad' },
  warning: { icon: TriangleAlert, className: 'bg-raised', iconClass: 'text-warn' },
  info: { icon: Info, className: 'bg-raised', iconClass: 'text-muted' },
} as const

interface NoticeProps {
  look: keyof typeof looks
  title?: string
  children?: ReactNode
  /** What the reader can do about it. */
  action?: ReactNode
  className?: string
  /** The page as the server fills it in is without it where there is nothing to say (features/first-view). */
  'data-fill'?: string
}

export const Notice = ({ look, title, children, action, className, ...rest }: NoticeProps) => {
  const { icon: Icon, className: lookClass, iconClass } = looks[look]
  return (
    <div
      {...rest}
      role={look === 'problem' ? 'alert' : undefined}
      className={classNames('flex gap-3 rounded-xl border border-line p-4 text-sm', lookClass, className)}
    >
      <Icon size={18} aria-hidden className={classNames('mt-px shrink-0', iconClass)} />
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children !== undefined && <div className="wrap-anywhere">{children}</div>}
        {action !== undefined && <div className="mt-3 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  )
}
