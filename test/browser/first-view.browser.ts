// What somebody on a slow line has while the page's code is on its way: the words, the links, and the sound.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath, expectAccessible, launch, reason, screens, watch } from './support/chromium.ts'
import { inventedRecord } from './support/invented-story.ts'
import { openStandIn } from './support/stand-in.ts'

const id = '00000000-0000-4000-8000-000000000001'
const title = '<b>Harbor</b> & “a patient queue”'
const stories = [
  inventedRecord({ id, title, is_public: true, warnings: ['The repository has no more to tell.'] }),
  inventedRecord({ id: '00000000-0000-4000-8000-000000000002', repo_name: 'tideline/quay', status: 'failed', error_code: 'poisoned', title: null }),
  inventedRecord({ id: '00000000-0000-4000-8000-000000000003', repo_name: 'tideline/mole', status: 'generating', progress: 55, engines: null }),
]

describe.skipIf(chromiumPath === undefined)(`before the code is there${reason}`, () => {
  let browser: Browser
  let standIn: Awaited<ReturnType<typeof openStandIn>>
  let context: BrowserContext
  let page: Page
  let faults: string[]
  let letThrough: () => void
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    standIn = await openStandIn({ port: 0, stories, stepMs: null, answered: true })
    context = await browser.newContext({ ...screens.phone, baseURL: standIn.origin })
    ;({ page, faults } = watch(await context.newPage(), standIn.origin))
    const { promise, resolve } = Promise.withResolvers<void>()
    letThrough = resolve
    await page.route('**/_next/static/**/*.js', async (route) => {
      await promise
      await route.continue().catch(() => undefined)
    })
  })
  afterEach(async () => {
    await context.close()
    await standIn.close()
  })

  const arrived = () => page.locator('html[data-typeface=ours]').waitFor()
  /** What is read, without the numbers that the player puts its own mark in the place of. */
  const words = async () =>
    (await page.locator('main').allInnerTexts())
      .join()
      .split('\n')
      .filter((line) => /\D/.test(line))

  test('a story reads as it does afterwards, word for word, and nothing is asked for again', async () => {
    await page.goto(`/stories/${id}`, { waitUntil: 'commit' })
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    const before = await words()
    expect(before).toContain('A quay for jobs')
    await expectAccessible(page)
    letThrough()
    await arrived()
    await page.locator('[data-sentence]').nth(10).waitFor()
    expect((await words()).slice(0, before.length)).toEqual(before)
    expect(standIn.asked.filter((path) => /^\/api\/config|stories\.(get|transcript)/.test(path))).toEqual([])
    expect(faults).toEqual([])
  })

  test('the library reads as it does afterwards, whatever state a story is in', async () => {
    await page.goto('/library/', { waitUntil: 'commit' })
    await page.getByRole('heading', { level: 2, name: 'tideline/quay' }).waitFor()
    const cards = async () => (await page.locator('main li').allInnerTexts()).map((card) => card.split('\n').map((line) => line.trim()))
    const before = await cards()
    const tones = () => page.locator('main li [data-tone]').evaluateAll((badges) => badges.map((badge) => badge.getAttribute('data-tone')))
    expect(await tones()).toEqual(['plain', 'bad', 'accent'])
    letThrough()
    await arrived()
    expect(await cards()).toEqual(before)
    expect(await tones()).toEqual(['plain', 'bad', 'accent'])
    expect(standIn.asked.filter((path) => /^\/api\/config|stories\.list/.test(path))).toEqual([])
    expect(faults).toEqual([])
  })

  test('Listen plays at once, and the player takes over what plays', async () => {
    await page.goto(`/stories/${id}`, { waitUntil: 'commit' })
    await page.getByRole('button', { name: 'Listen', exact: true }).click()
    const heardSeconds = () => page.evaluate('window.firstAudio.currentTime') as Promise<number>
    await expect.poll(heardSeconds).toBeGreaterThan(0.3)
    await page.getByRole('main').getByRole('button', { name: 'Pause', exact: true }).waitFor()
    const before = await heardSeconds()
    letThrough()
    const position = page.getByRole('slider', { name: 'Position' })
    await expect.poll(async () => Number(await position.getAttribute('aria-valuenow'))).toBeGreaterThan(before)
    await page.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Pause' }).click()
    expect(await page.evaluate('window.firstAudio.paused')).toBe(true)
  })

  test('what was just deleted does not come back for a moment', async () => {
    await page.addInitScript(`localStorage.setItem('code-story:deletions', JSON.stringify({ '${id}': Date.now() }))`)
    await page.goto('/library/', { waitUntil: 'commit' })
    await page.getByRole('status', { name: 'Loading the library' }).waitFor()
    letThrough()
    await page.getByRole('heading', { level: 2, name: 'tideline/quay' }).waitFor()
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['tideline/quay', 'Harbor: a patient queue'])
    expect(standIn.asked.filter((path) => path.includes(`${id}/cover`))).toEqual([])
  })

  test('any other press is heard when the code is there', async () => {
    await page.goto(`/stories/${id}`, { waitUntil: 'commit' })
    await page.getByRole('tab', { name: 'Log' }).click()
    letThrough()
    await page.getByRole('list', { name: 'Log, newest first' }).waitFor()
    expect(await page.getByRole('tab', { name: 'Log' }).getAttribute('aria-selected')).toBe('true')
  })
})
