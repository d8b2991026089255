// Deleting with a way back: the story disappears at once and is deleted for good when the time to take it back has passed,
// or when the page is left. What a crash left undone is done at the next visit.
import type { Api } from '../../lib/api.ts'
import { problemFrom } from '../../lib/problem.ts'
import { createStore } from '../../lib/store.ts'
import { readStored, writeStored } from '../../lib/stored.ts'

interface DeletionsOptions {
  api: Api
  undoMs: number
  onDone: (id: string) => void
  onFailed: (id: string, error: unknown) => void
}

const key = 'deletions'

export const openDeletions = ({ api, undoMs, onDone, onFailed }: DeletionsOptions) => {
  const store = createStore<{ hidden: ReadonlySet<string> }>({ hidden: new Set() })
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const remember = () => writeStored(key, timers.size === 0 ? null : JSON.stringify([...timers.keys()]))
  const show = (id: string) => store.set({ hidden: new Set([...store.get().hidden].filter((hidden) => hidden !== id)) })

  const carryOut = (id: string) => {
    clearTimeout(timers.get(id))
    timers.delete(id)
    remember()
    api.stories.delete.mutate({ id }).then(
      () => onDone(id),
      (error: unknown) => {
        // Gone already is what was wanted.
        if (problemFrom(error).code === 'not_found') onDone(id)
        else {
          show(id)
          onFailed(id, error)
        }
      },
    )
  }
  return {
    store,
    request: (id: string) => {
      store.set({ hidden: new Set([...store.get().hidden, id]) })
      timers.set(
        id,
        setTimeout(() => carryOut(id), undoMs),
      )
      remember()
    },
    undo: (id: string) => {
      clearTimeout(timers.get(id))
      timers.delete(id)
      remember()
      show(id)
    },
    carryOutAll: () => {
      for (const id of [...timers.keys()]) carryOut(id)
    },
    /** What an earlier visit left undone. */
    resume: () => {
      const left = readStored(key)
      if (left === null) return
      const ids = JSON.parse(left) as string[]
      store.set({ hidden: new Set([...store.get().hidden, ...ids]) })
      for (const id of ids) carryOut(id)
    },
  }
}
export type Deletions = ReturnType<typeof openDeletions>
