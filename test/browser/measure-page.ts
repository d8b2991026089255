// How soon the page can be used, on the profile that Lighthouse calls a mid-range phone: a processor four times slower, 1.6
// Mbit/s down and 150 ms there and back. By hand, against a running server that has at least one finished story:
//   node test/browser/measure-page.ts http://localhost:8000
// Prints for make, story and library: JavaScript as it came over the wire, first and largest paint, when the page answered
// to input (the network at rest and no task over 50 ms left), how long tasks blocked it, and how far things jumped about.
import { launch, screens } from './support/chromium.ts'

const phone = { latencyMs: 150, bytesPerSecond: (1.6 * 1024 * 1024) / 8, slowdown: 4 }

const [origin = 'http://localhost:8000'] = process.argv.slice(2)
const list = await fetch(`${origin}/api/stories?status=completed&limit=1`).then((answer) => answer.json() as Promise<{ stories: { id: string }[] }>)
const [story] = list.stories
if (story === undefined) throw new Error('There is no finished story to measure.')

interface Timings {
  firstPaintMs: number
  largestPaintMs: number
  blockedMs: number
  lastLongTaskMs: number
  shift: number
}

// Runs in the page, before anything else does.
const observe = `
  window.timings = { firstPaintMs: 0, largestPaintMs: 0, blockedMs: 0, lastLongTaskMs: 0, shift: 0 }
  const on = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true })
  on('paint', (entry) => { if (entry.name === 'first-contentful-paint') window.timings.firstPaintMs = entry.startTime })
  on('largest-contentful-paint', (entry) => { window.timings.largestPaintMs = entry.startTime })
  on('longtask', (entry) => {
    window.timings.blockedMs += entry.duration - 50
    window.timings.lastLongTaskMs = entry.startTime + entry.duration
  })
  on('layout-shift', (entry) => { if (!entry.hadRecentInput) window.timings.shift += entry.value })
`

const measure = async (path: string, throttled: boolean) => {
  const browser = await launch()
  const page = await browser.newPage({ ...screens.phone, baseURL: origin })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  if (throttled) {
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: phone.latencyMs,
      downloadThroughput: phone.bytesPerSecond,
      uploadThroughput: phone.bytesPerSecond,
    })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: phone.slowdown })
  }
  const scripts = new Set<string>()
  let scriptBytes = 0
  devtools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scriptBytes += encodedDataLength
  })
  await page.addInitScript(observe)
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  const timings = (await page.evaluate('window.timings')) as Timings
  await browser.close()
  return {
    'JS over the wire, kB': Math.round(scriptBytes / 100) / 10,
    'first paint, ms': Math.round(timings.firstPaintMs),
    'largest paint, ms': Math.round(timings.largestPaintMs),
    'usable, ms': Math.round(Math.max(timings.firstPaintMs, timings.lastLongTaskMs)),
    'blocked, ms': Math.round(timings.blockedMs),
    'layout shift': Math.round(timings.shift * 1000) / 1000,
  }
}

const pages = { make: '/', story: `/stories/${story.id}`, library: '/library/' }
const rows: Record<string, unknown> = {}
for (const [name, path] of Object.entries(pages)) {
  rows[`${name}, as it is`] = await measure(path, false)
  rows[`${name}, phone`] = await measure(path, true)
}
console.table(rows)
