// How soon the page can be used on a mid-range phone. By hand, against a running server with at least one finished story:
//   node test/browser/measure-page.ts http://localhost:8000
// The processor is slowed until this machine scores what Chrome's own calibration calls a mid-tier phone (a Pixel 5: 1000
// points of Lighthouse's benchmark), whatever it scores by itself; the lines are Lighthouse's slow 4G and DevTools' fast one.
// Every figure is the median of several loads with an empty cache.
import { launch, screens } from './support/chromium.ts'

const midTierScore = 1000
const loads = 5
const lines = {
  'no throttling': null,
  'mid-range phone, fast 4G': { latencyMs: 165, megabits: 8.1 },
  'mid-range phone, slow 4G': { latencyMs: 150, megabits: 1.6 },
} as const
type Line = (typeof lines)[keyof typeof lines]

const [origin = 'http://localhost:8000'] = process.argv.slice(2)
const list = await fetch(`${origin}/api/stories?status=completed&limit=1`).then((answer) => answer.json() as Promise<{ stories: { id: string }[] }>)
const [story] = list.stories
if (story === undefined) throw new Error('There is no finished story to measure.')

/**
 * A page, what of it one waits for (words that only its data can bring), and the control that it is there for: a field that
 * takes letters, a button that plays, a link that leads on. The button answers when either the first view or React hears it.
 */
const pages = {
  make: { path: '/', content: '#repository', control: '#repository' },
  story: { path: `/stories/${story.id}`, content: '[data-sentence]', control: 'main [data-audio], main header button' },
  library: { path: '/library/', content: 'main li h2', control: 'main li a[href]' },
}

interface Timings {
  firstPaintMs: number
  largestPaintMs: number
  contentMs: number
  controlMs: number
  answersMs: number
  blockedMs: number
  lastLongTaskMs: number
  shift: number
}

// Runs in the page, before anything else does.
const observe = ({ content, control }: (typeof pages)[keyof typeof pages]) => `
  window.timings = { firstPaintMs: 0, largestPaintMs: 0, contentMs: 0, controlMs: 0, answersMs: 0, blockedMs: 0, lastLongTaskMs: 0, shift: 0 }
  const on = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true })
  on('paint', (entry) => { if (entry.name === 'first-contentful-paint') window.timings.firstPaintMs = entry.startTime })
  on('largest-contentful-paint', (entry) => { window.timings.largestPaintMs = entry.startTime })
  on('longtask', (entry) => {
    window.timings.blockedMs += entry.duration - 50
    window.timings.lastLongTaskMs = entry.startTime + entry.duration
  })
  on('layout-shift', (entry) => { if (!entry.hadRecentInput) window.timings.shift += entry.value })
  const heard = (control) => Object.keys(control).some((key) => key.startsWith('__reactProps'))
  const look = () => {
    const { timings } = window
    if (timings.contentMs === 0 && document.querySelector(${JSON.stringify(content)}) !== null) timings.contentMs = performance.now()
    const control = document.querySelector(${JSON.stringify(control)})
    if (timings.controlMs === 0 && control !== null && (control.tagName !== 'BUTTON' || control.dataset.audio !== undefined || heard(control))) timings.controlMs = performance.now()
    // React has taken the header's button over: presses are heard.
    const button = document.querySelector('header button')
    if (timings.answersMs === 0 && button !== null && heard(button)) timings.answersMs = performance.now()
    if (timings.contentMs === 0 || timings.answersMs === 0) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
`

/** Lighthouse's BenchmarkIndex: how fast a processor runs JavaScript that makes garbage, and that makes none. */
const benchmark = `(() => {
  const run = (each) => {
    const begin = performance.now()
    let count = 0
    while (performance.now() - begin < 250) { each(count); count += 1 }
    return count / ((performance.now() - begin) / 1000)
  }
  const garbage = run(() => { let text = ''; for (let index = 0; index < 10000; index += 1) text += 'a'; if (text.length === 1) throw new Error('never') })
  const [left, right] = [0, 1].map(() => Array.from({ length: 100000 }, (_, index) => index))
  const none = run((count) => {
    const [from, to] = count % 2 === 0 ? [left, right] : [right, left]
    for (let index = 0; index < from.length; index += 1) to[index] = from[index]
  })
  return Math.round((garbage / 10 + none / 10) / 2)
})()`

const browser = await launch()
const score = async (): Promise<number> => {
  const page = await browser.newPage()
  await page.evaluate(benchmark)
  const points = (await page.evaluate(benchmark)) as number
  await page.close()
  return points
}

const load = async (measured: (typeof pages)[keyof typeof pages], line: Line, slowdown: number) => {
  const { path, content } = measured
  const context = await browser.newContext({ ...screens.phone, baseURL: origin })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  if (line !== null) {
    const bytesPerSecond = (line.megabits * 1024 * 1024) / 8
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: line.latencyMs,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  }
  const scripts = new Set<string>()
  let [scriptBytes, bytes] = [0, 0]
  devtools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength
    if (scripts.has(requestId)) scriptBytes += encodedDataLength
  })
  await page.addInitScript(observe(measured))
  await page.goto(path)
  await page.locator(content).first().waitFor()
  await page.waitForLoadState('networkidle')
  const timings = (await page.evaluate('window.timings')) as Timings
  await context.close()
  return { ...timings, scriptKilobytes: scriptBytes / 1000, kilobytes: bytes / 1000 }
}

const median = (values: readonly number[]): number => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0
const points = await score()
const slowdown = Math.max(1, points / midTierScore)
console.log(`This machine scores ${points}; as a mid-range phone it is slowed ${slowdown.toFixed(1)} times.`)
for (const [name, page] of Object.entries(pages)) {
  for (const [lineName, line] of Object.entries(lines)) {
    const runs: Awaited<ReturnType<typeof load>>[] = []
    for (let run = 0; run < loads; run += 1) runs.push(await load(page, line, slowdown))
    const of = (pick: (run: (typeof runs)[number]) => number) => Math.round(median(runs.map(pick)))
    const row = {
      'first paint': of((run) => run.firstPaintMs),
      'largest paint': of((run) => run.largestPaintMs),
      content: of((run) => run.contentMs),
      // Painted, and what it is there for works.
      usable: of((run) => Math.max(run.firstPaintMs, run.contentMs, run.controlMs)),
      answers: of((run) => run.answersMs),
      'last long task': of((run) => run.lastLongTaskMs),
      blocked: of((run) => run.blockedMs),
      shift: median(runs.map((run) => run.shift)).toFixed(3),
      'JS kB': of((run) => run.scriptKilobytes),
      'all kB': of((run) => run.kilobytes),
    }
    console.log(`${name}, ${lineName}`.padEnd(36), ...Object.entries(row).map(([what, value]) => `${what} ${value}`.padEnd(19)))
  }
}
await browser.close()
