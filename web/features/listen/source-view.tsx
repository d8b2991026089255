import { ExternalLink, X } from 'lucide-react'
import type { CodeExample, Source } from '../../../shared/script.ts'
import { lineRange } from '../../../shared/source-label.ts'
import { Button, buttonStyle } from '../../components/ui/button.tsx'
import { Skeleton } from '../../components/ui/skeleton.tsx'
import { classNames } from '../../lib/class-names.ts'
import { highlightLines, type TokenKind } from './highlight.ts'

const colours: Readonly<Record<TokenKind, string>> = {
  comment: 'text-(--code-comment) italic',
  string: 'text-(--code-string)',
  number: 'text-(--code-number)',
  keyword: 'text-(--code-keyword)',
  plain: '',
}

interface CodeProps {
  example: CodeExample
  /** These lines are lit; the others stand around them. */
  lit: Source
}

const Code = ({ example, lit }: CodeProps) => (
  // What scrolls must be reachable by keyboard, and so it has a role and a name.
  // biome-ignore lint/a11y/useSemanticElements: a section around the pre would not be what scrolls
  <pre
    role="region"
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    tabIndex={0}
    aria-label={`${example.file}, ${lineRange(lit)}`}
    className="overflow-auto py-2 font-mono text-[13px] [font-variant-ligatures:none] leading-6 -outline-offset-2"
  >
    <code className="block w-max min-w-full">
      {highlightLines(example.code, example.language).map((tokens, index) => {
        const line = example.start_line + index
        const isLit = line >= lit.start_line && line <= lit.end_line
        return (
          <span key={line} className={classNames('flex border-l-2 pr-4', isLit ? 'border-accent bg-lit' : 'border-transparent')}>
            <span aria-hidden className="sticky left-0 w-12 shrink-0 select-none pr-4 text-right text-muted">
              {line}
            </span>
            <span className="whitespace-pre">
              {tokens.map((token, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of a line never move
                <span key={at} className={colours[token.kind]}>
                  {token.text}
                </span>
              ))}
              {tokens.length === 0 && ' '}
            </span>
          </span>
        )
      })}
    </code>
  </pre>
)

interface SourceViewProps {
  source: Source
  /** Null where the lines are not kept. */
  example: CodeExample | null
  loading: boolean
  /** Null where a dialog stands around it, with the name and a way to close. */
  onClose: (() => void) | null
}

export const SourceView = ({ source, example, loading, onClose }: SourceViewProps) => {
  const slash = source.file.lastIndexOf('/') + 1
  return (
    <section
      aria-label={`Source: ${source.file}`}
      className={classNames('flex min-h-0 flex-col overflow-hidden bg-surface', onClose === null ? '-mx-5 -my-4' : 'rounded-2xl border border-line')}
    >
      <header className="flex items-center gap-1 border-b py-2 pr-2 pl-4">
        <div className="min-w-0 flex-1">
          {onClose !== null && (
            <p className="truncate font-mono text-[13px] [direction:rtl] text-left" title={source.file}>
              {/* From the right, so that a long path loses its beginning and never the file's name. */}
              <bdi>
                <span className="text-muted">{source.file.slice(0, slash)}</span>
                {source.file.slice(slash)}
              </bdi>
            </p>
          )}
          <p className="text-muted text-xs">
            {lineRange(source)}
            {source.commit !== null && (
              <>
                {' '}
                at <code className="font-mono">{source.commit.slice(0, 7)}</code>
              </>
            )}
          </p>
        </div>
        {source.url !== null && (
          <a href={source.url} target="_blank" rel="noreferrer" className={buttonStyle({ look: 'quiet', size: 'small' })}>
            <ExternalLink size={15} aria-hidden />
            GitHub<span className="sr-only"> (opens in a new tab)</span>
          </a>
        )}
        {onClose !== null && (
          <Button look="quiet" size="iconSmall" aria-label="Close the source" onClick={onClose}>
            <X size={17} aria-hidden />
          </Button>
        )}
      </header>
      {example !== null ? (
        <Code example={example} lit={source} />
      ) : loading ? (
        <div className="space-y-2 p-4">
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      ) : (
        <p className="p-4 text-muted text-sm">These lines are not kept with the story{source.url === null ? '.' : ': open them on GitHub.'}</p>
      )}
    </section>
  )
}
