// How a model names lines: `lib/app.js:10-24`, or `lib/app.js:10` for one.
import { z } from 'zod'
import type { Place } from '../../../../shared/analysis.ts'
import type { Source } from '../../../../shared/script.ts'
import type { RepositorySnapshot } from '../../../repository/snapshot.ts'

export const placeTextSchema = z.string().describe('path:first-last, for example lib/app.js:10-24')

const pattern = /^(.+?):L?(\d{1,7})(?:\s*[-–]\s*L?(\d{1,7}))?$/

export const findPlace = (text: string): Place | null => {
  const match = pattern.exec(text.trim().replace(/^[`<]|[`>]$/g, ''))
  if (match === null) return null
  const [, file = '', first = '', last = first] = match
  const start = Number(first)
  return start < 1 ? null : { file, start_line: start, end_line: Number(last) }
}

export const placeText = (place: Place): string => `${place.file}:${place.start_line}-${place.end_line}`

export const sourceAt = (place: Place, snapshot: Pick<RepositorySnapshot, 'commit' | 'linkTemplate'>): Source => {
  const { file, start_line, end_line } = place
  const url =
    snapshot.linkTemplate
      ?.replace('{file}', file.split('/').map(encodeURIComponent).join('/'))
      .replace('{start}', `${start_line}`)
      .replace('{end}', `${end_line}`) ?? null
  return { file, start_line, end_line, commit: snapshot.commit, url }
}
