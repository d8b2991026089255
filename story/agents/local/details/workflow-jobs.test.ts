import { expect, it } from 'vitest'
import { readTestJobs } from './workflow-jobs.ts'

const workflow = `on: push
jobs:
  cups:
    runs-on: \${{ matrix.os }}
    strategy:
      matrix:
        os: [ubuntu-24.04, windows-2025]
        tea:
          - "1.0" # the oldest
          - "2.0"
    services:
      redis:
        image: redis
    steps:
      - run: make test
      - if: matrix.os == 'macos-15'
        run: |
          make check-weight
  install:
    runs-on: macos-latest
    steps:
      - run: pip install .
`
const jobsOf = (path: string) => readTestJobs(new Map([[path, workflow]]))

it('reads what the job that tests runs over, what is started for it and what else it runs', () => {
  expect(jobsOf('.github/workflows/ci.yml')).toEqual([
    {
      place: { file: '.github/workflows/ci.yml', start_line: 3, end_line: 18 },
      matrix: [
        { key: 'os', values: ['ubuntu-24.04', 'windows-2025'] },
        { key: 'tea', values: ['1.0', '2.0'] },
      ],
      // A job that only installs tests nothing, wherever it runs.
      systems: ['Linux', 'Windows'],
      services: ['redis'],
      commands: ['make test', 'make check-weight'],
    },
  ])
})

it('leaves out what runs at night or for a release', () => {
  expect(jobsOf('.github/workflows/nightly.yml')).toEqual([])
})
