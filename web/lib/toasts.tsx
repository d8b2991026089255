'use client'
// Short news at the edge of the page, some with a way back. A toast with an action stays long enough to be reached by
// keyboard and by whoever reads slowly.
import { X } from 'lucide-react'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { Button } from '../components/ui/button.tsx'
import { createStore, useStore } from './store.ts'

interface Toast {
  id: number
  text: string
  action: { label: string; run: () => void } | null
}

const newsMs = 5000
const actionMs = 10_000

export const openToasts = () => {
  const store = createStore<{ toasts: readonly Toast[] }>({ toasts: [] })
  let lastId = 0
  const dismiss = (id: number) => store.set({ toasts: store.get().toasts.filter((toast) => toast.id !== id) })
  return {
    store,
    dismiss,
    show: (text: string, action: Toast['action'] = null): number => {
      lastId += 1
      const id = lastId
      store.set({ toasts: [...store.get().toasts.slice(-2), { id, text, action }] })
      setTimeout(() => dismiss(id), action === null ? newsMs : actionMs)
      return id
    },
  }
}
export type Toasts = ReturnType<typeof openToasts>
export const undoMs = actionMs

const ToastsContext = createContext<Toasts | null>(null)

export const useToasts = (): Toasts => {
  const toasts = useContext(ToastsContext)
  if (toasts === null) throw new Error('useToasts is used inside of ToastsProvider.')
  return toasts
}

const ToastList = ({ toasts }: { toasts: Toasts }) => {
  const shown = useStore(toasts.store, (state) => state.toasts)
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-(--player-height) z-60 flex flex-col items-center gap-2 p-4 sm:items-end"
    >
      {shown.map((toast) => (
        <div
          key={toast.id}
          className="pointer-events-auto flex max-w-[min(28rem,100%)] animate-rise items-center gap-3 rounded-xl border border-line bg-ink py-2 pr-2 pl-4 text-canvas text-sm shadow-float"
        >
          <span className="min-w-0 py-1.5">{toast.text}</span>
          {toast.action !== null && (
            <Button
              look="quiet"
              size="small"
              className="text-canvas! underline underline-offset-4 not-disabled:hover:bg-canvas/15!"
              onClick={() => {
                toast.action?.run()
                toasts.dismiss(toast.id)
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <Button
            look="quiet"
            size="iconSmall"
            aria-label="Dismiss"
            className="text-canvas/80! not-disabled:hover:bg-canvas/15! not-disabled:hover:text-canvas!"
            onClick={() => toasts.dismiss(toast.id)}
          >
            <X size={16} aria-hidden />
          </Button>
        </div>
      ))}
    </div>
  )
}

export const ToastsProvider = ({ children }: { children: ReactNode }) => {
  const [toasts] = useState(openToasts)
  return (
    <ToastsContext value={toasts}>
      {children}
      <ToastList toasts={toasts} />
    </ToastsContext>
  )
}
