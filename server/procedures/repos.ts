// A repository, looked at before anything is made.
import { z } from 'zod'
import type { RepoInspection } from '../../shared/inspection.ts'
import { inspectRepository } from '../inspect.ts'
import { router, signedInProcedure } from '../trpc.ts'

export const inspectInputSchema = z.strictObject({ url: z.string().trim().min(1).max(2048) })

export const reposRouter = router({
  inspect: signedInProcedure
    .input(inspectInputSchema)
    .query(({ ctx, input, signal }): Promise<RepoInspection> => inspectRepository(ctx.deps, input.url, signal)),
})
