import { expect, it } from 'vitest'
import { mergeReleases, readReleases, tellingReleases } from './changelog.ts'

it('keeps with the first release of a generation what the changelog says of it first', () => {
  const text =
    '# Changes\n\n## 2.0.0 - 2024-05-06\n\n* `till.open` was removed.\n* Ada Byron, Charles Babbage,\n* The drawer opens without a key from now on. (#12)\n\n## 1.9.1 - 2024-01-02\n\n* The lamp of the drawer is on again.\n'
  const releases = readReleases('CHANGELOG.md', text)
  expect(releases.map(({ name, date, note }) => [name, date, note?.text])).toEqual([
    ['2.0.0', '2024-05-06', 'The drawer opens without a key from now on.'],
    ['1.9.1', '2024-01-02', undefined],
  ])
  expect(releases[0]?.note?.place).toEqual({ file: 'CHANGELOG.md', start_line: 7, end_line: 7 })
})

it('forgets old releases, but not those with which something began', () => {
  const release = (name: string) => ({ name, date: null, place: null, commit: null })
  const many = [...Array.from({ length: 60 }, (_, at) => release(`2.${60 - at}.0`)), release('2.0.0'), release('1.5.0'), release('1.0'), release('0.1.0')]
  const names = tellingReleases(many).map(({ name }) => name)
  expect(names.slice(-3)).toEqual(['2.0.0', '1.0', '0.1.0'])
  expect(names).not.toContain('1.5.0')
})

it('goes on with the tags where the changelog stops', () => {
  const release = (name: string, date: string | null) => ({ name, date, place: null, commit: null })
  const dated = [release('1.1', '2021-10-05'), release('1.0.0', '2020-08-01')]
  const tags = [release('v1.3.0', '2024-03-01'), release('v1.2.0', '2022-11-01'), release('v1.1.0', '2021-10-06'), release('nightly', '2024-04-01')]
  expect(mergeReleases(dated, tags).map(({ name }) => name)).toEqual(['v1.3.0', 'v1.2.0', '1.1', '1.0.0'])
  expect(mergeReleases([release('1.1', null)], tags)).toEqual(tags)
  expect(mergeReleases(dated, [])).toEqual(dated)
})
