// What is worth watching: how the server answers, who listens, and whether stories wait for nobody.
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Health } from './health.ts'

export interface Metrics {
  readonly contentType: string
  /** Seen from the outside: one answered request. */
  answered: (method: string, route: string, status: number, seconds: number) => void
  render: () => Promise<string>
}

interface MetricSources {
  checkHealth: () => Promise<Health>
  subscribers: () => number
}

export const openMetrics = ({ checkHealth, subscribers }: MetricSources): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({ name: 'code_story_http_requests_total', help: 'Answered requests', labelNames: ['method', 'route', 'status'], registers })
  const durations = new Histogram({
    name: 'code_story_http_request_seconds',
    help: 'From a request’s headers to the end of its answer',
    labelNames: ['route'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  })
  const gauge = (name: string, help: string) => new Gauge({ name: `code_story_${name}`, help, registers })
  const progressSubscribers = gauge('progress_subscribers', 'Subscribers to stories’ progress in this process')
  const databaseUp = gauge('database_up', '1 while the database answers')
  const waiting = gauge('jobs_waiting', 'Stories that could be worked on now')
  const delayed = gauge('jobs_delayed', 'Stories that wait for their next attempt')
  const active = gauge('jobs_active', 'Stories that are being worked on')
  const oldest = gauge('jobs_oldest_waiting_seconds', 'How long the oldest of the waiting stories has been waiting')
  const pendingTooLong = gauge('jobs_pending_too_long', '1 while a story waits for longer than a healthy worker lets it')
  const workers = gauge('workers', 'Worker processes that are alive')
  const slots = gauge('worker_slots', 'Stories that they can work on at once')
  const memory = gauge('process_resident_memory_bytes', 'Memory of this process')

  // A label set is looked up by its text; one look-up a route and status is cheaper than one a request.
  const children = new Map<string, { count: () => void; time: (seconds: number) => void }>()
  const childOf = (method: string, route: string, status: number) => {
    const key = `${method} ${route} ${status}`
    const known = children.get(key)
    if (known !== undefined) return known
    const counter = requests.labels(method, route, String(status))
    const timer = durations.labels(route)
    const child = { count: () => counter.inc(), time: (seconds: number) => timer.observe(seconds) }
    children.set(key, child)
    return child
  }

  return {
    contentType: registry.contentType,
    answered: (method, route, status, seconds) => {
      const child = childOf(method, route, status)
      child.count()
      child.time(seconds)
    },
    render: async () => {
      const health = await checkHealth()
      databaseUp.set(health.database.status === 'up' ? 1 : 0)
      if (health.queue !== null) {
        waiting.set(health.queue.waiting)
        delayed.set(health.queue.delayed)
        active.set(health.queue.active)
        oldest.set(health.queue.oldest_waiting_seconds)
        pendingTooLong.set(health.queue.pending_too_long ? 1 : 0)
      }
      if (health.worker !== null) {
        workers.set(health.worker.processes)
        slots.set(health.worker.slots)
      }
      progressSubscribers.set(subscribers())
      memory.set(process.memoryUsage.rss())
      return registry.metrics()
    },
  }
}
