// Gate 6: a user makes a story, waits, listens, looks things up, shares and deletes, through the real server and worker. Once
// with nothing configured, once with sign-in.
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SupabaseStandIn, serveSupabase } from '../support/supabase.ts'
import { chromiumPath, launch, reason, screens, watch } from './support/chromium.ts'
import { type Program, repository, startProgram } from './support/program.ts'

/** Two stories share two cores with everything else that runs there. */
const makingMs = 280_000
const skip = chromiumPath === undefined

const player = (page: Page) => page.getByRole('region', { name: 'Player' })
const positionOf = async (page: Page): Promise<number> => Number(await player(page).getByRole('slider', { name: 'Position' }).getAttribute('aria-valuenow'))
const expectPosition = (page: Page) => expect.poll(() => positionOf(page), { timeout: 15_000 })
const activeSentence = (page: Page) => page.locator('[data-sentence][aria-current]').textContent()

const make = async (page: Page): Promise<string> => {
  await page.getByLabel('Repository').first().fill(`https://github.com/${repository}`)
  await page.getByRole('region', { name: 'The repository' }).getByText('TypeScript').waitFor()
  await page.getByRole('radio', { name: /^5 min/ }).click()
  await page.getByRole('button', { name: 'Make the story' }).click()
  await page.waitForURL(/\/stories\/[\da-f-]{36}$/)
  return page.url()
}
const waitUntilReady = (page: Page) => page.getByRole('button', { name: 'Download' }).waitFor({ timeout: makingMs })
const expectPlaying = async (page: Page) => {
  await player(page).getByRole('button', { name: 'Pause' }).waitFor()
  const before = await positionOf(page)
  await expectPosition(page).toBeGreaterThan(before)
}

