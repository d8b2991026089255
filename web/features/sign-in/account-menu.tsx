'use client'
import { User } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Button } from '../../components/ui/button.tsx'
import { Menu } from '../../components/ui/menu.tsx'
import { problemFrom } from '../../lib/problem.ts'
import { useStore } from '../../lib/store.ts'
import { useToasts } from '../../lib/toasts.tsx'
import type { Session } from './session.ts'

export const AccountMenu = ({ session }: { session: Session }) => {
  const email = useStore(session.store, (state) => state.email)
  const toasts = useToasts()
  const router = useRouter()
  const signOut = () => {
    session.signOut().then(
      () => router.push('/sign-in/'),
      (error: unknown) => toasts.show(problemFrom(error).message),
    )
  }
  return (
    <Menu
      trigger={
        <Button look="quiet" size="icon" aria-label="Account">
          <User size={18} aria-hidden />
        </Button>
      }
      entries={[
        { kind: 'text', label: email },
        { kind: 'line' },
        { kind: 'action', label: 'Account', onSelect: () => router.push('/account/') },
        { kind: 'action', label: 'Sign out', onSelect: signOut },
      ]}
    />
  )
}
