'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useApi } from '../../lib/backend-context.tsx'
import { problemFrom } from '../../lib/problem.ts'

/** Long enough that nobody asks for each letter, short enough that it feels at once. */
const pauseMs = 600
/** Nothing without a slash between two names can be a repository: not worth a question. */
const mayBeAddress = (text: string): boolean => /[^/\s]+\/[^/\s]+/.test(text)

/** Asks what a repository looks like, once the typing pauses; a paste is asked at once. */
export const useInspection = (typed: string) => {
  const api = useApi()
  const [asked, setAsked] = useState('')
  const address = typed.trim()
  useEffect(() => {
    const timer = setTimeout(() => setAsked(address), pauseMs)
    return () => clearTimeout(timer)
  }, [address])
  const current = asked === address && mayBeAddress(address)
  const query = useQuery({
    queryKey: ['repos', 'inspect', asked],
    queryFn: ({ signal }) => api.repos.inspect.query({ url: asked }, { signal }),
    enabled: current,
    staleTime: 5 * 60_000,
  })
  return {
    ask: (text: string) => setAsked(text.trim()),
    address,
    repository: current ? (query.data ?? null) : null,
    problem: current && query.error !== null ? problemFrom(query.error) : null,
    looking: current && query.isFetching && query.data === undefined,
  }
}
