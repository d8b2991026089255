'use client'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fillScript } from './fill-script.ts'

interface FirstViewProps {
  /** What stands there where no words came with the page: another server, a story that is being made. */
  skeleton: ReactNode
  /** Has the outline's answers, so that the page's own components draw it. */
  queries: () => QueryClient
  children: ReactNode
}

/**
 * What stands in a page's place until its code is there. Only in the exported page: in a browser the code is there, and what
 * may be waited for then is short.
 */
export const FirstView = ({ skeleton, queries, children }: FirstViewProps) =>
  typeof window === 'undefined' ? (
    <>
      {skeleton}
      <template>
        <QueryClientProvider client={queries()}>{children}</QueryClientProvider>
      </template>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours */}
      <script dangerouslySetInnerHTML={{ __html: fillScript }} />
    </>
  ) : (
    skeleton
  )
