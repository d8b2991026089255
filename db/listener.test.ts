import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import postgres from 'postgres'
import { expect, inject, test } from 'vitest'
import { cloneDatabase } from '../test/support/database.ts'
import { openListener } from './listener.ts'

const logger = pino({ level: 'silent' })
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await sleep(5)
}

test('notifications are heard, also after the connection was lost, and each reconnection rings every bell once', async () => {
  const clone = await cloneDatabase(inject('postgresUrl'))
  const sql = postgres(clone.url, { max: 1 })
  let sessions = 0
  const listener = await openListener(clone.url, {
    channels: ['bell', 'other'],
    logger,
    onConnect: async () => {
      sessions += 1
    },
  })
  const heard: (string | null)[] = []
  listener.subscribe('bell', (payload) => heard.push(payload))
  await sql`select pg_notify('bell', 'one'), pg_notify('other', 'not ours')`
  await until(() => heard.length === 1)

  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'code-story listener' and datname = current_database()`
  await until(() => heard.length === 2)
  expect(sessions).toBe(2)
  await sql`select pg_notify('bell', 'two')`
  await until(() => heard.length === 3)
  expect(heard).toEqual(['one', null, 'two'])
  expect(() => listener.subscribe('unnamed', () => undefined)).toThrow(/unnamed/)

  await listener.close()
  expect(listener.connectedSince()).toBe(null)
  await sql.end()
  await clone.drop()
})
