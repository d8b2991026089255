'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { AccountUsage } from '../../../shared/account.ts'
import { Notice } from '../../components/notice.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Field, Input } from '../../components/ui/field.tsx'
import { Skeleton } from '../../components/ui/skeleton.tsx'
import { useApi, useSession } from '../../lib/backend-context.tsx'
import { classNames } from '../../lib/class-names.ts'
import { problemFrom } from '../../lib/problem.ts'
import { saveFile } from '../../lib/save-file.ts'
import { useStore } from '../../lib/store.ts'
import { useToasts } from '../../lib/toasts.tsx'

const Dialog = lazy(() => import('../../components/ui/dialog.tsx').then((module) => ({ default: module.Dialog })))

const count = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** A phone has no room for them: what they come to is the cost. */
const onWideOnly: ReadonlySet<string> = new Set(['Tokens', 'Characters'])

// As the server counts: a month begins in UTC.
const monthName = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' })

const Usage = ({ months }: AccountUsage) => {
  if (months.length === 0) return <p className="text-muted text-sm">Nothing has been used yet.</p>
  return (
    <table className="w-full text-right text-sm tabular-nums">
      <thead className="text-muted text-xs">
        <tr className="border-b">
          {['Month', 'Stories', 'Minutes', 'Tokens', 'Characters', 'Cost'].map((head) => (
            <th key={head} scope="col" className={classNames('py-2 font-medium first:text-left', onWideOnly.has(head) && 'max-sm:hidden')}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {months.map((month) => (
          <tr key={month.month} className="border-b last:border-0">
            <th scope="row" className="py-2 text-left font-normal">
              {monthName.format(new Date(`${month.month}-01T00:00:00Z`))}
            </th>
            <td>{month.stories}</td>
            <td>{count.format(month.minutes)}</td>
            <td className="max-sm:hidden">{count.format(month.tokens)}</td>
            <td className="max-sm:hidden">{count.format(month.characters)}</td>
            <td>${month.cost_usd.toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const DeleteDialog = ({ email, open, onOpenChange }: { email: string; open: boolean; onOpenChange: (open: boolean) => void }) => {
  const api = useApi()
  const session = useSession()
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const remove = useMutation({
    mutationFn: async () => {
      await api.me.delete.mutate()
      await session.signOut()
    },
    onSuccess: () => router.push('/sign-in/'),
  })
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Delete the account"
      description="All your stories, their audio and logs are deleted. There is no way back."
    >
      <Field id="confirm" label={`Type ${email} to confirm`}>
        <Input id="confirm" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      {remove.error !== null && (
        <Notice look="problem" className="mt-4">
          {problemFrom(remove.error).message}
        </Notice>
      )}
      <Button look="danger" className="mt-4" disabled={typed !== email || remove.isPending} onClick={() => remove.mutate()}>
        Delete everything
      </Button>
    </Dialog>
  )
}

export const AccountPage = () => {
  const api = useApi()
  const session = useSession()
  const router = useRouter()
  const toasts = useToasts()
  const status = useStore(session.store, (state) => state.status)
  const email = useStore(session.store, (state) => state.email)
  const [deleting, setDeleting] = useState(false)
  const usage = useQuery({ queryKey: ['me', 'usage'], queryFn: () => api.me.usage.query(), enabled: status === 'signed in' })
  useEffect(() => {
    if (status === 'absent') router.replace('/')
    if (status === 'signed out') router.replace('/sign-in/?to=/account/')
  }, [status, router])
  if (status !== 'signed in' || email === null) return null
  const takeAlong = async () => saveFile(new Blob([JSON.stringify(await api.me.export.query(), null, 2)], { type: 'application/json' }), 'code-story.json')
  return (
    <div className="mx-auto w-full max-w-2xl py-8 sm:py-12">
      <h1 className="font-semibold text-2xl">Account</h1>
      <p className="mt-1 text-muted">{email}</p>
      <h2 className="mt-9 mb-3 font-semibold">Use by month</h2>
      {usage.error !== null ? (
        <Notice look="problem">{problemFrom(usage.error).message}</Notice>
      ) : usage.data === undefined ? (
        <Skeleton className="h-24" />
      ) : (
        <Usage months={usage.data.months} />
      )}
      <h2 className="mt-9 mb-1 font-semibold">Your data</h2>
      <p className="mb-3 text-muted text-sm">All stories, scripts and logs in one JSON file. Audio is downloaded from each story.</p>
      <Button onClick={() => void takeAlong().catch((error: unknown) => toasts.show(problemFrom(error).message))}>
        <Download size={16} aria-hidden /> Download
      </Button>
      <h2 className="mt-9 mb-1 font-semibold">Delete the account</h2>
      <p className="mb-3 text-muted text-sm">Removes you and everything you made.</p>
      <Button look="danger" onClick={() => setDeleting(true)}>
        Delete…
      </Button>
      {deleting && (
        <Suspense>
          <DeleteDialog email={email} open={deleting} onOpenChange={setDeleting} />
        </Suspense>
      )}
    </div>
  )
}
