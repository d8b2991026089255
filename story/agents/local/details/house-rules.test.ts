import { expect, it } from 'vitest'
import { mayHoldRules, readHouseRules } from './house-rules.ts'

const page = `# Guide

## Critical Rules

- **Cups are never refilled**: Each cup holds one tea. See [cups](cups.md)
- **Use \`brew\`**: Not \`boil\`
- **Run the tests**: They are quick.
- Plain words

## Checklist

- **Lids are loose**: They fall.
`

it('reads the rules under a heading that says so, and neither advice on work nor other lists', () => {
  expect(readHouseRules(new Map([['AGENTS.md', page]]))).toEqual([
    { heading: 'Critical Rules', text: 'Cups are never refilled: Each cup holds one tea.', place: { file: 'AGENTS.md', start_line: 5, end_line: 5 } },
  ])
})

it('looks into the pages for those who work on it', () => {
  expect(['AGENTS.md', 'docs/ARCHITECTURE.md', '.github/CONTRIBUTING.md'].every(mayHoldRules)).toBe(true)
  expect(['README.md', 'src/design.md', 'docs/cups/design.md'].some(mayHoldRules)).toBe(false)
})
