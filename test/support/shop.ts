// A repository large enough to tell ten minutes about: eight files with names of its own on every other line.
import type { RepositorySnapshot } from '../../story/repository/snapshot.ts'
import { snapshotOf } from './snapshot-of.ts'

const nouns = 'Basket Order Price Stock Parcel Ticket Coupon Refund'.split(' ')
const verbs = 'open close load save count check merge split send keep drop find'.split(' ')
const things = 'Line Total Label Queue Lock Index Draft Proof Stamp Route'.split(' ')

const texts: Record<string, string> = {
  'README.md': '# Shop\n\nShop is a small store front that keeps the basket on the server.\n',
  'package.json': '{\n  "name": "shop",\n  "dependencies": { "express": "^5.0.0" }\n}\n',
}
for (const noun of nouns) {
  const lines = [`// What happens to a ${noun.toLowerCase()}, because nobody else may touch it.`]
  for (const verb of verbs) for (const thing of things) lines.push(`export function ${verb}${noun}${thing}(request) {`, `  return request.${verb}${thing}`, '}')
  texts[`lib/${noun.toLowerCase()}.js`] = `${lines.join('\n')}\n`
}

export const shopTexts: Readonly<Record<string, string>> = texts
export const shopSnapshot = (extra: Record<string, string> = {}): RepositorySnapshot => snapshotOf({ ...texts, ...extra })
/** Long enough for the service's cache. */
export const shopDigest = Object.entries(texts)
  .map(([path, text]) => `## ${path}\n${text}`)
  .join('\n')
  .slice(0, 16_000)
