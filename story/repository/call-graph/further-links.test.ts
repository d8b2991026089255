import { describe, expect, it } from 'vitest'
import { analyzeFiles, linkedCallsOf } from '../../../test/support/analyze-files.ts'

describe('a call is linked', () => {
  it('to what the variant of an enum carries', async () => {
    const facts = await analyzeFiles({
      'Cargo.toml': '[package]\nname = "till"\n',
      'src/lib.rs':
        'mod get;\nmod set;\nmod other;\npub enum Command { Get(Get), Set(Set) }\nimpl Command {\n    pub fn apply(self, db: &Db) {\n        match self {\n            Get(cmd) => cmd.apply(db),\n            Command::Set(cmd) => cmd.apply(db),\n        }\n    }\n}\n',
      'src/other.rs': 'enum Command { Get(String), Put(String, Bytes) }\n',
      'src/get.rs': 'pub struct Get { key: String }\nimpl Get {\n    pub fn apply(self, db: &Db) {}\n}\n',
      'src/set.rs': 'pub struct Set { key: String }\nimpl Set {\n    pub fn apply(self, db: &Db) {}\n}\n',
    })
    expect(linkedCallsOf(facts, 'Command::apply')?.map(([symbol]) => symbol)).toEqual(['Get::apply', 'Set::apply'])
    expect(facts.symbols.find(({ name, kind }) => name === 'Command' && kind === 'enum')?.holds).toBeUndefined()
  })

  it('to a function that a CommonJS file hands out by its name, also under a symbol that another file puts it under', async () => {
    const facts = await analyzeFiles({
      'package.json': '{ "name": "till", "main": "till.js" }',
      'till.js':
        "const { weigh } = require('./lib/tools')\nconst prototype = require('./lib/prototype')\nconst { sellSymbol } = require('./lib/symbols')\nfunction till(bag) {\n  weigh(bag)\n  prototype[sellSymbol](bag)\n}\nmodule.exports = till\n",
      'lib/symbols.js': "const sellSymbol = Symbol('sell')\nmodule.exports = { sellSymbol }\n",
      'lib/tools.js': 'function weigh(bag) {\n  return bag\n}\nmodule.exports = {\n  weigh\n}\n',
      'lib/prototype.js': "const { sellSymbol } = require('./symbols')\nmodule.exports = {\n  [sellSymbol]: sell,\n}\nfunction sell(bag) {\n  return bag\n}\n",
      'lib/other.js': 'function sell() {}\nmodule.exports = { sell }\n',
    })
    expect(linkedCallsOf(facts, 'till')?.map(([symbol]) => symbol)).toEqual(['weigh', 'sell'])
    expect(facts.symbols.find(({ name }) => name === 'weigh')?.exported).toBe(true)
  })
})
