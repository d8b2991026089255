// What a first visit to each page fetches of JavaScript until it rests, as the server sends it: all of it, also what is
// loaded later by itself.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launch, reason, screens } from './support/chromium.ts'
import { inventedRecord } from './support/invented-story.ts'
import { openStandIn } from './support/stand-in.ts'

const out = join(import.meta.dirname, '../../web/out')
const limitBytes = 200_000
const story = inventedRecord({ id: '00000000-0000-4000-8000-000000000001' })

/** Less than a kilobyte goes as it is. */
const sentBytes = (path: string, ending: '.gz' | '.br'): number => {
  const file = join(out, path)
  return statSync(existsSync(file + ending) ? file + ending : file).size
}

describe.skipIf(chromiumPath === undefined)(`the weight of the page${reason}`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())

  test.each(['/', '/library/', `/stories/${story.id}`, '/nowhere/'])('a first visit to %s fetches less than 200 kB of JavaScript', async (path) => {
    const standIn = await openStandIn({ port: 0, stories: [story], stepMs: null })
    const context = await browser.newContext({ ...screens.phone, baseURL: standIn.origin })
    try {
      const page = await context.newPage()
      const scripts = new Set<string>()
      page.on('request', (request) => {
        if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname)
      })
      await page.goto(path)
      await page.locator('html[data-typeface=ours]').waitFor()
      await page.waitForLoadState('networkidle')
      expect(scripts.size).toBeGreaterThan(3)
      const total = (ending: '.gz' | '.br') => [...scripts].reduce((sum, script) => sum + sentBytes(script, ending), 0)
      console.log(`${path}: ${scripts.size} scripts, ${total('.gz')} bytes by gzip, ${total('.br')} by Brotli`)
      expect(total('.gz')).toBeLessThan(limitBytes)
    } finally {
      await context.close()
      await standIn.close()
    }
  })
})
