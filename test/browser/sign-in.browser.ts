// The ways to sign in that lead over another page. The password's way is part of gate 6.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type SupabaseStandIn, serveSupabase } from '../support/supabase.ts'
import { chromiumPath, launch, reason, screens } from './support/chromium.ts'
import { openStandIn } from './support/stand-in.ts'

const user = { email: 'ada@example.invalid', password: 'the analytical engine' }

describe.skipIf(chromiumPath === undefined)(`signing in by way of another page${reason}`, () => {
  let browser: Browser
  let supabase: SupabaseStandIn
  let standIn: Awaited<ReturnType<typeof openStandIn>>
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    supabase = await serveSupabase({ users: [user] })
    standIn = await openStandIn({ port: 0, stories: [], stepMs: null, supabase: { url: supabase.url, anonKey: supabase.anonKey } })
    context = await browser.newContext({ ...screens.phone, baseURL: standIn.origin })
    page = await context.newPage()
  })
  afterEach(async () => {
    await context.close()
    await standIn.close()
    await supabase.close()
  })

  const askForLink = async () => {
    await page.goto('/sign-in/?to=/library/')
    await page.getByRole('button', { name: 'Sign in by e-mail' }).click()
    await page.getByLabel('E-mail').fill(user.email)
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await page.getByText('Look into your mail').waitFor()
    const mail = supabase.mails.at(-1)
    expect(mail?.to).toBe(user.email)
    return mail?.link ?? ''
  }

  test('the link in the mail signs in and leads to where one wanted to go', async () => {
    await page.goto(await askForLink())
    await page.getByText('No stories yet').waitFor()
    expect(new URL(page.url()).pathname).toBe('/library/')
    await page.getByRole('button', { name: 'Account', exact: true }).click()
    await page.getByText(user.email).waitFor()
  })

  test('a link that was used up says so', async () => {
    const link = await askForLink()
    const elsewhere = await browser.newContext({ baseURL: standIn.origin })
    await (await elsewhere.newPage()).goto(link)
    await elsewhere.close()
    await page.goto(link)
    await page.getByText('Email link is invalid or has expired').waitFor()
    await page.getByText('Sign in to see your library').waitFor()
  })

  test('GitHub signs in and leads back', async () => {
    await page.goto('/sign-in/?to=/account/')
    await page.getByRole('button', { name: 'Continue with GitHub' }).click()
    await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
    await page.getByText(user.email).first().waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
  })
})
