import { expect, it } from 'vitest'
import { mergeReleases, readReleases, tellingReleases } from './changelog.ts'

it('reads when a release came, however its date is written', () => {
  const text =
    '# Changes\n\n## 2.0.0 - 2024-05-06\n\n* Till 1.8 was kept.\n\n## 1.9.1 (6th December, 2023)\n\n## v1.9.0 / Nov 2, 2023\n\nVersion 1.0\n-----------\n\nReleased on May 22nd, 2020\n\n2.5.1 was never made\n'
  expect(readReleases('CHANGELOG.md', text).map(({ name, date, place }) => [name, date, place?.start_line])).toEqual([
    ['2.0.0', '2024-05-06', 3],
    ['1.9.1', '2023-12-06', 7],
    ['1.9.0', '2023-11-02', 9],
    ['1.0', '2020-05-22', 11],
  ])
})

it('forgets old releases, but not those with which something began', () => {
  const release = (name: string) => ({ name, date: null, place: null, commit: null })
  const many = [...Array.from({ length: 60 }, (_, at) => release(`2.${60 - at}.0`)), release('2.0.0'), release('1.5.0'), release('1.0'), release('0.1.0')]
  const names = tellingReleases(many).map(({ name }) => name)
  expect(names.slice(-3)).toEqual(['2.0.0', '1.0', '0.1.0'])
  expect(names).not.toContain('1.5.0')
})

it('leaves no room to tags that bear no version', () => {
  const release = (name: string) => ({ name, date: null, place: null, commit: null })
  const deployments = Array.from({ length: 60 }, (_, at) => release(`site-deployment-v1-${3100 - at}`))
  expect(tellingReleases([...deployments, release('v2.1.0'), release('v2.0.0')]).map(({ name }) => name)).toEqual(['v2.1.0', 'v2.0.0'])
  // Some count their releases by a number alone.
  expect(tellingReleases([release('r2'), release('r1')])).toHaveLength(2)
})

it('goes on with the tags where the changelog stops', () => {
  const release = (name: string, date: string | null) => ({ name, date, place: null, commit: null })
  const dated = [release('1.1', '2021-10-05'), release('1.0.0', '2020-08-01')]
  const tags = [release('v1.3.0', '2024-03-01'), release('v1.2.0', '2022-11-01'), release('v1.1.0', '2021-10-06'), release('nightly', '2024-04-01')]
  expect(mergeReleases(dated, tags).map(({ name }) => name)).toEqual(['v1.3.0', 'v1.2.0', '1.1', '1.0.0'])
  expect(mergeReleases([release('1.1', null)], tags)).toEqual(tags)
  expect(mergeReleases(dated, [])).toEqual(dated)
})
