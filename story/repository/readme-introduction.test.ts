import { expect, it } from 'vitest'
import { readReadme } from './readme.ts'

const introduction = (readme: string): string[] => readReadme('README.md', readme, 'till').introduction.map(({ text }) => text)

it('keeps the first sentences of a README in their order, up to the heading that begins something else', () => {
  expect(
    introduction(
      '# Till\n\nTill is a library for cash registers. It counts coins as they come in.\n\nWorks on every desk with a drawer.\n\n## Quick start\n\nOpen the drawer and count what is in it.\n',
    ),
  ).toEqual(['Till is a library for cash registers.', 'It counts coins as they come in.', 'Works on every desk with a drawer.'])
})

it('goes on under a heading that introduces, and leaves out who pays and what goes on from that', () => {
  expect(
    introduction('# Till\n\nTill is sponsored by Coins Incorporated. They make good coins.\n\n## What is it?\n\nTill counts coins as they come in.\n'),
  ).toEqual(['Till counts coins as they come in.'])
})
