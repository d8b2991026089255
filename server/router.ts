// Every operation there is. REST, the page and typed clients all go through these procedures.
import { health } from './procedures/health.ts'
import { intentRouter } from './procedures/intent.ts'
import { meRouter } from './procedures/me.ts'
import { reposRouter } from './procedures/repos.ts'
import { storiesRouter } from './procedures/stories.ts'
import { voicesRouter } from './procedures/voices.ts'
import { router } from './trpc.ts'

export const appRouter = router({
  stories: storiesRouter,
  intent: intentRouter,
  repos: reposRouter,
  voices: voicesRouter,
  me: meRouter,
  health,
})
export type AppRouter = typeof appRouter