describe.skipIf(skip)(`with nothing configured${reason}`, () => {
  let program: Program
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let faults: string[]
  let address: string
  beforeAll(async () => {
    ;[program, browser] = await Promise.all([startProgram(), launch()])
    context = await browser.newContext({ ...screens.wide, baseURL: program.origin, acceptDownloads: true })
    ;({ page, faults } = watch(await context.newPage(), program.origin))
  })
  afterAll(async () => {
    await browser.close()
    await program.close()
  })

  test('there is no trace of sign-in', async () => {
    await page.goto('/')
    await page.getByRole('heading', { name: 'Hear how a codebase works' }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.getByText('Sign in').count()).toBe(0)
  })

  test('an address that is none is told so at the field, with the way out', async () => {
    await page.getByLabel('Repository').first().fill('https://gitlab.com/a/b')
    await page.getByRole('alert').filter({ hasText: 'github.com' }).waitFor()
    faults.length = 0
  })

  test('a repository becomes a story, over a reload in the middle', async () => {
    address = await make(page)
    await page.getByRole('progressbar').waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await waitUntilReady(page)
    await page.getByRole('tab', { name: 'Log' }).click()
    const actions = await page.getByRole('list', { name: 'Log, newest first' }).getByRole('listitem').allTextContents()
    expect(actions.filter((action) => action.includes('Story queued'))).toHaveLength(1)
    expect(actions[0]).toContain('Story generation complete')
    await page.getByRole('tab', { name: 'Transcript' }).click()
  })

  test('the episode plays from its address in the feed, and jumps by asking for a part of the file', async () => {
    const address = /<enclosure url="([^"]+)"/.exec(await (await fetch(`${program.origin}/feed.xml`)).text())?.[1] ?? ''
    const other = await context.newPage()
    const network = await context.newCDPSession(other)
    await network.send('Network.enable')
    const statuses: number[] = []
    network.on('Network.responseReceived', ({ response }) => {
      if (response.url === address) statuses.push(response.status)
    })
    await other.goto(address)
    const media = other.locator('video')
    const timeOf = () => media.evaluate((element: { currentTime: number }) => element.currentTime)
    await media.evaluate((element: { muted: boolean; currentTime: number; play: () => Promise<void> }) => {
      element.muted = true
      return element.play()
    })
    await expect.poll(timeOf, { timeout: 15_000 }).toBeGreaterThan(0)
    await media.evaluate((element: { muted: boolean; currentTime: number; play: () => Promise<void> }) => {
      element.currentTime = 200
    })
    await expect.poll(timeOf, { timeout: 15_000 }).toBeGreaterThan(200.2)
    expect(statuses).toContain(206)
    await other.close()
  })

  test('it plays, and the time advances', async () => {
    await page.getByRole('button', { name: 'Listen', exact: true }).click()
    await expectPlaying(page)
  })

  test('chapters and sentences are places to jump to, and the transcript follows', async () => {
    const chapter = page.getByRole('list', { name: 'Chapters' }).getByRole('button').nth(2)
    await chapter.click()
    await expect.poll(() => chapter.getAttribute('aria-current')).toBe('true')
    const title = (await chapter.locator('span').nth(1).textContent())?.split(',')[0] ?? ''
    await expect.poll(() => player(page).getByText(title).count()).toBeGreaterThan(0)
    const sentence = await activeSentence(page)
    await expect.poll(() => activeSentence(page), { timeout: 40_000 }).not.toBe(sentence)
    const last = page.locator('[data-sentence]').last()
    await last.click()
    await expect.poll(() => last.getAttribute('aria-current')).toBe('true')
  })

  test('the keyboard drives the player', async () => {
    await page.getByRole('list', { name: 'Chapters' }).getByRole('button').first().click()
    await page.locator('body').click({ position: { x: 5, y: 300 } })
    await page.keyboard.press('Space')
    await player(page).getByRole('button', { name: 'Play' }).waitFor()
    const before = await positionOf(page)
    await page.keyboard.press('ArrowRight')
    await expectPosition(page).toBeGreaterThanOrEqual(before + 14)
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('>')
    await player(page).getByRole('button', { name: 'Speed, 1.25 times' }).waitFor()
    await page.keyboard.press('<')
  })

  test('a cited source opens beside the text, with its lines and the way to that commit', async () => {
    const chip = page.getByRole('button', { name: /^Source .+, in server\// }).first()
    const [, file = ''] = /in (\S+)$/.exec((await chip.getAttribute('aria-label')) ?? '') ?? []
    await chip.click()
    const source = page.getByRole('region', { name: `Source: ${file}` })
    const line = await source.locator('code code, pre code > span').first().textContent()
    expect(line?.trim()).not.toBe('')
    expect(await source.getByRole('link', { name: /GitHub/ }).getAttribute('href')).toMatch(new RegExp(`/${repository}/blob/[\\da-f]{40}/${file}#L\\d+`))
    await source.getByRole('button', { name: 'Close the source' }).click()
  })

  test('audio, transcript and script can be taken along', async () => {
    const take = async (name: string): Promise<{ file: string; start: string }> => {
      await page.getByRole('button', { name: 'Download' }).click()
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()])
      return { file: download.suggestedFilename(), start: (await readFile(await download.path())).subarray(0, 200).toString('latin1') }
    }
    expect(await take('Audio (MP3)')).toMatchObject({ file: expect.stringMatching(/\.mp3$/), start: expect.stringMatching(/^ID3/) })
    expect(await take('Transcript (VTT)')).toMatchObject({ file: expect.stringMatching(/\.vtt$/), start: expect.stringMatching(/^WEBVTT/) })
    expect(await take('Script (Markdown)')).toMatchObject({ file: expect.stringMatching(/\.md$/), start: expect.stringMatching(/^# /) })
  })

  test('it goes on while one looks around, and is found again where it was left', async () => {
    await player(page).getByRole('button', { name: 'Play' }).click()
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByRole('heading', { name: 'Library' }).waitFor()
    await expectPlaying(page)
    await player(page).getByRole('button', { name: 'Pause' }).click()
    const left = await positionOf(page)
    await page.goto(address)
    await player(page).waitFor()
    await expectPosition(page).toBeGreaterThanOrEqual(left - 1)
    expect(await positionOf(page)).toBeLessThanOrEqual(left + 1)
  })

  test('its link opens for somebody else who reaches this server', async () => {
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    const link = await page.getByRole('dialog').getByLabel('Link').inputValue()
    await page.keyboard.press('Escape')
    expect(link).toBe(address)
    const other = await browser.newContext(screens.phone)
    const guest = await other.newPage()
    await guest.goto(link)
    await guest.getByRole('button', { name: 'Listen', exact: true }).click()
    await expectPlaying(guest)
    await other.close()
  })

  test('a story can be cancelled, and goes on where it stopped', async () => {
    await page.goto('/')
    await make(page)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('This story was cancelled').waitFor()
    await page.getByRole('button', { name: 'Go on where it stopped' }).click()
    await waitUntilReady(page)
  })

  test('a deleted story comes back if one wishes, and is gone if not', async () => {
    await page.goto('/library/')
    const cards = page.getByRole('main').getByRole('listitem')
    await expect.poll(() => cards.count()).toBe(2)
    const remove = async () => {
      await cards.first().getByRole('button').click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await expect.poll(() => cards.count()).toBe(1)
    }
    await remove()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => cards.count()).toBe(2)
    await remove()
    await page.goto('/')
    await page.goto('/library/')
    await expect.poll(() => cards.count()).toBe(1)
  })

  test('all the while nothing went wrong and no other host was asked', () => {
    expect(faults).toEqual([])
  })
})

