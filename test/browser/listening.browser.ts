// Hearing and choosing, where the real program would make one wait: the lock screen's buttons, voice samples, a chat that
// fills the form in, and finding a story again.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath, launch, reason, screens } from './support/chromium.ts'
import { inventedRecord } from './support/invented-story.ts'
import { openStandIn } from './support/stand-in.ts'

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const stories = [
  inventedRecord({ id: id(1) }),
  inventedRecord({ id: id(2), title: 'Breakwater for two voices', repo_name: 'tideline/breakwater', style: 'podcast' }),
  inventedRecord({ id: id(3), title: 'Lighthouse', repo_name: 'tideline/lighthouse', status: 'failed', error_code: 'cancelled' }),
]

/** Stands for the lock screen: keeps what the page registers, so that a test can press it. */
const lockScreen = `
  window.lockScreen = {}
  navigator.mediaSession.setActionHandler = (action, handler) => { window.lockScreen[action] = handler }
`

describe.skipIf(chromiumPath === undefined)(`listening and choosing${reason}`, () => {
  let browser: Browser
  let standIn: Awaited<ReturnType<typeof openStandIn>>
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    standIn = await openStandIn({ port: 0, stories, stepMs: null })
    context = await browser.newContext({ ...screens.wide, baseURL: standIn.origin })
    page = await context.newPage()
  })
  afterEach(async () => {
    await context.close()
    await standIn.close()
  })
  const player = () => page.getByRole('region', { name: 'Player' })
  const inspect = async () => {
    await page.goto('/')
    await page.getByLabel('Repository').first().fill('tideline/harbor')
    await page.getByRole('button', { name: 'Make the story' }).waitFor()
  }

  test('the lock screen shows the chapter and drives the player', async () => {
    await page.addInitScript(lockScreen)
    await page.goto(`/stories/${id(1)}`)
    await page.getByRole('button', { name: 'Listen', exact: true }).click()
    await player().getByRole('button', { name: 'Pause' }).waitFor()
    const shown = () => page.evaluate('[navigator.mediaSession.metadata.title, navigator.mediaSession.metadata.album, navigator.mediaSession.playbackState]')
    const press = (action: string, details = '{}') => page.evaluate(`window.lockScreen.${action}(${details})`)
    await expect.poll(shown).toEqual(['A quay for jobs', 'tideline/harbor', 'playing'])
    await press('nexttrack')
    await expect.poll(shown).toEqual(['Where a job comes in', 'tideline/harbor', 'playing'])
    await press('pause')
    await press('pause')
    await expect.poll(shown).toEqual(['Where a job comes in', 'tideline/harbor', 'paused'])
    await press('seekto', '{ seekTime: 50 }')
    await press('play')
    await press('play')
    await expect.poll(shown).toEqual(['The lease, and what happens when it breaks', 'tideline/harbor', 'playing'])
  })

  test('the transcript follows the voice until the reader scrolls, and again when asked', async () => {
    await page.goto(`/stories/${id(1)}`)
    await page.getByRole('button', { name: 'Listen', exact: true }).click()
    const lit = page.locator('[data-sentence][aria-current]')
    await expect.poll(() => lit.textContent()).toContain('Harbor calls itself')
    await expect.poll(() => lit.textContent(), { timeout: 20_000 }).toContain('There is one process')
    await page.mouse.move(700, 400)
    await page.mouse.wheel(0, 200)
    await page.getByRole('button', { name: 'Follow the voice' }).click()
    await expect.poll(() => page.getByRole('button', { name: 'Follow the voice' }).count()).toBe(0)
  })

  test('a cited source opens with its lines lit and numbered', async () => {
    await page.goto(`/stories/${id(1)}`)
    await page.getByRole('button', { name: 'Source lease.ts:33, in src/lease.ts' }).click()
    const source = page.getByRole('region', { name: 'Source: src/lease.ts' })
    await source.getByText('export const takeLease').first().waitFor()
    expect(await source.locator('.bg-lit').count()).toBe(58 - 33 + 1)
  })

  test('a voice can be heard before it is chosen, and stopped', async () => {
    await inspect()
    const asked = page.waitForRequest(/\/api\/voices\/Drew\/sample\.mp3$/)
    await page.getByRole('button', { name: 'Hear Drew' }).click()
    await asked
    await page.getByRole('button', { name: 'Stop Drew’s sample' }).click()
    await page.getByRole('button', { name: 'Hear Drew' }).waitFor()
  })

  test('a chat fills the form in while one talks, and the choices outlive a reload', async () => {
    await inspect()
    await page.getByRole('tab', { name: 'Talk it over' }).click()
    await page.getByLabel('What do you want to hear?').fill('How does a lease survive a crash?')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Filled in: Technical · 10 min · Advanced · leases · retries').waitFor()
    await page.getByText('who knows queues well.').waitFor()
    await page.getByRole('tab', { name: 'Choose', exact: true }).click()
    for (const name of [/^Technical/, /^10 min/, /^Advanced/]) expect(await page.getByRole('radio', { name }).getAttribute('aria-checked')).toBe('true')
    await page.getByRole('button', { name: 'Make the story' }).click()
    await page.waitForURL(/\/stories\/[\da-f-]{36}$/)
    await inspect()
    expect(await page.getByRole('radio', { name: /^Technical/ }).getAttribute('aria-checked')).toBe('true')
  })

  test('the library finds by words, repository, style and state, and still does after a reload', async () => {
    await page.goto('/library/')
    const titles = () => page.getByRole('main').getByRole('listitem').getByRole('heading').allTextContents()
    await expect.poll(titles).toHaveLength(3)
    await page.getByLabel('Search stories').fill('breakw')
    await expect.poll(titles).toEqual(['Breakwater for two voices'])
    await page.getByLabel('Search stories').fill('')
    await page.getByLabel('Style').selectOption('podcast')
    await expect.poll(titles).toEqual(['Breakwater for two voices'])
    await page.getByLabel('Style').selectOption('')
    await page.getByLabel('State').selectOption('failed')
    await expect.poll(titles).toEqual(['Lighthouse'])
    await page.getByLabel('State').selectOption('')
    await page.getByLabel('Repository').selectOption('tideline/harbor')
    await expect.poll(titles).toEqual(['Harbor: a patient queue'])
    await page.getByLabel('State').selectOption('completed')
    // The address says it, so that it is still there after a look at a story.
    await page.reload()
    await expect.poll(titles).toEqual(['Harbor: a patient queue'])
    expect(await page.getByLabel('State').inputValue()).toBe('completed')
  })
})
