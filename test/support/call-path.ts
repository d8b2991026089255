// A call path as a test writes it: symbols with their depth, each a few lines below the one before, all in one file.
import type { CallPath } from '../../shared/analysis.ts'

export type WrittenStep = [symbol: string, depth: number, when?: string]

export const callPathFile = 'till/app.py'
const place = (line: number) => ({ file: callPathFile, start_line: line, end_line: line + 1 })

export const callPathOf = (...calls: WrittenStep[]): CallPath => ({
  entry: { kind: 'library', name: 'till', symbol: calls[0]?.[0] ?? '', reason: 'public', place: place(1) },
  steps: calls.map(([symbol, depth, when = null], index) => ({
    symbol,
    depth,
    place: place(index * 3 + 1),
    called_from: index === 0 ? null : place(index * 3),
    when,
    doc: null,
    remarks: [],
  })),
})
