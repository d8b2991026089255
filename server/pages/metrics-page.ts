// The figures of this process, and of the queue that all processes share, as Prometheus reads them.
import type { Answer } from '../rest/route.ts'

export const metricsAnswer: Answer = {
  status: 200,
  content: { 'text/plain': null },
  send: async ({ deps, reply }) => reply.type(deps.metrics.contentType).send(await deps.metrics.render()),
}
