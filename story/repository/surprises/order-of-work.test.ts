import { expect, it } from 'vitest'
import { listErrors } from '../errors.ts'
import { readFile } from '../syntax/read-file.ts'
import { syntaxRows } from '../syntax/rows.ts'
import { openSyntaxParser } from '../syntax/tree.ts'
import { lazies, storedErrors } from './order-of-work.ts'

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
  const set = `${text}export const start = (till) => {\n  till.lamp = new Lamp()\n}\n`
  const setRoot = await (await openSyntaxParser()).parse(set, row.grammar)
  if (setRoot === null) throw new Error('no tree')
  // Made at the start, too: whoever asks finds it there.
  expect(lazies({ parsed: [readFile('lib/till.js', 'JavaScript', set, setRoot, row)] }).map(({ about }) => about)).not.toContain('Till.getLamp')
})

it('says that a stored error is raised later only where it is, and not where something is returned that shows it', async () => {
  const row = syntaxRows.Ruby
  if (row === undefined) throw new Error('no row')
  const told = async (later: string) => {
    const text = `class Tab\n  def load\n    read\n  rescue => e\n    tab.error = e\n  end\n  def draw\n    ${later}\n  end\nend\n`
    const root = await (await openSyntaxParser()).parse(text, row.grammar)
    if (root === null) throw new Error('no tree')
    const parsed = [readFile('lib/tab.rb', 'Ruby', text, root, row)]
    return storedErrors({ facts: { errors: listErrors(parsed) }, parsed }).map(({ fact }) => fact)
  }
  expect(await told('return render_error(frame, tab.error) if tab.error')).toEqual([expect.not.stringMatching(/raises it later/)])
  expect(await told('raise tab.error')).toEqual([expect.stringMatching(/Tab.draw raises it later/)])
})
