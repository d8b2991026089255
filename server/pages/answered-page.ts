// A page with its first answers in it. The exported page leaves a place for them (web/app/layout.tsx); what is written there is
// of this moment and of whoever asked, so nobody keeps such a page.
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FirstAnswers } from '../../shared/first-answers.ts'

/** What stands before and after the place. */
export type AnswerPlace = readonly [before: string, after: string]

export const findAnswerPlace = (html: string): AnswerPlace | null => {
  const found = /<script\b[^>]*\bid="first-answers"[^>]*>(?=null<\/script>)/.exec(html)
  if (found === null) return null
  const begin = found.index + found[0].length
  return [html.slice(0, begin), html.slice(begin + 'null'.length)]
}

/** Nothing in it can end the element that it stands in. */
const asData = (answers: FirstAnswers): string => JSON.stringify(answers).replaceAll('<', '\\u003c')

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)
/** Most of the gain for little of the time: a hundred and fifty kilobytes take three milliseconds, on a thread of their own. */
const packings = [
  { encoding: 'br', accepted: /\bbr\b/, pack: (page: Buffer) => brotli(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) },
  { encoding: 'gzip', accepted: /\bgzip\b/, pack: (page: Buffer) => gzipped(page, { level: 4 }) },
] as const

export interface PackedPage {
  headers: Record<string, string>
  body: Buffer
}

export const packPage = async (place: AnswerPlace, answers: FirstAnswers, acceptEncoding: string): Promise<PackedPage> => {
  const page = Buffer.from(place.join(asData(answers)))
  const headers = { vary: 'Accept-Encoding', 'cache-control': 'private, no-store' }
  const packing = packings.find(({ accepted }) => accepted.test(acceptEncoding))
  return packing === undefined ? { headers, body: page } : { headers: { ...headers, 'content-encoding': packing.encoding }, body: await packing.pack(page) }
}
