import { expect, it } from 'vitest'
import { readAutomation } from './automation.ts'

it('cites a workflow to its last line and no further', () => {
  const text = 'name: Checks\njobs:\n  test:\n    steps:\n      - run: make test\n'
  expect(readAutomation(new Map([['.github/workflows/ci.yml', text]]), []).ci).toEqual([
    { name: 'Checks', runs: ['make test'], place: { file: '.github/workflows/ci.yml', start_line: 1, end_line: 5 } },
  ])
})
