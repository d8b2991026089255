'use client'
import { useMutation } from '@tanstack/react-query'
import { CopyLink } from '../../components/copy-link.tsx'
import { Notice } from '../../components/notice.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { useApi, useSession } from '../../lib/backend-context.tsx'
import { problemFrom } from '../../lib/problem.ts'
import { useStore } from '../../lib/store.ts'

const PrivateFeed = () => {
  const api = useApi()
  const make = useMutation({ mutationFn: () => api.me.feedToken.mutate() })
  if (make.data !== undefined) {
    return (
      <>
        <CopyLink label="Feed address" link={make.data.feed_url} />
        <p className="mt-3 text-muted text-sm">It is shown only now, and an earlier one no longer works. Whoever has it can hear your stories.</p>
      </>
    )
  }
  return (
    <>
      <p className="mb-4 text-muted text-sm">Your feed is private: its address holds a key. A new address takes the place of an earlier one.</p>
      {make.error !== null && (
        <Notice look="problem" className="mb-4">
          {problemFrom(make.error).message}
        </Notice>
      )}
      <Button look="primary" onClick={() => make.mutate()} disabled={make.isPending}>
        Make a feed address
      </Button>
    </>
  )
}

export const FeedDialog = ({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) => {
  const session = useSession()
  const configuration = useStore(session.store, (state) => state.configuration)
  const signIn = useStore(session.store, (state) => state.status === 'signed in')
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Podcast feed" description="Paste this address into your podcast app: new stories appear there.">
      {signIn ? <PrivateFeed /> : configuration !== null && <CopyLink label="Feed address" link={`${configuration.publicUrl}/feed.xml`} />}
    </Dialog>
  )
}
