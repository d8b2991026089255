'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { StoryRecord } from '../../../shared/story.ts'
import { useApi } from '../../lib/backend-context.tsx'
import { storyKey, storyListKey } from '../story-page/story-query.ts'
import { isTold, noProgress, type ProgressState, withMessage } from './progress-state.ts'

/** A burst of messages (a replay, a chapter that changes three things) asks for the record once. */
const refreshMs = 300

interface Followed extends ProgressState {
  connection: 'connecting' | 'live' | 'lost'
}

/**
 * Follows a story: everything it said so far, then live, over restarts. The socket resumes after the last event it saw;
 * the record itself is read again whenever something changed.
 */
export const useStoryProgress = (id: string, enabled: boolean): Followed => {
  const api = useApi()
  const queries = useQueryClient()
  const [state, setState] = useState<ProgressState>(noProgress)
  const [connection, setConnection] = useState<Followed['connection']>('connecting')
  useEffect(() => {
    if (!enabled) return
    let told = noProgress
    setState(told)
    let timer: ReturnType<typeof setTimeout> | null = null
    let opened = false
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = null
        if (isTold(told, queries.getQueryData<StoryRecord>(storyKey(id)))) return
        void queries.invalidateQueries({ queryKey: storyKey(id) })
        void queries.invalidateQueries({ queryKey: storyListKey })
      }, refreshMs)
    }
    const subscription = api.stories.progress.subscribe(
      { id, follow: true },
      {
        onData: ({ data }) => {
          told = withMessage(told, data)
          setState(told)
          refresh()
        },
        onConnectionStateChange: ({ state: socket }) => {
          if (socket === 'pending') opened = true
          setConnection(socket === 'pending' ? 'live' : opened ? 'lost' : 'connecting')
        },
        // The record's own query tells what is wrong; here there is only no news any more.
        onError: () => setConnection('lost'),
      },
    )
    return () => {
      if (timer !== null) clearTimeout(timer)
      subscription.unsubscribe()
    }
  }, [api, queries, id, enabled])
  return { ...state, connection }
}
