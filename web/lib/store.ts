import { useSyncExternalStore } from 'react'

/** State that lives outside of React because something else drives it: an audio element, a session, a timer. */
export interface Store<State> {
  get: () => State
  /** As the exported page knows it: what is hydrated begins with it. */
  initial: State
  set: (change: Partial<State>) => void
  subscribe: (listener: () => void) => () => void
}

export const createStore = <State extends object>(initial: State): Store<State> => {
  const listeners = new Set<() => void>()
  let state = initial
  return {
    get: () => state,
    initial,
    set: (change) => {
      state = { ...state, ...change }
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A component renders again only when what it selects changes: the position ticks, a transcript must not. */
export const useStore = <State extends object, Selected>(store: Store<State>, select: (state: State) => Selected): Selected =>
  useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    () => select(store.initial),
  )
