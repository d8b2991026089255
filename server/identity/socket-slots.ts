// How many WebSockets one caller holds open at once, over all servers. Each process writes how many are open with it, under
// a key of its own that expires: a process that dies takes its count with it. What others hold is their rows' sum. Reading
// that sum and writing the own count is one act, under a lock of the caller's, so that two sockets which open in two
// processes in the same instant can't both be the last. Those that open with one process at the same moment share it.
import { randomUUID } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { batched } from '../../db/batched.ts'
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

  const write = async (client: typeof sql | TransactionSql, whos: readonly string[], countOf: (who: string) => number): Promise<void> => {
    if (whos.length === 0) return
    const rows = whos.map((who) => ({ key: keyOf(who), points: countOf(who), expire: Date.now() + lifetimeMs }))
    await client`insert into rate_limits ${sql(rows)} on conflict (key) do update set points = excluded.points, expire = excluded.expire`
  }
  const openHere = (who: string): number => open.get(who) ?? 0
  /**
   * One after the other, each with the count of its moment: over several connections an older count could come last. One
   * that could not be written is too high or too low for a minute; nobody is turned away for it.
   */
  let writing: Promise<unknown> = Promise.resolve()
  const writeLater = (whos: readonly string[]): void => {
    writing = writing.then(() => write(sql, whos, openHere)).catch((error: unknown) => logger.error({ err: error }, 'open sockets could not be counted'))
  }

  const letIn = (granted: ReadonlyMap<string, number>): void => {
    for (const [who, count] of granted) if (count > 0) open.set(who, openHere(who) + count)
  }
  /** How many more each may open, of those that it asks for. They count as open from now on. */
  const admit = async (wanted: ReadonlyMap<string, number>): Promise<Map<string, number>> => {
    const granted = await sql.begin(async (tx) => {
      // In one order everywhere, so that no two processes wait for each other.
      const whos = [...wanted.keys()].sort()
      await tx`select pg_advisory_xact_lock(hashtextextended('sockets:' || who, 0)) from unnest(${whos}::text[]) with ordinality as asked(who, place) order by place`
      const elsewhere = await tx<{ who: string; held: number }[]>`
        select who, (select coalesce(sum(points), 0)::int from rate_limits
          where starts_with(key, 'sockets:' || who || ':') and key <> 'sockets:' || who || ':' || ${process} and expire > ${Date.now()}) as held
        from unnest(${whos}::text[]) as asked(who)`
      const granted = new Map(elsewhere.map(({ who, held }) => [who, Math.max(0, Math.min(wanted.get(who) ?? 0, limit - held - openHere(who)))]))
      await write(tx, whos, (who) => openHere(who) + (granted.get(who) ?? 0))
      return granted
    })
    letIn(granted)
    return granted
  }
  const admitUncounted = (wanted: ReadonlyMap<string, number>, error: unknown): Map<string, number> => {
    logger.error({ err: error }, 'open sockets could not be counted')
    const granted = new Map([...wanted].map(([who, count]): [string, number] => [who, Math.max(0, Math.min(count, limit - openHere(who)))]))
    letIn(granted)
    return granted
  }

  const ask = batched(
    async (whos: string[]): Promise<boolean[]> => {
      const wanted = new Map<string, number>()
      for (const who of whos) wanted.set(who, (wanted.get(who) ?? 0) + 1)
      const admitting = writing.then(() => admit(wanted)).catch((error: unknown) => admitUncounted(wanted, error))
      writing = admitting
      const left = await admitting
      return whos.map((who) => {
        const mayOpen = left.get(who) ?? 0
        left.set(who, mayOpen - 1)
        return mayOpen > 0
      })
    },
    { underWay: 1, most: 200 },
  )

  const timer = setInterval(() => writeLater([...open.keys()]), refreshMs)
  timer.unref()

  return {
    take: async (who) => {
      if (!(await ask(who)))
        throw new CodeStoryError('rate_limited', `${limit} connections are open for you, which is the limit. Close some first.`, {
          retryAfterSeconds: 60,
          quota: { name: 'sockets', limit },
        })
      let given = false
      return () => {
        if (given) return
        given = true
        const left = openHere(who) - 1
        if (left > 0) open.set(who, left)
        else open.delete(who)
        writeLater([who])
      }
    },
    close: async () => {
      clearInterval(timer)
      await writing
      await sql`delete from rate_limits where starts_with(key, 'sockets:') and key like ${`%:${process}`}`
    },
  }
}
