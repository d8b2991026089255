import { classNames } from '../../lib/class-names.ts'

export const Skeleton = ({ className }: { className?: string }) => <div aria-hidden className={classNames('animate-breathe rounded-lg bg-raised', className)} />
