import { describe, expect, it } from 'vitest'
import { analyzeFiles, linkedCallsOf } from '../../../test/support/analyze-files.ts'

describe('a call is linked', () => {
  it('through an interface of Go to the one type that fulfils it, in whatever file its methods stand', async () => {
    const facts = await analyzeFiles({
      'go.mod': 'module example.com/till\n',
      'web/store.go':
        'package web\n\n// Store keeps things.\ntype Store interface {\n\t// InsertEntry keeps one.\n\tInsertEntry(name string) error\n\tDropEntry(name string) error\n}\n',
      'web/server.go':
        'package web\n\ntype Server struct {\n\tstore Store\n}\n\nfunc (s Server) Post() error {\n\treturn s.db().InsertEntry("a")\n}\n\nfunc (s Server) db() Store {\n\treturn s.store\n}\n',
      'db/db.go': 'package db\n\ntype DB struct {\n\tpath string\n}\n',
      'db/entries.go':
        'package db\n\nfunc (d DB) InsertEntry(name string) error {\n\treturn check(name)\n}\n\nfunc (d DB) DropEntry(name string) error {\n\treturn check(name)\n}\n\nfunc check(name string) error {\n\treturn nil\n}\n',
    })
    expect(linkedCallsOf(facts, 'Server.Post')).toContainEqual(['DB.InsertEntry', null])
    expect(facts.symbols.find(({ qualified_name }) => qualified_name === 'Store.InsertEntry')?.doc?.text).toBe('InsertEntry keeps one.')
  })

  it('to what a search has found, and in either of two branches on no condition', async () => {
    const facts = await analyzeFiles({
      'go.mod': 'module example.com/till\n',
      'README.md': '# till\n\n```go\ntill.Route(w, r)\n```\n',
      'till.go':
        'package till\n\nfunc Route(w Writer, r Request, loud bool) {\n\tif loud {\n\t\tnote(r)\n\t} else {\n\t\tnote(w)\n\t}\n\tif _, h := FindRoute(r); h != nil {\n\t\th.ServeHTTP(w, r)\n\t}\n}\n\nfunc note(it any) {\n\tprintln(it)\n}\n\nfunc FindRoute(r Request) (bool, Handler) {\n\tnote(r)\n\treturn true, nil\n}\n',
    })
    const [path] = facts.call_paths
    expect(path?.steps[0]?.remarks.map(({ text }) => text)).toContain('h.ServeHTTP → found by FindRoute → h != nil')
    expect(path?.steps.find(({ symbol }) => symbol === 'note')?.when).toBeNull()
  })

  it('to what users bring along, where nothing here fulfils the interface, and to no conversion', async () => {
    const facts = await analyzeFiles({
      'go.mod': 'module example.com/till\n',
      'README.md': '# till\n\n```go\ntill.Run(shop)\n```\n',
      'till.go':
        'package till\n\n// Model is written by users.\ntype Model interface {\n\tUpdate(msg string) Model\n\tView() string\n}\n\ntype Msg struct {\n\ttext string\n}\n\nfunc Run(model Model) {\n\tloop(model)\n}\n\nfunc loop(model Model) {\n\tmodel = model.Update("x")\n\tshow(Msg(model.View()))\n}\n\nfunc show(text Msg) {\n\tprintln(text)\n}\n',
    })
    const [path] = facts.call_paths
    expect(path?.steps.find(({ symbol }) => symbol === 'loop')?.remarks.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Model.Update → contract', 'Model.View → contract']),
    )
    expect(path?.steps.map(({ symbol }) => symbol)).not.toContain('Msg')
  })
})
