'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check, LoaderCircle, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, lazy, Suspense, useEffect, useRef, useState } from 'react'
import { formatLength } from '../../../shared/clock.ts'
import type { RepoInspection } from '../../../shared/inspection.ts'
import { styleWords } from '../../../shared/story-words.ts'
import { EngineMarks } from '../../components/engines.tsx'
import { Notice } from '../../components/notice.tsx'
import { SiteLink } from '../../components/site-link.tsx'
import { Button, buttonStyle } from '../../components/ui/button.tsx'
import { inputStyle } from '../../components/ui/field.tsx'
import { Skeleton } from '../../components/ui/skeleton.tsx'
import { useApi, useSession } from '../../lib/backend-context.tsx'
import { classNames } from '../../lib/class-names.ts'
import { fieldProblem, problemFrom } from '../../lib/problem.ts'
import { useStore } from '../../lib/store.ts'
import { storyHref } from '../../lib/story-address.ts'
import { storyListKey } from '../story-page/story-query.ts'
import { type Choices, readChoices, rememberChoices } from './choices.ts'
import { RepositoryCard, RepositoryCardSkeleton } from './repository-card.tsx'
import { useInspection } from './use-inspection.ts'

const ChoicePanel = lazy(() => import('./choice-panel.tsx').then((module) => ({ default: module.ChoicePanel })))

const examples = ['expressjs/express', 'pallets/flask', 'BurntSushi/ripgrep', 'gin-gonic/gin']
const draftKey = 'code-story:draft'
const formId = 'make'

const priceOf = (repository: RepoInspection | null, choices: Choices): string | null => {
  const estimate = repository?.estimates.find((candidate) => candidate.duration_minutes === choices.duration)
  if (estimate === undefined) return null
  const cost = estimate.cost_usd === 0 ? 'costs nothing' : `costs about $${estimate.cost_usd.toFixed(2)}`
  return `Takes about ${formatLength(estimate.seconds)} to make, ${cost}`
}

/** Survives the way to the sign-in page and back. */
const readDraft = (): string => {
  try {
    return new URLSearchParams(window.location.search).get('repo') ?? sessionStorage.getItem(draftKey) ?? ''
  } catch {
    return ''
  }
}

