'use client'
import { Library, Plus } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useSession } from '../lib/backend-context.tsx'
import { classNames } from '../lib/class-names.ts'
import { useStore } from '../lib/store.ts'
import { useToasts } from '../lib/toasts.tsx'
import { SiteLink } from './site-link.tsx'
import { ThemeButton } from './theme-button.tsx'
import { buttonStyle } from './ui/button.tsx'

const AccountMenu = lazy(() => import('../features/sign-in/account-menu.tsx').then((module) => ({ default: module.AccountMenu })))

const Mark = () => (
  <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden>
    <rect width="26" height="26" rx="7" fill="var(--accent)" />
    <path
      d="M8.2 8.6 4.9 13l3.3 4.4M17.8 8.6l3.3 4.4-3.3 4.4M11 10.4v5.2M13 8v10M15 10.4v5.2"
      fill="none"
      stroke="var(--on-accent)"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)

const NavLink = ({ href, icon, children }: { href: string; icon: ReactNode; children: string }) => {
  const here = usePathname().replace(/\/$/, '') === href.replace(/\/$/, '')
  return (
    <SiteLink
      href={href}
      aria-current={here ? 'page' : undefined}
      className={classNames(buttonStyle({ look: 'quiet' }), 'gap-1.5! px-3! max-sm:px-2.5!', here && 'bg-raised text-ink!')}
    >
      {icon}
      <span>{children}</span>
    </SiteLink>
  )
}

const Account = () => {
  const session = useSession()
  const toasts = useToasts()
  const status = useStore(session.store, (state) => state.status)
  const refusal = useStore(session.store, (state) => state.refusal)
  useEffect(() => {
    if (refusal !== null) toasts.show(`You were not signed in: ${refusal}`)
  }, [refusal, toasts])
  // Without sign-in there is no trace of it.
  if (status === 'loading' || status === 'absent') return null
  if (status === 'signed out') {
    return (
      <SiteLink href="/sign-in/" className={classNames(buttonStyle({ look: 'plain' }), 'max-sm:px-3')}>
        Sign in
      </SiteLink>
    )
  }
  return (
    <Suspense>
      <AccountMenu session={session} />
    </Suspense>
  )
}

export const SiteHeader = () => (
  <header className="sticky top-0 z-30 border-b bg-canvas/90 backdrop-blur-md">
    <div className="mx-auto flex h-14 max-w-7xl items-center gap-1 px-3 sm:px-6">
      <SiteLink href="/" aria-label="Code Story, start" className="mr-auto flex items-center gap-2.5 rounded-lg p-1 font-semibold tracking-tight">
        <Mark />
        <span className="max-[26rem]:hidden">Code Story</span>
      </SiteLink>
      <nav aria-label="Site" className="flex items-center gap-1">
        <NavLink href="/" icon={<Plus size={16} aria-hidden />}>
          New
        </NavLink>
        <NavLink href="/library/" icon={<Library size={16} aria-hidden />}>
          Library
        </NavLink>
      </nav>
      <ThemeButton />
      <Account />
    </div>
  </header>
)
