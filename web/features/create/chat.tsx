'use client'
import { SendHorizontal } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ChatIntent, ChatTurn } from '../../../shared/intent.ts'
import { depthWords, styleWords } from '../../../shared/story-words.ts'
import { Notice } from '../../components/notice.tsx'
import { Button } from '../../components/ui/button.tsx'
import { inputStyle } from '../../components/ui/field.tsx'
import { useSession } from '../../lib/backend-context.tsx'
import { classNames } from '../../lib/class-names.ts'
import { type Problem, problemFrom } from '../../lib/problem.ts'
import { openChat } from './chat-api.ts'

interface ChatProps {
  repoUrl: string
  onIntent: (intent: ChatIntent) => void
}

/** As many turns as the contract takes. */
const historyLimit = 20

const summary = (intent: ChatIntent): string =>
  [styleWords[intent.style].name, `${intent.suggestedDuration} min`, depthWords[intent.technicalDepth].name, ...intent.focusAreas].join(' · ')

export const Chat = ({ repoUrl, onIntent }: ChatProps) => {
  const session = useSession()
  const [askChat] = useState(() => openChat(session.token))
  const [turns, setTurns] = useState<readonly ChatTurn[]>([])
  const [chosen, setChosen] = useState<ChatIntent | null>(null)
  const [reply, setReply] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const asking = useRef<AbortController | null>(null)
  const end = useRef<HTMLDivElement>(null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => () => asking.current?.abort(), [])
  // Follows what is said, unless the reader has scrolled away from it: nearest does nothing when the end is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what makes the list longer
  useEffect(() => {
    // In braces: a browser may answer a scroll with a promise, which React would take for the way to clean up.
    end.current?.scrollIntoView({ block: 'nearest' })
    // What was said must not push the field for the answer below the window, or behind the bar at its edge.
    if (turns.length > 0) form.current?.scrollIntoView({ block: 'nearest' })
  }, [turns, reply])

  const ask = async (message: string) => {
    const controller = new AbortController()
    asking.current = controller
    setProblem(null)
    setTurns([...turns, { role: 'user', content: message }])
    setTyped('')
    setReply('')
    let said = ''
    try {
      const request = { message, repoUrl: repoUrl === '' ? undefined : repoUrl, history: turns.slice(-historyLimit) }
      for await (const event of await askChat(request, controller.signal)) {
        if (event.type === 'intent') {
          setChosen(event.intent)
          onIntent(event.intent)
        } else {
          said += event.text
          setReply(said)
        }
      }
      if (said !== '') setTurns((before) => [...before, { role: 'assistant', content: said }])
    } catch (error) {
      if (controller.signal.aborted) return
      setProblem(problemFrom(error))
      // What was asked stands in the field again, ready to be sent once more.
      setTurns(turns)
      setTyped(message)
    }
    setReply(null)
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const message = typed.trim()
    if (message !== '' && reply === null) void ask(message)
  }

  return (
    <div>
      <div role="log" aria-label="Conversation" aria-live="polite" className="flex max-h-96 flex-col gap-3 overflow-y-auto pb-1">
        {turns.length === 0 && (
          <p className="text-muted text-sm">
            Say what you want to understand, and for whom. For example: <q>How does a request find its handler? I know the language, not this framework.</q>
          </p>
        )}
        {[...turns, ...(reply === null ? [] : [{ role: 'assistant' as const, content: reply === '' ? '…' : reply }])].map((turn, index) => (
          <p
            // biome-ignore lint/suspicious/noArrayIndexKey: turns are only ever added at the end
            key={index}
            className={classNames(
              'w-fit max-w-[85%] whitespace-pre-wrap wrap-anywhere rounded-2xl px-4 py-2.5 text-sm leading-relaxed',
              turn.role === 'user' ? 'self-end bg-ink text-canvas' : 'bg-raised',
            )}
          >
            <span className="sr-only">{turn.role === 'user' ? 'You: ' : 'Code Story: '}</span>
            {turn.content}
          </p>
        ))}
        <div ref={end} />
      </div>
      {chosen !== null && <p className="mt-3 text-muted text-sm">Filled in: {summary(chosen)}</p>}
      {problem !== null && (
        <Notice look="problem" className="mt-3">
          {problem.message}
        </Notice>
      )}
      <form ref={form} onSubmit={submit} className="mt-3 flex scroll-mb-48 items-end gap-2 sm:scroll-mb-32">
        <textarea
          aria-label="What do you want to hear?"
          rows={2}
          placeholder={turns.length === 0 ? undefined : 'Change something'}
          maxLength={8000}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event)
          }}
          className={classNames(inputStyle, 'resize-none py-2.5 text-sm max-sm:text-base')}
        />
        <Button type="submit" look="primary" size="icon" aria-label="Send" disabled={typed.trim() === '' || reply !== null}>
          <SendHorizontal size={18} aria-hidden />
        </Button>
      </form>
    </div>
  )
}
