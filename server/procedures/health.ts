// Whether the server can do its work: asked by load balancers, gates and the page.
import type { Health } from '../health.ts'
import { unlimitedProcedure } from '../trpc.ts'

export const health = unlimitedProcedure.query(({ ctx }): Promise<Health> => ctx.deps.checkHealth())
