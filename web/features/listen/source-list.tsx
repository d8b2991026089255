import type { Source } from '../../../shared/script.ts'
import { lineRange, sourceKey } from '../../../shared/source-label.ts'
import type { StoryRecord } from '../../../shared/story.ts'
import { classNames } from '../../lib/class-names.ts'

interface SourceListProps {
  story: StoryRecord
  openSource: string | null
  onSource: (source: Source) => void
}

/** Every place that the story rests on, by chapter. */
export const SourceList = ({ story, openSource, onSource }: SourceListProps) => {
  const chapters = story.chapters.filter((chapter) => chapter.sources.length > 0)
  if (chapters.length === 0) return <p className="text-muted text-sm">The places in the code that a chapter rests on appear here when it is written.</p>
  return (
    <div className="max-w-[68ch] space-y-6">
      {chapters.map((chapter) => (
        <section key={chapter.title}>
          <h2 className="mb-1.5 font-semibold text-sm">{chapter.title}</h2>
          <ul className="flex flex-col">
            {chapter.sources.map((source) => (
              <li key={sourceKey(source)}>
                <button
                  type="button"
                  aria-pressed={openSource === sourceKey(source)}
                  onClick={() => onSource(source)}
                  className={classNames(
                    '-mx-2 flex w-[calc(100%+1rem)] items-baseline gap-3 rounded-lg px-2 py-1.5 text-left',
                    openSource === sourceKey(source) ? 'bg-accent-soft' : 'hover:bg-raised',
                  )}
                >
                  <span className="wrap-anywhere min-w-0 flex-1 font-mono text-[13px]">{source.file}</span>
                  <span className="shrink-0 text-muted text-xs tabular-nums">{lineRange(source)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
