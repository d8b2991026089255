'use client'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useApi, useSession } from '../../lib/backend-context.tsx'
import { createStore, type Store, useStore } from '../../lib/store.ts'
import { reachableStory } from '../story-page/reachable-story.ts'
import { storyKey } from '../story-page/story-query.ts'
import { openMediaSession } from './media-session.ts'
import { openPlayer, type Player, type PlayerState, silent } from './player.ts'
import { segmentsOf } from './playlist.ts'

const StateContext = createContext<Store<PlayerState>>(createStore(silent))
const PlayerContext = createContext<Player | null>(null)

/** Null until the page runs in a browser: there is no audio element in the exported HTML. */
export const usePlayer = (): Player | null => useContext(PlayerContext)

export const usePlayerState = <Selected,>(select: (state: PlayerState) => Selected): Selected => useStore(useContext(StateContext), select)

export const PlayerProvider = ({ children }: { children: ReactNode }) => {
  const api = useApi()
  const session = useSession()
  const queries = useQueryClient()
  const [store] = useState(() => createStore(silent))
  const [player, setPlayer] = useState<Player | null>(null)
  useEffect(() => {
    // What somebody started before this code was here plays on.
    const audio = window.firstAudio ?? new Audio()
    const opened = openPlayer({
      audio,
      store,
      refresh: async (id) => {
        const story = await queries.fetchQuery({ queryKey: storyKey(id), queryFn: () => api.stories.get.query({ id }), staleTime: 0 })
        return segmentsOf(reachableStory(story, session.store.get().configuration))
      },
    })
    setPlayer(opened)
    const closeMediaSession = openMediaSession(opened)
    const remember = () => opened.remember()
    window.addEventListener('pagehide', remember)
    return () => {
      window.removeEventListener('pagehide', remember)
      closeMediaSession()
      opened.unload()
    }
  }, [api, queries, session, store])
  return (
    <StateContext value={store}>
      <PlayerContext value={player}>{children}</PlayerContext>
    </StateContext>
  )
}
