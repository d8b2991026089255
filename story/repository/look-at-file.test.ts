import { expect, it } from 'vitest'
import { lookAtFile } from './look-at-file.ts'

const looked = (path: string, text: string) =>
  lookAtFile({ path, text }, { path, language: null, kind: 'data', sizeBytes: text.length }).scanned?.language ?? null

it.each([
  ['bin/till', '#!/usr/bin/env ruby\n', 'Ruby'],
  ['bin/till', '#!/usr/bin/env bash\n', 'Shell'],
  ['till', '#!/bin/sh\n', 'Shell'],
  ['exe/till', '#!/usr/bin/perl -w\n', 'Perl'],
  ['till', 'no command\n', null],
  ['LICENSE', '#!/bin/sh\n', null],
  ['data/till', '#!/bin/sh\n', null],
])('takes %s, which begins with %j, for %s', (path, text, language) => {
  expect(looked(path, text)).toBe(language)
})

it('reads a program of one long script', () => {
  expect(looked('till', `#!/usr/bin/env bash\n${'echo 1\n'.repeat(12_000)}`)).toBe('Shell')
})