describe.skipIf(skip)(`with sign-in${reason}`, () => {
  const user = { email: 'ada@example.invalid', password: 'the analytical engine' }
  let supabase: SupabaseStandIn
  let program: Program
  let browser: Browser
  let page: Page
  let address: string
  beforeAll(async () => {
    supabase = await serveSupabase({ users: [user] })
    ;[program, browser] = await Promise.all([
      startProgram({ SUPABASE_URL: supabase.url, SUPABASE_ANON_KEY: supabase.anonKey, SUPABASE_SERVICE_ROLE_KEY: supabase.serviceRoleKey }),
      launch(),
    ])
    const context = await browser.newContext({ ...screens.wide, baseURL: program.origin })
    page = await context.newPage()
  })
  afterAll(async () => {
    await browser.close()
    await program.close()
    await supabase.close()
  })

  const signIn = async (password: string) => {
    await page.getByLabel('E-mail').fill(user.email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
  }

  test('what was typed before signing in is still there afterwards', async () => {
    await page.goto('/')
    await page.getByLabel('Repository').first().fill(repository)
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
    await signIn('wrong')
    await page.getByText('Invalid login credentials').waitFor()
    await signIn(user.password)
    await page.getByRole('region', { name: 'The repository' }).waitFor()
    expect(await page.getByLabel('Repository').first().inputValue()).toBe(repository)
  })

  test('a repository becomes a story that plays', async () => {
    address = await make(page)
    await waitUntilReady(page)
    await page.getByRole('button', { name: 'Listen', exact: true }).click()
    await expectPlaying(page)
  })

  test('it is private until it is made public', async () => {
    const stranger = await browser.newContext({ ...screens.phone, baseURL: program.origin })
    const guest = await stranger.newPage()
    await guest.goto(address)
    await guest.getByText('This story is private').waitFor()
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await page.getByRole('switch', { name: 'Public' }).click()
    await page.getByText('Whoever has the link').waitFor()
    await page.keyboard.press('Escape')
    await guest.reload()
    await guest.getByRole('button', { name: 'Listen', exact: true }).click()
    await expectPlaying(guest)
    expect(await guest.getByRole('button', { name: 'More', exact: true }).count()).toBe(0)
    await stranger.close()
  })

  test('use and data are shown to their owner, and nothing after signing out', async () => {
    await page.getByRole('button', { name: 'Account', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Account' }).click()
    await page.getByRole('table').waitFor()
    await page.getByRole('button', { name: 'Account', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByText('Sign in to see your library').waitFor()
  })
})
