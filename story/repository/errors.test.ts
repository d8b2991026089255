import { beforeAll, describe, expect, it } from 'vitest'
import { kindsCut, listErrors } from './errors.ts'
import { readFile } from './syntax/read-file.ts'
import { syntaxRows } from './syntax/rows.ts'
import { openSyntaxParser, type SyntaxParser } from './syntax/tree.ts'

let parser: SyntaxParser
beforeAll(async () => {
  parser = await openSyntaxParser()
})

const errorsOf = async (path: string, language: string, text: string) => {
  const row = syntaxRows[language]
  const root = row === undefined ? null : await parser.parse(text, row.grammar)
  if (row === undefined || root === null) throw new Error('no tree')
  return listErrors([readFile(path, language, text, root, row)])
}

describe('the errors of a project', () => {
  it('are its own types with where each is raised and caught, those that are raised first', async () => {
    const text =
      'class QuietError(Exception):\n    pass\n\nclass OrderError(Exception):\n    """No order was given."""\n\ndef take(order):\n    if not order:\n        raise OrderError("none")\n\ndef serve(order):\n    try:\n        take(order)\n    except OrderError as error:\n        raise ServerError from error\n'
    const found = await errorsOf('till.py', 'Python', text)
    const types = found.filter(({ kind }) => kind === 'error_type')
    expect(types.map(({ name }) => name)).toEqual(['OrderError', 'QuietError'])
    expect(types[0]).toMatchObject({
      extends: ['Exception'],
      raised_in: [{ symbol: 'take', place: { start_line: 9 } }],
      caught_in: [{ symbol: 'serve', place: { start_line: 14 } }],
    })
    expect(found.find(({ kind }) => kind === 'caught')).toMatchObject({ name: 'OrderError', becomes: 'ServerError' })
  })

  it('are translated only where that is so in every case', async () => {
    const read = (handler: string) => errorsOf('till.py', 'Python', `def take():\n    try:\n        read()\n    except ShortError:\n${handler}`)
    const becomes = async (handler: string) => (await read(handler)).find(({ kind }) => kind === 'caught')?.becomes
    expect(await becomes('        raise LimitError()\n')).toBe('LimitError')
    expect(await becomes('        if size > 9:\n            raise LimitError()\n        more()\n')).toBeNull()
  })

  it('are all that descends from one, whatever it is called', async () => {
    const text =
      'class TillError(Exception):\n    pass\n\nclass Jam(TillError):\n    pass\n\nclass PaperJam(Jam):\n    pass\n\nclass Paper(Sheet):\n    pass\n\nclass ShowErrors:\n    pass\n'
    expect((await errorsOf('till.py', 'Python', text)).map(({ name }) => name)).toEqual(['TillError', 'Jam', 'PaperJam'])
  })

  it('cannot be counted where a limit cut them off, or part of the code was not parsed', async () => {
    const some = await errorsOf('till.py', 'Python', 'class OrderError(Exception):\n    pass\n')
    expect(kindsCut(some, true)).toEqual([])
    expect(kindsCut(some, false)).toContain('error_type')
    const many = await errorsOf('till.py', 'Python', Array.from({ length: 260 }, (_, at) => `class Order${at}Error(Exception):\n    pass\n`).join(''))
    expect(kindsCut(many, true)).toEqual(['error_type'])
  })

  it('are codes in C, with the comment above the first of them, raised where they are returned', async () => {
    const header = '/* When it fails, the field says why it did. */\n#define TILL_ERR_IO 1\n#define TILL_OK 0\n#define ALT_E 1\n'
    expect((await errorsOf('till.h', 'C', header)).map(({ kind, name, doc }) => [kind, name, doc?.text])).toEqual([
      ['error_type', 'TILL_ERR_IO', 'When it fails, the field says why it did.'],
    ])
    const code = 'int till_open(void) {\n  if (closed())\n    return TILL_ERR;\n  return TILL_OK;\n}\n'
    expect((await errorsOf('till.c', 'C', code)).map(({ kind, name, in_symbol }) => [kind, name, in_symbol])).toEqual([['raised', 'TILL_ERR', 'till_open']])
  })

  it('are statuses where a request is answered, and success is none', async () => {
    const text = 'package a\n\nfunc serve(w W) {\n\thttp.Error(w, "no order", http.StatusBadRequest)\n\tc.AbortWithStatus(http.StatusOK)\n}\n'
    expect((await errorsOf('a.go', 'Go', text)).filter(({ kind }) => kind === 'answered').map(({ name, in_symbol }) => [name, in_symbol])).toEqual([
      ['StatusBadRequest', 'serve'],
    ])
  })

  it('are no answers that a comment shows, and no kinds that C++ returns', async () => {
    const example =
      "/**\n * @example\n * throw new HTTPException(401, { message: 'Custom error message' })\n */\nfunction http() {\n  throw new HTTPException(403)\n}\n"
    expect((await errorsOf('a.js', 'JavaScript', example)).filter(({ kind }) => kind === 'answered').map(({ name }) => name)).toEqual(['403'])
    expect(await errorsOf('a.cpp', 'C++', 'int level_of(int level) {\n  return EVENTLOG_ERROR_TYPE;\n}\n')).toEqual([])
  })

  it('are no statuses that a variable holds', async () => {
    const text = 'function http(status) {\n  throw new HTTPException(status)\n}\n'
    expect((await errorsOf('a.js', 'JavaScript', text)).filter(({ kind }) => kind === 'answered')).toEqual([])
  })

  it('are no ends of a child that was forked off', async () => {
    const text = 'import os, sys\n\ndef spawn():\n    pid = os.fork()\n    if pid != 0:\n        return pid\n    sys.exit(-1)\n\ndef stop():\n    sys.exit(3)\n'
    expect((await errorsOf('a.py', 'Python', text)).filter(({ kind }) => kind === 'exit_code').map(({ name }) => name)).toEqual(['3'])
  })

  it('are values in Go, where a panic is caught by asking for it', async () => {
    const text =
      'package a\n\nimport "errors"\n\n// ErrClosed is returned after Close.\nvar ErrClosed = errors.New("closed")\n\nfunc guard() {\n\tdefer func() {\n\t\tif r := recover(); r != nil {\n\t\t\tlog(r)\n\t\t}\n\t}()\n}\n'
    const found = await errorsOf('a.go', 'Go', text)
    expect(found.find(({ kind }) => kind === 'error_type')).toMatchObject({ name: 'ErrClosed', place: { start_line: 6 } })
    expect(found.find(({ kind }) => kind === 'caught')).toMatchObject({ name: 'panic', in_symbol: 'guard' })
  })
})
