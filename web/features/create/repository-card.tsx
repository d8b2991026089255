import { Archive, GitCommitHorizontal, Lock, Scale, Star } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatAgo } from '../../../shared/clock.ts'
import type { RepoInspection } from '../../../shared/inspection.ts'
import { Notice } from '../../components/notice.tsx'
import { Skeleton } from '../../components/ui/skeleton.tsx'

const number = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
/** Beyond a handful the shares are too small to see. */
const shownLanguages = 5
// Steps of one hue, told apart by lightness, so that they need no legend of colours.
const shades = ['opacity-100', 'opacity-70', 'opacity-50', 'opacity-35', 'opacity-20']

const Languages = ({ languages }: { languages: RepoInspection['languages'] }) => {
  const shown = languages.slice(0, shownLanguages)
  return (
    <div className="mt-4">
      <div aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-full bg-raised">
        {shown.map((language, index) => (
          <span key={language.name} className={`bg-accent ${shades[index]}`} style={{ width: `${Math.max(language.share * 100, 1)}%` }} />
        ))}
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
        {shown.map((language, index) => (
          <li key={language.name} className="flex items-center gap-1.5">
            <span aria-hidden className={`size-2 rounded-full bg-accent ${shades[index]}`} />
            {language.name} <span className="tabular-nums">{language.share < 0.01 ? '< 1' : Math.round(language.share * 100)} %</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

const Fact = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <li className="flex min-w-0 items-center gap-1.5">
    {icon}
    <span className="truncate">{children}</span>
  </li>
)

export const RepositoryCardSkeleton = () => (
  <div className="rounded-2xl border border-line bg-surface p-5" role="status" aria-label="Looking at the repository">
    <Skeleton className="h-5 w-48" />
    <Skeleton className="mt-3 h-4 w-full max-w-md" />
    <Skeleton className="mt-5 h-1.5 w-full" />
    <Skeleton className="mt-4 h-3 w-64" />
  </div>
)

export const RepositoryCard = ({ repository }: { repository: RepoInspection }) => (
  <section aria-label="The repository" className="animate-rise rounded-2xl border border-line bg-surface p-5">
    <h2 className="flex flex-wrap items-center gap-x-2 wrap-anywhere font-semibold text-base">
      {repository.repo_name}
      {repository.private === true && <Lock size={14} aria-label="Private" className="text-muted" />}
    </h2>
    {repository.description !== null && <p className="mt-1 wrap-anywhere text-muted text-sm leading-relaxed">{repository.description}</p>}
    {repository.languages.length > 0 && <Languages languages={repository.languages} />}
    <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
      {repository.stars !== null && <Fact icon={<Star size={13} aria-label="Stars" />}>{number.format(repository.stars)}</Fact>}
      {repository.source_files !== null && <Fact icon={null}>{number.format(repository.source_files)} source files</Fact>}
      {repository.license !== null && <Fact icon={<Scale size={13} aria-label="Licence" />}>{repository.license}</Fact>}
      {repository.last_commit !== null && (
        <Fact icon={<GitCommitHorizontal size={14} aria-label="Last commit" className="shrink-0" />}>
          <code className="font-mono">{repository.last_commit.sha.slice(0, 7)}</code>
          {repository.last_commit.date !== null && `, ${formatAgo(repository.last_commit.date, Date.now())}`}
          {repository.last_commit.subject !== null && `: ${repository.last_commit.subject}`}
        </Fact>
      )}
      {repository.archived === true && <Fact icon={<Archive size={13} aria-hidden />}>Archived</Fact>}
    </ul>
    {repository.warnings.length > 0 && (
      <Notice look="warning" className="mt-4">
        <ul className="space-y-1">
          {repository.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      </Notice>
    )}
  </section>
)
