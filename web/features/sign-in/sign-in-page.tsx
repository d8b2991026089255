'use client'
import { LoaderCircle } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useState } from 'react'
import { Notice } from '../../components/notice.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Field, Input } from '../../components/ui/field.tsx'
import { useSession } from '../../lib/backend-context.tsx'
import { useStore } from '../../lib/store.ts'

type Way = 'password' | 'register' | 'link'

const words: Readonly<Record<Way, { title: string; submit: string }>> = {
  password: { title: 'Sign in', submit: 'Sign in' },
  register: { title: 'Create an account', submit: 'Create the account' },
  link: { title: 'Sign in by e-mail', submit: 'Send me a link' },
}

/** Only paths of this site: an address from outside must not send anybody elsewhere. */
const readTarget = (): string => {
  const to = new URLSearchParams(window.location.search).get('to') ?? '/'
  return to.startsWith('/') && !to.startsWith('//') && !to.includes('\\') ? to : '/'
}

const GithubMark = () => (
  <svg width="18" height="18" viewBox="0 0 16 16" fill="currentColor" aria-hidden>
    <path d="M8 0a8 8 0 0 0-2.53 15.59c.4.07.55-.17.55-.38v-1.34c-2.23.48-2.7-1.07-2.7-1.07-.36-.92-.89-1.17-.89-1.17-.73-.5.05-.49.05-.49.8.06 1.23.83 1.23.83.72 1.22 1.88.87 2.34.66.07-.52.28-.87.5-1.07-1.77-.2-3.64-.89-3.64-3.95 0-.87.31-1.59.82-2.15-.08-.2-.36-1.01.08-2.11 0 0 .67-.21 2.2.82a7.6 7.6 0 0 1 4 0c1.53-1.04 2.2-.82 2.2-.82.44 1.1.16 1.91.08 2.11.51.56.82 1.27.82 2.15 0 3.07-1.87 3.75-3.65 3.95.29.25.54.73.54 1.48v2.2c0 .21.15.46.55.38A8 8 0 0 0 8 0Z" />
  </svg>
)

export const SignInPage = () => {
  const session = useSession()
  const router = useRouter()
  const status = useStore(session.store, (state) => state.status)
  const [way, setWay] = useState<Way>('password')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [news, setNews] = useState<string | null>(null)
  useEffect(() => {
    if (status === 'signed in' || status === 'absent') router.replace(readTarget())
  }, [status, router])

  const run = async (task: () => Promise<string | null>) => {
    setBusy(true)
    setProblem(null)
    setNews(null)
    try {
      setNews(await task())
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'Signing in failed.')
    }
    setBusy(false)
  }
  const returnTo = () => new URL(readTarget(), window.location.origin).href
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => {
      if (way === 'password') {
        await session.withPassword(email, password)
        return null
      }
      if (way === 'link') {
        await session.withMagicLink(email, returnTo())
        return 'Look into your mail: the link in it signs you in.'
      }
      return (await session.register(email, password, returnTo())) ? 'Look into your mail and confirm the address.' : null
    })
  }
  // Where there is no sign-in there is nothing to see here.
  if (status === 'absent' || status === 'signed in') return null
  return (
    <div className="mx-auto my-auto w-full max-w-sm py-12">
      <h1 className="font-semibold text-2xl">{words[way].title}</h1>
      <Button className="mt-6 h-11! w-full" disabled={busy} onClick={() => void run(async () => session.withGithub(returnTo()).then(() => null))}>
        <GithubMark /> Continue with GitHub
      </Button>
      <p aria-hidden className="my-5 flex items-center gap-3 text-muted text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field id="email" label="E-mail">
          <Input id="email" type="email" autoComplete="email" required value={email} onChange={(event) => setEmail(event.target.value)} />
        </Field>
        {way !== 'link' && (
          <Field id="password" label="Password" hint={way === 'register' ? 'At least 8 characters.' : undefined}>
            <Input
              id="password"
              type="password"
              autoComplete={way === 'register' ? 'new-password' : 'current-password'}
              minLength={way === 'register' ? 8 : undefined}
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
        )}
        {problem !== null && <Notice look="problem">{problem}</Notice>}
        {news !== null && (
          <div role="status">
            <Notice look="info">{news}</Notice>
          </div>
        )}
        <Button type="submit" look="primary" className="h-11!" disabled={busy}>
          {busy && <LoaderCircle size={17} aria-hidden className="animate-spin" />}
          {words[way].submit}
        </Button>
      </form>
      <div className="mt-5 flex flex-wrap gap-x-2 text-sm">
        {(['password', 'link', 'register'] as const)
          .filter((other) => other !== way)
          .map((other) => (
            <Button key={other} look="quiet" size="small" className="-ml-3 underline decoration-line underline-offset-4" onClick={() => setWay(other)}>
              {words[other].title}
            </Button>
          ))}
      </div>
    </div>
  )
}
