import { classNames } from '../lib/class-names.ts'

interface CoverProps {
  url: string | null
  /** Of the repository: its initial stands in until there is a cover. */
  name: string
  className?: string
}

const initial = (name: string): string => (name.split('/').at(-1) ?? name).slice(0, 1).toUpperCase()

/** Beside the title it belongs to, so it says nothing of its own to a screen reader. */
export const Cover = ({ url, name, className }: CoverProps) => {
  const shape = classNames('aspect-square shrink-0 overflow-hidden bg-raised', className)
  return url === null ? (
    <span aria-hidden className={classNames(shape, 'grid place-items-center border border-line font-semibold text-muted')}>
      {initial(name)}
    </span>
  ) : (
    // biome-ignore lint/performance/noImgElement: a static export has no image server
    <img src={url} alt="" loading="lazy" decoding="async" className={classNames(shape, 'object-cover')} />
  )
}