export const MakeForm = () => {
  const api = useApi()
  const router = useRouter()
  const queries = useQueryClient()
  const session = useSession()
  const engines = useStore(session.store, (state) => state.configuration?.engines ?? null)
  const signedOut = useStore(session.store, (state) => state.status === 'signed out')
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [choices, setChoices] = useState<Choices | null>(null)
  const inspection = useInspection(typed)
  // After the first render: the exported page does not know what this browser remembers.
  // What was typed while the code was still on its way counts more than a draft.
  useEffect(() => {
    setChoices(readChoices())
    setTyped(field.current?.value || readDraft())
  }, [])

  const type = (text: string) => {
    setTyped(text)
    try {
      sessionStorage.setItem(draftKey, text)
    } catch {
      // Without it the draft is lost on the way to sign-in, nothing more.
    }
  }
  const generate = useMutation({
    mutationFn: (request: Choices & { repoUrl: string }) => api.stories.generate.mutate(request),
    onSuccess: async (accepted) => {
      type('')
      await queries.invalidateQueries({ queryKey: storyListKey })
      router.push(storyHref(accepted.id))
    },
    onError: (error) => {
      if (fieldProblem(problemFrom(error), 'repoUrl') !== null) field.current?.focus()
    },
  })
  const refused = generate.error === null ? null : problemFrom(generate.error)
  const unreachable = inspection.problem?.code === 'repository_unreachable' || inspection.problem?.code === 'rate_limited'
  const wantsSignIn = inspection.problem?.code === 'unauthorized' || refused?.code === 'unauthorized' || (signedOut && inspection.address !== '')
  const addressProblem = fieldProblem(refused, 'repoUrl') ?? (wantsSignIn || unreachable ? null : (inspection.problem?.message ?? null))
  const shown = inspection.repository !== null || unreachable

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (choices === null) return
    if (!shown) {
      inspection.ask(typed)
      field.current?.focus()
      return
    }
    rememberChoices(choices)
    generate.mutate({ ...choices, repoUrl: inspection.address })
  }

  return (
    <div className="mt-8 flex flex-col gap-5">
      {/* Only the field: the chat below is a form of its own. Sent before the code is here, it comes back as ?repo=. */}
      <form id={formId} action="/" onSubmit={submit} noValidate>
        <label htmlFor="repository" className="sr-only">
          Repository
        </label>
        <div className="relative">
          <Search size={20} aria-hidden className="absolute top-1/2 left-4 -translate-y-1/2 text-muted" />
          <input
            ref={field}
            id="repository"
            name="repo"
            type="text"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={2048}
            placeholder="github.com/owner/repo"
            value={typed}
            aria-invalid={addressProblem !== null}
            aria-describedby="repository-help"
            onChange={(event) => {
              generate.reset()
              type(event.target.value)
            }}
            onPaste={(event) => {
              // A paste into an empty field is the whole address: no need to wait for more.
              if (typed === '') inspection.ask(event.clipboardData.getData('text'))
            }}
            className={classNames(inputStyle, 'h-14 rounded-2xl! pr-12 pl-12 text-base shadow-[0_2px_12px_var(--shadow)] sm:text-lg')}
          />
          <span className="absolute top-1/2 right-4 -translate-y-1/2">
            {inspection.looking ? (
              <LoaderCircle size={20} aria-hidden className="animate-spin text-muted" />
            ) : (
              inspection.repository !== null && <Check size={20} aria-hidden className="text-good" />
            )}
          </span>
        </div>
        <div id="repository-help" className="mt-3.5 text-sm empty:hidden">
          {addressProblem !== null ? (
            <p role="alert" className="wrap-anywhere text-bad">
              {addressProblem}
            </p>
          ) : (
            inspection.address === '' && (
              <p className="flex flex-wrap items-center gap-2 text-muted">
                <span className="mr-1 max-sm:basis-full">For example</span>
                {examples.map((example) => (
                  <a
                    key={example}
                    href={`/?repo=${example}`}
                    onClick={(event) => {
                      event.preventDefault()
                      type(example)
                      inspection.ask(example)
                    }}
                    className="rounded-full border border-line bg-surface px-3.5 py-1.5 text-ink transition-colors hover:bg-raised max-sm:py-2"
                  >
                    {example}
                  </a>
                ))}
              </p>
            )
          )}
        </div>
      </form>

      {wantsSignIn && (
        <Notice
          look="info"
          title="Sign in to make a story"
          action={
            <SiteLink href="/sign-in/?to=/" className={buttonStyle({ look: 'primary' })}>
              Sign in
            </SiteLink>
          }
        >
          What you typed is still here when you come back.
        </Notice>
      )}
      {inspection.looking && <RepositoryCardSkeleton />}
      {inspection.repository !== null && <RepositoryCard repository={inspection.repository} />}
      {unreachable && (
        <Notice look="warning" title="This repository could not be looked at right now">
          {inspection.problem?.message} You can make the story all the same: it waits until the repository answers.
        </Notice>
      )}

      {shown && choices !== null && (
        <>
          <Suspense fallback={<Skeleton className="h-96" />}>
            <ChoicePanel choices={choices} onChange={setChoices} repository={inspection.repository} repoUrl={inspection.address} />
          </Suspense>
          {refused !== null && fieldProblem(refused, 'repoUrl') === null && refused.code !== 'unauthorized' && (
            <Notice look="problem" title="The story was not started">
              {refused.message}
              {refused.details.map((detail) => (
                <p key={detail.field}>
                  {detail.field}: {detail.message}
                </p>
              ))}
            </Notice>
          )}
          <div className="sticky bottom-(--player-height) z-20 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-canvas/95 px-4 py-3 backdrop-blur-md sm:mx-0 sm:px-0">
            <p className="min-w-0 flex-1 basis-56 text-muted text-sm">
              <span className="text-ink">
                {styleWords[choices.style].name}, {choices.duration} minutes, {choices.voice}
              </span>
              {priceOf(inspection.repository, choices) !== null && <span className="block">{priceOf(inspection.repository, choices)}</span>}
              {engines !== null && (
                <span className="mt-1.5 flex flex-wrap gap-1">
                  <EngineMarks engines={engines} />
                </span>
              )}
            </p>
            <Button type="submit" form={formId} look="primary" size="large" disabled={generate.isPending || generate.isSuccess} className="max-sm:w-full">
              {generate.isPending && <LoaderCircle size={18} aria-hidden className="animate-spin" />}
              Make the story
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
