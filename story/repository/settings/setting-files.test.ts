import { expect, it } from 'vitest'
import { readSettingFile } from './setting-files.ts'

it('takes a value out of its quotes, and without the remark behind it', () => {
  const text = "REGION='us-west' # replace this\nLEVEL=3 # higher is louder\nPLAIN=a b\n"
  expect(readSettingFile('.env.example', text).map(({ name, default: value }) => [name, value])).toEqual([
    ['REGION', 'us-west'],
    ['LEVEL', '3'],
    ['PLAIN', 'a b'],
  ])
})
