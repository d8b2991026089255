import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** Debian's, or whatever CHROMIUM_PATH names. */
export const chromiumPath: string | undefined = [process.env.CHROMIUM_PATH, ...places].find((path) => path !== undefined && existsSync(path))

/** For a suite's name: a skipped one says why. */
export const reason = chromiumPath === undefined ? ' (skipped: no Chromium; install it, or set CHROMIUM_PATH)' : ''

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath,
    args: [
      // Root has no sandbox, and what is opened here is our own.
      '--no-sandbox',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-networking',
      '--force-color-profile=srgb',
    ],
  })

export const screens = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  wide: { viewport: { width: 1440, height: 900 } },
} as const satisfies Record<string, BrowserContextOptions>

export const schemes = ['light', 'dark'] as const

export interface Watched {
  page: Page
  /** What a user would never see, and must not happen: errors in the console, hosts that are not ours. */
  faults: string[]
}

export const watch = (page: Page, origin: string): Watched => {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`threw: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} ${message.location().url}`)
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.origin !== origin) faults.push(`asked another host: ${url.origin}`)
  })
  return { page, faults }
}

/** WCAG 2.2 A and AA, and axe's best practices. */
export const expectAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
  )
  expect(told, 'findings of axe').toEqual([])
}
