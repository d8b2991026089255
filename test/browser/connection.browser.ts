// What a bad line does to somebody who is watching a story being made, or who is quicker than the page.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath, launch, reason, screens } from './support/chromium.ts'
import { inventedRecord } from './support/invented-story.ts'
import { openStandIn } from './support/stand-in.ts'

const finished = inventedRecord({ id: '00000000-0000-4000-8000-000000000001' })

describe.skipIf(chromiumPath === undefined)(`on a bad line${reason}`, () => {
  let browser: Browser
  let standIn: Awaited<ReturnType<typeof openStandIn>>
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    standIn = await openStandIn({ port: 0, stories: [finished], stepMs: 150 })
    context = await browser.newContext({ ...screens.phone, baseURL: standIn.origin })
    page = await context.newPage()
  })
  afterEach(async () => {
    await context.close()
    await standIn.close()
  })

  test('the page says that the connection is lost, and catches up without gap or repeat when it is back', async () => {
    await page.goto('/')
    await page.getByLabel('Repository').first().fill('tideline/harbor')
    await page.getByRole('button', { name: 'Make the story' }).click()
    await page.getByRole('progressbar').waitFor()
    await page.getByText('Starting repository analysis').first().waitFor()
    standIn.setAway(true)
    await page.getByText('Connection lost.').waitFor()
    // Long enough for several steps to happen unseen.
    await page.waitForTimeout(1500)
    standIn.setAway(false)
    await page.getByRole('button', { name: 'Listen', exact: true }).waitFor({ timeout: 30_000 })
    await page.getByRole('tab', { name: 'Log' }).click()
    await page.getByText('Story generation complete').first().waitFor()
    expect(await page.getByText('Connection lost.').count()).toBe(0)
    const actions = await page.getByRole('list', { name: 'Log, newest first' }).getByRole('listitem').allTextContents()
    const named = [
      'Story generation complete',
      'Audio complete',
      'Generating audio',
      'Generating narrative',
      'Analysis complete',
      'Starting repository analysis',
    ]
    for (const name of named) expect([name, actions.filter((action) => action.includes(name)).length]).toEqual([name, 1])
  })

  /** The code is on its way until it is let through; what a page that was left asked for is of no interest any more. */
  const holdCode = async (): Promise<() => void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    await page.route('**/_next/static/**/*.js', async (route) => {
      await promise
      await route.continue().catch(() => undefined)
    })
    return resolve
  }

  test.each([
    [`/stories/${finished.id}`, '/trpc/stories.transcript,stories.get', '[data-sentence]'],
    [`/stories/?id=${finished.id}`, '/trpc/stories.transcript,stories.get', '[data-sentence]'],
    ['/library/', '/trpc/stories.list', 'main li h2'],
  ])('what %s shows is asked for while the code is on its way, and not again', async (address, question, content) => {
    const letThrough = await holdCode()
    await page.goto(address, { waitUntil: 'commit' })
    const questions = () => standIn.asked.filter((path) => /^\/(trpc\/stories\.(transcript|get|list)|api\/config)/.test(path)).toSorted()
    await expect.poll(questions).toEqual(['/api/config', question])
    letThrough()
    await page.locator(content).first().waitFor()
    await page.locator('html[data-typeface=ours]').waitFor()
    expect(questions()).toEqual(['/api/config', question])
  })

  test('what is typed before the code has arrived is kept', async () => {
    const letThrough = await holdCode()
    await page.goto('/', { waitUntil: 'commit' })
    const field = page.getByLabel('Repository').first()
    await field.fill('tideline/harbor')
    letThrough()
    await page.getByRole('region', { name: 'The repository' }).getByText('TypeScript').waitFor()
    expect(await field.inputValue()).toBe('tideline/harbor')
  })

  test('what is sent before the code has arrived is looked at when it has', async () => {
    const letThrough = await holdCode()
    await page.goto('/', { waitUntil: 'commit' })
    await page.getByLabel('Repository').first().fill('tideline/harbor')
    await page.getByLabel('Repository').first().press('Enter', { noWaitAfter: true })
    await page.waitForURL(/\?repo=tideline/, { waitUntil: 'commit' })
    letThrough()
    await page.getByRole('region', { name: 'The repository' }).getByText('TypeScript').waitFor()
  })
})
