// Every page in every state, on a phone and on a wide screen, in light and in dark: without a finding of axe, without an
// error, without a request to another host, and as a picture in docs/screenshots. A state is brought about once for each
// screen and then shown in both colours; axe sees the phone in light and the wide screen in dark.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCover, smallCoverWidth } from '../../story/audio/cover.ts'
import { languageColour } from '../../story/audio/language-colours.ts'
import { type SupabaseStandIn, serveSupabase } from '../support/supabase.ts'
import { chromiumPath, expectAccessible, launch, reason, schemes, screens, watch } from './support/chromium.ts'
import { inventedRecord } from './support/invented-story.ts'
import { openStandIn } from './support/stand-in.ts'

const pictures = join(import.meta.dirname, '../../docs/screenshots')
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

const longName = 'an-organisation-with-a-very-long-name-indeed/a-repository-whose-name-nobody-could-ever-remember-or-type-correctly'
const stories = [
  inventedRecord({ id: id(1) }),
  inventedRecord({
    id: id(2),
    status: 'synthesizing',
    progress: 78,
    duration_seconds: null,
    repo_name: 'tideline/breakwater',
    title: 'Breakwater: where the waves stop',
  }),
  inventedRecord({
    id: id(3),
    repo_name: 'tideline/harbour',
    status: 'failed',
    progress: 12,
    title: null,
    summary: null,
    engines: null,
    commit_sha: null,
    error_code: 'repository_not_found',
    error_message: 'github.com has no repository tideline/harbour, or it is private. Check the spelling, or set GITHUB_TOKEN for a private one.',
  }),
  inventedRecord({
    id: id(4),
    repo_name: longName,
    title: 'Everything that one has to know about the repository whose name nobody could ever remember, told slowly and from the beginning',
    style: 'podcast',
    is_public: true,
    engines: { narrator: 'claude-opus-4-5-20251101', voice: 'eleven_flash_v2_5' },
    warnings: ['The repository has no more to tell than 7 minutes.', 'GitHub could not be asked for stars and topics.'],
  }),
  inventedRecord({
    id: id(5),
    status: 'failed',
    progress: 55,
    error_code: 'cancelled',
    error_message: 'Cancelled.',
    title: 'Lighthouse',
    repo_name: 'tideline/lighthouse',
  }),
  inventedRecord({ id: id(6), status: 'analyzing', progress: 18, title: null, summary: null, engines: null, commit_sha: null, repo_name: 'tideline/ferry' }),
]

const user = { email: 'ada@example.invalid', password: 'the analytical engine' }
const servers = ['full', 'empty', 'sign-in'] as const

/** Drawn as the real ones are, from an invented graph. */
const drawCover = (repository: string): Promise<Uint8Array> => {
  const [owner = '', name = ''] = repository.split('/')
  const colours = ['TypeScript', 'SQL', 'Rust', 'Shell'].map(languageColour)
  const nodes = Array.from({ length: 6 + (name.length % 7) }, (_, index) => ({
    name: `${name}${index}`,
    weight: 400 - index * 30,
    colour: colours[(index * name.length) % colours.length] ?? '#fff',
  }))
  const links = nodes.flatMap((_, index) => [
    { from: index, to: (index * 3 + 1) % nodes.length },
    { from: index, to: (index + 2) % nodes.length },
  ])
  return makeCover(
    {
      name,
      owner,
      languages: [
        { name: 'TypeScript', share: 0.8 },
        { name: 'SQL', share: 0.2 },
      ],
      nodes,
      links,
    },
    { width: smallCoverWidth },
  )
}

interface State {
  name: string
  path: string
  server?: (typeof servers)[number]
  prepare?: (page: Page) => Promise<unknown>
  /** What this state is about, and so no fault. */
  expected?: RegExp
}

const inspect = async (page: Page) => {
  await page.getByLabel('Repository').first().fill('tideline/harbor')
  await page.getByRole('button', { name: 'Make the story' }).waitFor()
}
const listen = async (page: Page) => {
  await page.getByRole('button', { name: 'Listen', exact: true }).click()
  await page.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Pause' }).waitFor()
}

