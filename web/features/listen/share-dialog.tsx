'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Switch } from 'radix-ui'
import type { StoryRecord } from '../../../shared/story.ts'
import { CopyLink } from '../../components/copy-link.tsx'
import { Notice } from '../../components/notice.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { useApi, useSession } from '../../lib/backend-context.tsx'
import { problemFrom } from '../../lib/problem.ts'
import { useStore } from '../../lib/store.ts'
import { storyPath } from '../../lib/story-address.ts'
import { storyKey, storyListKey } from '../story-page/story-query.ts'

interface ShareDialogProps {
  story: StoryRecord
  open: boolean
  onOpenChange: (open: boolean) => void
}

export const ShareDialog = ({ story, open, onOpenChange }: ShareDialogProps) => {
  const api = useApi()
  const session = useSession()
  const queries = useQueryClient()
  const signIn = useStore(session.store, (state) => state.status === 'signed in')
  const publish = useMutation({
    mutationFn: (isPublic: boolean) => api.stories.update.mutate({ id: story.id, isPublic }),
    onSuccess: async (updated) => {
      queries.setQueryData(storyKey(story.id), updated)
      await queries.invalidateQueries({ queryKey: storyListKey })
    },
  })
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Share this story">
      {signIn && (
        <div className="mb-4 flex items-center justify-between gap-4 text-sm">
          <span>
            <span id="public-label" className="block font-medium">
              Public
            </span>
            <span className="text-muted">
              {story.is_public ? 'Whoever has the link can listen and read, without signing in.' : 'Only you can open the link.'}
            </span>
          </span>
          <Switch.Root
            aria-labelledby="public-label"
            checked={publish.isPending ? publish.variables : story.is_public}
            disabled={publish.isPending}
            onCheckedChange={(isPublic) => publish.mutate(isPublic)}
            className="relative h-6 w-11 shrink-0 rounded-full border border-control bg-raised transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent"
          >
            <Switch.Thumb className="block size-4 translate-x-1 rounded-full bg-control transition-transform data-[state=checked]:translate-x-5.5 data-[state=checked]:bg-on-accent" />
          </Switch.Root>
        </div>
      )}
      {publish.error !== null && (
        <Notice look="problem" className="mb-4">
          {problemFrom(publish.error).message}
        </Notice>
      )}
      <CopyLink label="Link" link={`${window.location.origin}${storyPath(story.id)}`} />
    </Dialog>
  )
}
