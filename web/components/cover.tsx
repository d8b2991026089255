import { initialOf } from '../../shared/repo-name.ts'
import { classNames } from '../lib/class-names.ts'

interface CoverProps {
  url: string | null
  /** Of the repository: its initial stands in until there is a cover. */
  name: string
  className?: string
}

/** Beside the title it belongs to, so it says nothing of its own to a screen reader. */
export const Cover = ({ url, name, className }: CoverProps) => (
  <span
    aria-hidden
    className={classNames(
      'relative grid aspect-square shrink-0 place-items-center overflow-hidden bg-raised font-semibold text-muted outline-1 outline-line -outline-offset-1',
      className,
    )}
  >
    <span data-fill="initial">{initialOf(name)}</span>
    {/* biome-ignore lint/performance/noImgElement: a static export has no image server */}
    {url !== null && <img data-fill="cover" src={url} alt="" decoding="async" className="absolute inset-0 size-full object-cover" />}
  </span>
)
