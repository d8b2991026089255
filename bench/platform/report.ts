// What is measured, beside what it is measured against, and what is asked of it. Rounds alternate between the sides, so
// that all have the same machine; what counts is the median of the rounds and the ratio of two medians.
import { median } from './load.ts'

export type Side = 'ours' | 'floor' | 'baseline'

interface Figure {
  title: string
  unit: '/s' | 'ms' | 'MB'
  /** Ours is to be at least (a rate) or at most (a time) so many times the other's. */
  wanted?: { floor?: number; baseline?: number; atMost?: number }
}

export const figures = {
  startAll: { title: 'healthy after start, everything from nothing', unit: 'ms', wanted: { atMost: 3000 } },
  startServer: { title: 'healthy after start, server alone', unit: 'ms', wanted: { atMost: 1000 } },
  get16: { title: 'GET a pending story, 16 connections', unit: '/s', wanted: { floor: 0.8, baseline: 2 } },
  get64: { title: 'GET a pending story, 64 connections', unit: '/s', wanted: { floor: 0.8, baseline: 2 } },
  post16: { title: 'POST generate, 16 connections, no worker', unit: '/s', wanted: { baseline: 1.5 } },
  post64: { title: 'POST generate, 64 connections, no worker', unit: '/s', wanted: { baseline: 1.5 } },
  firstP50: { title: 'first message after the request, p50', unit: 'ms', wanted: { baseline: 0.7 } },
  firstP99: { title: 'first message after the request, p99', unit: 'ms', wanted: { baseline: 0.7 } },
  pickUpP50: { title: "the worker's first message, p50", unit: 'ms' },
  pickUpP99: { title: "the worker's first message, p99", unit: 'ms' },
  empty1: { title: 'a story of empty steps, 1 subscriber, p50', unit: 'ms', wanted: { baseline: 1 } },
  empty100: { title: 'a story of empty steps, 100 subscribers, p50', unit: 'ms', wanted: { baseline: 1 } },
  empty500: { title: 'a story of empty steps, 500 subscribers, p50', unit: 'ms', wanted: { baseline: 1 } },
  delivery1: { title: 'delivery of a log, 1 subscriber, p50', unit: 'ms' },
  delivery100: { title: 'delivery of a log, 100 subscribers, p50', unit: 'ms' },
  delivery500: { title: 'delivery of a log, 500 subscribers, p50', unit: 'ms', wanted: { baseline: 0.5 } },
  burst: { title: '200 empty stories, two slots', unit: '/s', wanted: { baseline: 1.5 } },
  // Its floor is the same without the backlog.
  backlog: { title: "the worker's first message, 10,000 jobs waiting, p50", unit: 'ms', wanted: { floor: 1.5 } },
  joining: { title: "joining a story's audio", unit: 'ms' },
  idle: { title: 'idle memory of everything (PSS)', unit: 'MB', wanted: { atMost: 300 } },
  // Its floor is the idle memory of before.
  idleAfter: { title: 'idle memory after 10,000 requests and 200 stories', unit: 'MB', wanted: { floor: 1.1 } },
} satisfies Record<string, Figure>
export type FigureName = keyof typeof figures
const figureOf = (name: FigureName): Figure => figures[name]

export interface Row {
  figure: string
  unit: string
  ours: number | null
  floor: number | null
  baseline: number | null
  to_floor: number | null
  to_baseline: number | null
  wanted: string
  holds: boolean | null
  rounds: number
}
export interface Report {
  add: (name: FigureName, side: Side, ...values: number[]) => void
  rows: () => Row[]
}

const round3 = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000)
const ratio = (a: number | null, b: number | null): number | null => (a === null || b === null || b === 0 ? null : round3(a / b))

export const openReport = (): Report => {
  const samples = new Map<string, number[]>()
  const of = (name: string, side: Side): number[] => samples.get(`${name} ${side}`) ?? []
  const middle = (name: string, side: Side): number | null => (of(name, side).length === 0 ? null : round3(median(of(name, side))))

  const rowOf = (name: FigureName): Row => {
    const { title, unit, wanted = {} } = figureOf(name)
    const [ours, floor, baseline] = [middle(name, 'ours'), middle(name, 'floor'), middle(name, 'baseline')]
    const [toFloor, toBaseline] = [ratio(ours, floor), ratio(ours, baseline)]
    const isRate = unit === '/s'
    const sign = isRate ? '≥' : '≤'
    const checks: [what: string, limit: number | undefined, value: number | null][] = [
      ['× floor', wanted.floor, toFloor],
      ['× baseline', wanted.baseline, toBaseline],
      [` ${unit}`, wanted.atMost, ours],
    ]
    const asked = checks.flatMap(([what, limit, value]) => (limit === undefined ? [] : [{ text: `${sign} ${limit}${what}`, limit, value }]))
    const known = asked.filter((check): check is typeof check & { value: number } => check.value !== null)
    return {
      figure: title,
      unit,
      ours,
      floor,
      baseline,
      to_floor: toFloor,
      to_baseline: toBaseline,
      wanted: asked.map(({ text }) => text).join(', '),
      holds: known.length === 0 ? null : known.every(({ limit, value }) => (isRate ? value >= limit : value <= limit)),
      rounds: of(name, 'ours').length,
    }
  }
  return {
    add: (name, side, ...values) => {
      samples.set(`${name} ${side}`, [...of(name, side), ...values])
    },
    rows: () => (Object.keys(figures) as FigureName[]).map(rowOf).filter((row) => row.ours !== null),
  }
}

/** As Markdown, for the terminal and for the README alike. */
export const asTable = (rows: readonly Row[]): string => {
  const cell = (value: number | null): string => (value === null ? '–' : value.toLocaleString('en-US', { maximumFractionDigits: 3 }))
  const lines = rows.map(({ figure, unit, ours, floor, baseline, to_floor, to_baseline, wanted, holds }) => [
    figure,
    `${cell(ours)} ${unit}`,
    cell(floor),
    cell(to_floor),
    cell(baseline),
    cell(to_baseline),
    wanted === '' ? '–' : wanted,
    holds === null ? '–' : holds ? 'yes' : 'no',
  ])
  const head = ['figure', 'ours', 'floor', '× floor', 'baseline', '× baseline', 'wanted', 'holds']
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)))
  const text = (line: readonly string[]) => `| ${line.map((value, column) => value.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [text(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...lines.map(text)].join('\n')
}
