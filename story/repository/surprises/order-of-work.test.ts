import { expect, it } from 'vitest'
import { readFile } from '../syntax/read-file.ts'
import { syntaxRows } from '../syntax/rows.ts'
import { openSyntaxParser } from '../syntax/tree.ts'
import { lazies } from './order-of-work.ts'

it('calls lazy what is kept for the next time, and no variable that is gone when the function returns', async () => {
  const row = syntaxRows.JavaScript
  if (row === undefined) throw new Error('no row')
  const text =
    'export class Till {\n  drawer() {\n    if (!this.drawer_) this.drawer_ = new Drawer()\n    return this.drawer_\n  }\n  getLamp() {\n    if (!this.lamp) this.lamp = new Lamp()\n    return this.lamp\n  }\n  host() {\n    let host = this.given\n    if (!host) host = this.find()\n    return host\n  }\n}\n'
  const root = await (await openSyntaxParser()).parse(text, row.grammar)
  if (root === null) throw new Error('no tree')
  const found = lazies({ parsed: [readFile('lib/till.js', 'JavaScript', text, root, row)] })
  expect(found.map(({ about }) => about)).toContain('Till.getLamp')
  expect(found.map(({ about }) => about)).not.toContain('Till.host')
})