const states: readonly State[] = [
  { name: 'make-new', path: '/', server: 'empty' },
  { name: 'make', path: '/', prepare: inspect },
  {
    name: 'make-chat',
    path: '/',
    prepare: async (page) => {
      await inspect(page)
      await page.getByRole('tab', { name: 'Talk it over' }).click()
      await page.getByLabel('What do you want to hear?').fill('How does a lease survive a crash? I know queues, not this one.')
      await page.getByRole('button', { name: 'Send' }).click()
      await page.getByText('who knows queues well.').waitFor()
    },
  },
  {
    name: 'make-wrong',
    path: '/',
    prepare: async (page) => {
      await page.getByLabel('Repository').first().fill('https://gitlab.com/tideline/harbor')
      await page.locator('#repository-help').getByRole('alert').waitFor()
    },
    expected: /422/,
  },
  { name: 'making', path: `/stories/${id(2)}`, prepare: (page) => page.getByRole('tab', { name: 'Log' }).click() },
  { name: 'making-early', path: `/stories/${id(6)}`, prepare: (page) => page.getByText('Analysis complete').first().waitFor() },
  { name: 'failed', path: `/stories/${id(3)}` },
  { name: 'cancelled', path: `/stories/${id(5)}` },
  { name: 'listen', path: `/stories/${id(1)}`, prepare: listen },
  {
    name: 'listen-source',
    path: `/stories/${id(1)}`,
    prepare: async (page) => {
      await listen(page)
      await page.getByRole('button', { name: 'Source lease.ts:33, in src/lease.ts' }).click()
      await page.getByText('export const takeLease').first().waitFor()
    },
  },
  {
    name: 'listen-sources',
    path: `/stories/${id(1)}`,
    prepare: async (page) => {
      await page.getByRole('tab', { name: 'Sources' }).click()
      await page.getByRole('button', { name: 'src/lease.ts' }).first().waitFor()
    },
  },
  { name: 'listen-long', path: `/stories/${id(4)}` },
  {
    name: 'listen-log',
    path: `/stories/${id(4)}`,
    prepare: async (page) => {
      await page.getByRole('tab', { name: 'Log' }).click()
      await page.getByText('trying again').first().click()
      await page.getByRole('button', { name: 'Show 41 earlier lines' }).waitFor()
      await page.getByText('trying again').first().scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'listen-share',
    path: `/stories/${id(1)}`,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Share', exact: true }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'listen-keyboard',
    path: `/stories/${id(1)}`,
    prepare: async (page) => {
      await page.getByRole('region', { name: 'Player' }).waitFor()
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    },
  },
  { name: 'library', path: '/library/', prepare: (page) => page.getByRole('link', { name: 'Lighthouse' }).waitFor() },
  {
    name: 'library-menu',
    path: '/library/',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'More about Lighthouse' }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).waitFor()
    },
  },
  {
    name: 'library-deleted',
    path: '/library/',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'More about Lighthouse' }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await page.getByRole('button', { name: 'Undo' }).waitFor()
    },
  },
  { name: 'library-empty', path: '/library/', server: 'empty', prepare: (page) => page.getByText('No stories yet').waitFor() },
  {
    name: 'library-nothing-found',
    path: '/library/',
    prepare: async (page) => {
      await page.getByLabel('Search stories').fill('submarine')
      await page.getByText('Nothing matches').waitFor()
    },
  },
  {
    name: 'library-away',
    path: '/library/',
    prepare: async (page) => {
      await page.route('**/trpc/**', (route) => route.abort())
      await page.reload()
      await page.getByText('could not be loaded').waitFor({ timeout: 30_000 })
    },
    expected: /ERR_FAILED|Failed to load|WebSocket/,
  },
  { name: 'story-gone', path: `/stories/${id(99)}`, prepare: (page) => page.getByText('There is no such story').waitFor(), expected: /404/ },
  { name: 'not-found', path: '/nowhere/', expected: /404/ },
  {
    name: 'broken',
    path: '/library/',
    prepare: async (page) => {
      // A fault of ours: an answer that the page does not understand.
      await page.route('**/trpc/stories.list**', (route) =>
        route.fulfill({ json: [{ result: { data: { stories: [{ status: 'completed' }], next_cursor: null } } }] }),
      )
      await page.reload()
      await page.getByRole('heading', { name: 'Something broke on this page' }).waitFor()
    },
    expected: /threw|console/,
  },
  {
    name: 'account',
    path: '/sign-in/?to=/account/',
    server: 'sign-in',
    prepare: async (page) => {
      await page.getByLabel('E-mail').fill(user.email)
      await page.getByLabel('Password').fill(user.password)
      await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByRole('table').waitFor()
    },
    expected: /asked another host/,
  },
  { name: 'sign-in', path: '/sign-in/', server: 'sign-in', prepare: (page) => page.getByLabel('E-mail').waitFor() },
  { name: 'library-signed-out', path: '/library/', server: 'sign-in', prepare: (page) => page.getByText('Sign in to see your library').waitFor() },
]

describe.skipIf(chromiumPath === undefined)(`the pages${reason}`, () => {
  let browser: Browser
  let supabase: SupabaseStandIn
  let covers: ReadonlyMap<string, Uint8Array>
  beforeAll(async () => {
    await mkdir(pictures, { recursive: true })
    const names = [...new Set(stories.map((story) => story.repo_name))]
    covers = new Map(await Promise.all(names.map(async (name) => [name, await drawCover(name)] as const)))
    ;[browser, supabase] = await Promise.all([launch(), serveSupabase({ users: [user] })])
  })
  afterAll(async () => {
    await browser.close()
    await supabase.close()
  })

  const open = (server: (typeof servers)[number]) =>
    openStandIn({
      port: 0,
      stories: server === 'empty' ? [] : stories,
      covers,
      longLogOf: id(4),
      stepMs: null,
      ...(server === 'sign-in' ? { supabase: { url: supabase.url, anonKey: supabase.anonKey } } : {}),
    })

  describe.each(states)('$name', ({ name, path, server = 'full', prepare, expected }) => {
    test.each(['phone', 'wide'] as const)('on a %s screen, in light and in dark', async (screen) => {
      const standIn = await open(server)
      const context = await browser.newContext({ ...screens[screen], colorScheme: 'light', reducedMotion: 'reduce', baseURL: standIn.origin })
      try {
        const { page, faults } = watch(await context.newPage(), standIn.origin)
        await page.goto(path)
        await page.getByRole('heading', { level: 1 }).or(page.getByText('Sign in to see')).first().waitFor()
        await prepare?.(page)
        await page.locator('html[data-typeface=ours]').waitFor()
        for (const scheme of schemes) {
          await page.emulateMedia({ colorScheme: scheme })
          await page.evaluate('document.fonts.ready.then(() => Promise.all([...document.images].map((image) => image.decode().catch(() => undefined))))')
          await page.waitForTimeout(150)
          await page.screenshot({ path: join(pictures, `${name}-${screen}-${scheme}.png`) })
          if ((screen === 'phone') === (scheme === 'light')) await expectAccessible(page)
        }
        expect(faults.filter((fault) => expected?.test(fault) !== true)).toEqual([])
        const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
        expect(overflow, 'pixels that stick out to the side').toBe(0)
      } finally {
        await context.close()
        await standIn.close()
      }
    })
  })
})
