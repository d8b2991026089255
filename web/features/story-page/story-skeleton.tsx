import { Skeleton } from '../../components/ui/skeleton.tsx'

export const StorySkeleton = () => (
  <div role="status" aria-label="Loading the story" className="py-6 sm:py-9">
    <div className="flex items-center gap-4 sm:items-end sm:gap-6">
      <Skeleton className="size-20 shrink-0 rounded-2xl! sm:size-48" />
      <div className="min-w-0 flex-1 space-y-3">
        <Skeleton className="h-4 w-40 max-w-full" />
        <Skeleton className="h-9 w-full max-w-lg" />
        <Skeleton className="h-4 w-full max-w-md max-sm:hidden" />
      </div>
    </div>
    <Skeleton className="mt-10 h-64" />
  </div>
)
