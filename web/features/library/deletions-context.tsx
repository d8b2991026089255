'use client'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useApi } from '../../lib/backend-context.tsx'
import { problemFrom } from '../../lib/problem.ts'
import { undoMs, useToasts } from '../../lib/toasts.tsx'
import { usePlayer } from '../player/player-context.tsx'
import { storyKey, storyListKey } from '../story-page/story-query.ts'
import { type Deletions, openDeletions } from './deletions.ts'

const DeletionsContext = createContext<Deletions | null>(null)

export const useDeletions = (): Deletions => {
  const deletions = useContext(DeletionsContext)
  if (deletions === null) throw new Error('useDeletions is used inside of DeletionsProvider.')
  return deletions
}

/** Removes a story from sight, silences it, and offers the way back. */
export const useDeleteStory = (): ((story: { id: string; title: string | null; repo_name: string }) => void) => {
  const deletions = useDeletions()
  const toasts = useToasts()
  const player = usePlayer()
  return ({ id, title, repo_name }) => {
    if (player?.store.get().story?.id === id) player.unload()
    deletions.request(id)
    toasts.show(`“${title ?? repo_name}” was deleted.`, { label: 'Undo', run: () => deletions.undo(id) })
  }
}

export const DeletionsProvider = ({ children }: { children: ReactNode }) => {
  const api = useApi()
  const toasts = useToasts()
  const queries = useQueryClient()
  const [deletions] = useState(() =>
    openDeletions({
      deleteStory: (id) => api.stories.delete.mutate({ id }),
      undoMs,
      onDone: (id) => {
        queries.removeQueries({ queryKey: storyKey(id) })
        void queries.invalidateQueries({ queryKey: storyListKey })
      },
      onFailed: (_id, error) => toasts.show(`The story was not deleted. ${problemFrom(error).message}`),
    }),
  )
  useEffect(() => {
    deletions.resume()
    window.addEventListener('pagehide', deletions.carryOutAll)
    return () => window.removeEventListener('pagehide', deletions.carryOutAll)
  }, [deletions])
  return <DeletionsContext value={deletions}>{children}</DeletionsContext>
}
