import { expect, it } from 'vitest'
import { isForThoseWhoTakePart, readAdditions } from './additions.ts'

const told = (text: string) => readAdditions(new Map([['CONTRIBUTING.md', text]])).map(({ heading, text: words }) => [heading, words])

it('reads where something new goes from the section that is about it, and nothing of the house around the code', () => {
  expect(told('# Drawer Addition\n\nTill makes its drawers from the [`drawers.json`](drawers.json) file. It is read once.\n')).toEqual([
    ['Drawer Addition', 'Till makes its drawers from the drawers.json file.'],
  ])
  expect(told('## Adding a new coin\n\nWelcome!\n\nAdd a file to `src/coins`.\n\nThen edit `coins.ts`.\n')).toEqual([
    ['Adding a new coin', 'Add a file to src/coins.'],
  ])
  expect(told('## Adding tests\n\nAdd a file to `test/coins`.\n')).toEqual([])
  expect(told('## Adding a new coin\n\nSee the guide for what is done.\n')).toEqual([])
})

it('knows the pages for those who take part by their names', () => {
  expect(['CONTRIBUTING.md', '.github/CONTRIBUTING.md', 'docs/add-a-coin.md'].every(isForThoseWhoTakePart)).toBe(true)
  expect(['README.md', 'src/adding.ts', 'docs/usage.md'].some(isForThoseWhoTakePart)).toBe(false)
})
