import { expect, it } from 'vitest'
import { isUpgradeGuide, readReleaseNotes } from './release-notes.ts'

const told = (texts: Record<string, string>, dates: Record<string, string> = {}) =>
  readReleaseNotes(new Map(Object.entries(texts)), new Map(Object.entries(dates))).map(({ release, date, quote }) => [release, date, quote.text])

it('takes of a generation what changed its shape, and not what stands first or was mended', () => {
  const text =
    'Version 3.0.0\n-------------\n\nReleased 2021-05-11\n\n-   Fix a crash of the drawer. :pr:`7`\n-   Bump the ink dependency.\n-   Drop support for Python 2.7 and 3.5. :pr:`12`\n-   Add type hinting.\n\nVersion 2.9.1\n-------------\n\n-   Drop support for paper rolls.\n'
  expect(told({ 'CHANGES.rst': text }, { '3.0.0': '2021-05-11' })).toEqual([
    ['3.0.0', '2021-05-11', 'Drop support for Python 2.7 and 3.5.'],
    ['3.0.0', '2021-05-11', 'Add type hinting.'],
  ])
  // Tagged a second time when the tags got their letter.
  expect(told({ 'CHANGES.rst': text }, { '3.0.0': '2022-01-01', '3.0': '2021-05-11' })[0]?.[1]).toBe('2021-05-11')
})

it('counts to a release what its candidates brought where its notes say so, and one point of each kind', () => {
  const text =
    '## 2.0.0 (6th December, 2024)\n\nNo changes since the candidate.\n\n## 2.0.0-rc.1 (1st December, 2024)\n\n* PHP 7.2 is now the minimum required PHP version.\n\n## 2.0.0-beta1 (1st November, 2024)\n\n* PHP 7.1 is now the minimum required PHP version.\n'
  expect(told({ 'CHANGELOG.md': text })).toEqual([['2.0.0', null, 'PHP 7.2 is now the minimum required PHP version.']])
})

it('believes the summary of a release more than its list', () => {
  const text =
    '## 0.13.0 (May 22nd, 2020)\n\nThis release switches to `ink` for all the printing, which means:\n\n* We are using the same drawer.\n\n### Added\n\n* Add support for paper from Ghent. (#31)\n\n## 0.12.1\n\n* Add support for paper from Basel.\n'
  expect(told({ 'CHANGELOG.md': text })[0]).toEqual(['0.13.0', null, 'This release switches to ink for all the printing'])
})

it('reads a guide by the version that it leads to, with a sentence that goes on from another', () => {
  const guide =
    'Upgrade Guide\n=============\n\n5.0 to 6.0\n----------\n\nTill now uses PSR-7 for its slips. Due to the fact that these slips are immutable, this prompted a move to a middleware based system.\n\n4.0 to 5.0\n----------\n\nDrawers were rewritten.\n'
  expect(told({ 'UPGRADING.md': guide }).toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? 1 : -1))).toEqual([
    ['6.0.0', null, expect.stringMatching(/^Till now uses PSR-7 for its slips. Due to .* middleware based system.$/)],
    ['5.0.0', null, 'Drawers were rewritten.'],
  ])
  const migration = '# Migrating from Till v1.x to v2.x\n\n## Using v1.x drawers\n\nTill v2 introduces a new signature for drawers.\n'
  expect(told({ 'docs/migration-v1-to-v2.md': migration })).toEqual([['2.0.0', null, 'Till v2 introduces a new signature for drawers.']])
})

it('knows a guide for those who upgrade by its name', () => {
  expect(
    ['UPGRADING.md', 'UPGRADE_GUIDE_V2.md', 'docs/7.0-Upgrade.md', 'docs/Guides/Migration-Guide-V5.md', 'docs/migration-v1-to-v2.md'].every(isUpgradeGuide),
  ).toBe(true)
  expect(['src/upgrade.md', 'docs/usage.md', 'CHANGELOG.md', 'docs/upgrade.js'].some(isUpgradeGuide)).toBe(false)
})

it('counts nothing to a release that only a candidate of it brought', () => {
  expect(
    told({ 'CHANGELOG.md': '## 2.0.0\n\n* Drop support for paper rolls.\n\n## 2.0.0-beta.3\n\n* Drawers were rewritten.\n' }).map(([, , text]) => text),
  ).toEqual(['Drop support for paper rolls.'])
  expect(told({ 'CHANGELOG.md': '## 2.0.0-alpha.8\n\n* Drawers were rewritten.\n' })).toEqual([])
})

it('says of a guide that only greets what it has sections on', () => {
  const guide = (body: string) =>
    readReleaseNotes(new Map([['docs/migrate-v1-to-v2.md', `# Migration Guide: v1 to v2\n\n${body}`]]), new Map()).map(
      ({ quote, headings }) => headings ?? quote.text,
    )
  const sections = '## What is new?\n\n## Job Metrics\n\nText.\n\n## Embedding\n\n## Capsules\n'
  for (const greeting of [
    'There are a small set of breaking changes.',
    'Welcome to the migration guide.',
    'Till 2 contains major new features and some breaking changes.',
    'At the next major version, drawers will be removed.',
  ])
    expect(guide(`${greeting}\n\n${sections}`)).toEqual([['Job Metrics', 'Embedding', 'Capsules']])
  expect(guide(`Drawers were rewritten from scratch.\n\n${sections}`)).toEqual(['Drawers were rewritten from scratch.'])
})

it('gives a point the verb that it stands under', () => {
  const text = '## 5.0.0\n\n#### Updated\n- `Method` to be a struct rather than an enum.\n- Drops support for paper rolls.\n'
  expect(
    told({ 'CHANGELOG.md': text })
      .map(([, , point]) => point)
      .toSorted(),
  ).toEqual(['Drops support for paper rolls.', 'Updated Method to be a struct rather than an enum.'])
})
