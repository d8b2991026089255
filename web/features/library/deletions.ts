// Deleting with a way back: the story disappears at once and is deleted for good when the time to take it back has passed,
// or when the page is left. What is wanted stands in the browser's storage until it is done: a crash leaves it to the next
// visit, and another tab that takes it over stops when it is taken back here.
import { problemFrom } from '../../lib/problem.ts'
import { createStore } from '../../lib/store.ts'
import { readStored, writeStored } from '../../lib/stored.ts'

interface DeletionsOptions {
  deleteStory: (id: string) => Promise<unknown>
  undoMs: number
  onDone: (id: string) => void
  onFailed: (id: string, error: unknown) => void
}

const key = 'deletions'

/** Story → when its deletion was asked for. */
const readWanted = (): Record<string, number> => JSON.parse(readStored(key) ?? '{}')
const writeWanted = (wanted: Record<string, number>) => writeStored(key, Object.keys(wanted).length === 0 ? null : JSON.stringify(wanted))
const forget = (id: string) => {
  const { [id]: _gone, ...others } = readWanted()
  writeWanted(others)
}

export const openDeletions = ({ deleteStory, undoMs, onDone, onFailed }: DeletionsOptions) => {
  const store = createStore<{ hidden: ReadonlySet<string> }>({ hidden: new Set() })
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const hide = (id: string) => store.set({ hidden: new Set([...store.get().hidden, id]) })
  const show = (id: string) => store.set({ hidden: new Set([...store.get().hidden].filter((hidden) => hidden !== id)) })

  const carryOut = (id: string) => {
    clearTimeout(timers.get(id))
    timers.delete(id)
    if (!(id in readWanted())) {
      show(id)
      return
    }
    deleteStory(id).then(
      () => {
        forget(id)
        onDone(id)
      },
      (error: unknown) => {
        forget(id)
        // Gone already is what was wanted.
        if (problemFrom(error).code === 'not_found') onDone(id)
        else {
          show(id)
          onFailed(id, error)
        }
      },
    )
  }
  const schedule = (id: string, inMs: number) => {
    hide(id)
    timers.set(
      id,
      setTimeout(() => carryOut(id), inMs),
    )
  }
  return {
    store,
    request: (id: string) => {
      writeWanted({ ...readWanted(), [id]: Date.now() })
      schedule(id, undoMs)
    },
    undo: (id: string) => {
      clearTimeout(timers.get(id))
      timers.delete(id)
      forget(id)
      show(id)
    },
    /** The page is left: there is nobody to take anything back. */
    carryOutAll: () => {
      for (const id of [...timers.keys()]) carryOut(id)
    },
    /** What an earlier visit left undone. */
    resume: () => {
      for (const [id, askedMs] of Object.entries(readWanted())) schedule(id, Math.max(0, askedMs + undoMs - Date.now()))
    },
  }
}
export type Deletions = ReturnType<typeof openDeletions>
