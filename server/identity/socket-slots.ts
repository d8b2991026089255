// How many WebSockets one caller holds open at once, over all servers. Each process writes how many are open with it, under
// a key of its own that expires: a process that dies takes its count with it. What others hold is their rows' sum. Two
// sockets opening in two processes in the same instant may both be let in; the limit is against hundreds, not against one.
import { randomUUID } from 'node:crypto'
import type { OpenDatabase } from '../../db/client.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import type { Logger } from '../../shared/node/logger.ts'

const refreshMs = 30_000
const lifetimeMs = 3 * refreshMs

export interface SocketSlots {
  /** @returns what gives the slot back. @throws {CodeStoryError} rate_limited */
  take: (who: string) => Promise<() => void>
  close: () => Promise<void>
}

interface SocketSlotDeps {
  database: Pick<OpenDatabase, 'sql'>
  logger: Pick<Logger, 'error'>
  limit: number
}

export const openSocketSlots = ({ database: { sql }, logger, limit }: SocketSlotDeps): SocketSlots => {
  const process = randomUUID()
  const open = new Map<string, number>()
  const keyOf = (who: string): string => `sockets:${who}:${process}`

  const write = async (whos: readonly string[]): Promise<void> => {
    if (whos.length === 0) return
    const rows = whos.map((who) => ({ key: keyOf(who), points: open.get(who) ?? 0, expire: Date.now() + lifetimeMs }))
    await sql`insert into rate_limits ${sql(rows)} on conflict (key) do update set points = excluded.points, expire = excluded.expire`
  }
  /**
   * One after the other, each with the count of its moment: over several connections an older count could come last. One
   * that could not be written is too high or too low for a minute; nobody is turned away for it.
   */
  let writing: Promise<unknown> = Promise.resolve()
  const writeLater = (whos: readonly string[]): void => {
    writing = writing.then(() => write(whos)).catch((error: unknown) => logger.error({ err: error }, 'open sockets could not be counted'))
  }
  const countElsewhere = async (who: string): Promise<number> => {
    try {
      const [row] = await sql<{ held: number }[]>`
        select coalesce(sum(points), 0)::int as held from rate_limits
        where starts_with(key, ${`sockets:${who}:`}) and key <> ${keyOf(who)} and expire > ${Date.now()}`
      return row?.held ?? 0
    } catch (error) {
      logger.error({ err: error }, 'open sockets could not be counted')
      return 0
    }
  }

  const timer = setInterval(() => writeLater([...open.keys()]), refreshMs)
  timer.unref()

  return {
    take: async (who) => {
      const here = (open.get(who) ?? 0) + 1
      open.set(who, here)
      const give = (): void => {
        const left = (open.get(who) ?? 1) - 1
        if (left > 0) open.set(who, left)
        else open.delete(who)
        writeLater([who])
      }
      if (here + (await countElsewhere(who)) > limit) {
        give()
        throw new CodeStoryError('rate_limited', `${limit} connections are open for you, which is the limit. Close some first.`, { retryAfterSeconds: 60 })
      }
      writeLater([who])
      let given = false
      return () => {
        if (!given) give()
        given = true
      }
    },
    close: async () => {
      clearInterval(timer)
      await writing
      await sql`delete from rate_limits where starts_with(key, 'sockets:') and key like ${`%:${process}`}`
    },
  }
}
