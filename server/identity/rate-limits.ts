// How often somebody may call, per user, else per address, in windows of a minute counted in Postgres, so that a limit is
// the same however many servers there are.
//
// Reads are many and cheap, so a process takes them from the table in blocks and spends a block without asking again. What
// costs money is counted one by one. A table that cannot be reached lets reads pass, and nothing that costs money.
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { OpenDatabase } from '../../db/client.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import type { RateLimits as Limits } from '../../shared/node/env.ts'
import type { Logger } from '../../shared/node/logger.ts'
import type { Caller } from '../context.ts'
import { type SetHeader, tellQuota } from '../problem-headers.ts'
import type { LimitedKind } from '../trpc.ts'
import { limitedAddress } from './limited-address.ts'

const windowSeconds = 60
/** Of a minute's reads, what one process may hold unspent. Small limits are counted one by one. */
const blocksPerWindow = 40
const mostBlocksHeld = 20_000

export interface RateLimits {
  /** @throws {CodeStoryError} rate_limited; unavailable where what costs money cannot be counted */
  limit: (kind: LimitedKind, caller: Caller, address: string, setHeader: SetHeader) => Promise<void> | void
  /** Counts a sign-in that failed. @throws {CodeStoryError} rate_limited where there were too many */
  failed: (address: string) => Promise<void>
}

/** A user's own, wherever they are; else the address. Null: nobody is counted. */
export const whoIs = (caller: Caller, address: string): string | null => {
  if (caller.kind === 'service') return null
  return caller.kind === 'user' ? `user:${caller.userId}` : `address:${limitedAddress(address)}`
}

const failsOpen: Readonly<Record<LimitedKind | 'failures', boolean>> = { reads: true, stories: false, chat: false, failures: true }

const refusals: Readonly<Record<LimitedKind | 'failures', string>> = {
  stories: 'You have asked for many stories within a minute.',
  chat: 'You have sent many messages within a minute.',
  reads: 'You have asked very often within a minute.',
  failures: 'There were many sign-ins with a bad token from here.',
}

interface Left {
  remaining: number
  resetMs: number
}

const tell = (setHeader: SetHeader, kind: LimitedKind, limit: number, { remaining, resetMs }: Left): void =>
  tellQuota(setHeader, { name: kind, limit, windowSeconds }, remaining, Math.ceil(resetMs / 1000))

const refuse = (kind: LimitedKind | 'failures', limit: number, resetMs: number): CodeStoryError => {
  const retryAfterSeconds = Math.max(1, Math.ceil(resetMs / 1000))
  return new CodeStoryError('rate_limited', `${refusals[kind]} Try again in ${retryAfterSeconds} s.`, {
    retryAfterSeconds,
    quota: { name: kind, limit, windowSeconds },
  })
}

/** What the limiter asks of a client of node-postgres, on the pool that we have. */
const asClient = (sql: OpenDatabase['sql']) => ({
  query: async ({ text, values }: { text: string; values: (string | number)[] }) => {
    const rows = await sql.unsafe(text, values, { prepare: true })
    return { rows, rowCount: rows.count }
  },
})

export interface RateLimitDeps {
  database: Pick<OpenDatabase, 'sql'>
  logger: Pick<Logger, 'error'>
  limits: Limits
  now?: () => number
}

export const openRateLimits = ({ database, logger, limits, now = Date.now }: RateLimitDeps): RateLimits => {
  const storeClient = asClient(database.sql)
  const open = (kind: LimitedKind | 'failures') =>
    new RateLimiterPostgres({
      storeClient,
      storeType: 'client',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix: kind,
      points: limits[kind],
      duration: windowSeconds,
      // Whoever is over the limit is refused without asking the table again until the window ends.
      inMemoryBlockOnConsumed: limits[kind],
    })
  const limiters = { stories: open('stories'), chat: open('chat'), reads: open('reads'), failures: open('failures') }

  /** Null where the table could not be asked and the kind passes without. */
  const consume = async (kind: LimitedKind | 'failures', who: string, points: number): Promise<Left | null> => {
    try {
      const { remainingPoints, msBeforeNext } = await limiters[kind].consume(who, points)
      return { remaining: remainingPoints, resetMs: msBeforeNext }
    } catch (error) {
      if (error instanceof RateLimiterRes) return { remaining: -1, resetMs: error.msBeforeNext }
      logger.error({ err: error, kind }, 'a limit could not be counted')
      if (failsOpen[kind]) return null
      throw new CodeStoryError('unavailable', 'Your limits cannot be counted at the moment, so nothing that costs money is started. Try again soon.', {
        cause: error,
        retryAfterSeconds: 5,
      })
    }
  }

  const countOne = async (kind: LimitedKind, who: string, setHeader: SetHeader): Promise<void> => {
    const left = await consume(kind, who, 1)
    if (left === null) return
    if (left.remaining < 0) throw refuse(kind, limits[kind], left.resetMs)
    tell(setHeader, kind, limits[kind], left)
  }

  const blockSize = Math.max(1, Math.floor(limits.reads / blocksPerWindow))
  const blocks = new Map<string, { unspent: number; beyond: number; endsAt: number }>()

  const spend = (who: string, setHeader: SetHeader): boolean => {
    const block = blocks.get(who)
    if (block === undefined || block.unspent === 0 || block.endsAt <= now()) return false
    block.unspent -= 1
    tell(setHeader, 'reads', limits.reads, { remaining: block.beyond + block.unspent, resetMs: block.endsAt - now() })
    return true
  }

  const takeBlock = async (who: string, setHeader: SetHeader): Promise<void> => {
    const left = await consume('reads', who, blockSize)
    // Others may have taken a block for the same caller while we waited; theirs is as good.
    if (left === null || spend(who, setHeader)) return
    if (left.remaining < 0) throw refuse('reads', limits.reads, left.resetMs)
    if (blocks.size >= mostBlocksHeld) for (const [key, { endsAt }] of blocks) if (endsAt <= now() || blocks.size >= mostBlocksHeld) blocks.delete(key)
    blocks.set(who, { unspent: blockSize, beyond: left.remaining, endsAt: now() + left.resetMs })
    spend(who, setHeader)
  }

  return {
    limit: (kind, caller, address, setHeader) => {
      const who = whoIs(caller, address)
      if (who === null) return undefined
      if (kind !== 'reads') return countOne(kind, who, setHeader)
      return spend(who, setHeader) ? undefined : takeBlock(who, setHeader)
    },
    failed: async (address) => {
      const left = await consume('failures', `address:${limitedAddress(address)}`, 1)
      if (left !== null && left.remaining < 0) throw refuse('failures', limits.failures, left.resetMs)
    },
  }
}
