import { expect, it } from 'vitest'
import { listErrors } from './errors.ts'
import { readFile } from './syntax/read-file.ts'
import { syntaxRows } from './syntax/rows.ts'
import { openSyntaxParser } from './syntax/tree.ts'

const parser = await openSyntaxParser()
const errorsOf = async (path: string, language: string, text: string) => {
  const row = syntaxRows[language]
  const root = row === undefined ? null : await parser.parse(text, row.grammar)
  if (row === undefined || root === null) throw new Error('no tree')
  return listErrors([readFile(path, language, text, root, row)])
}
const loggedIn = async (path: string, language: string, text: string) =>
  (await errorsOf(path, language, text)).filter(({ kind }) => kind === 'logged').map(({ in_symbol: owner, place }) => [owner, place.start_line])
const handedIn = async (body: string) =>
  (await errorsOf('a.js', 'JavaScript', `function serve() {\n  try {\n    take()\n  } catch (err) {\n${body}\n  }\n}\n`)).find(({ kind }) => kind === 'caught')

it('names who is handed what was caught, and whether that is so in every case', async () => {
  expect((await handedIn('    this.onError(err)'))?.handed_to).toEqual({ name: 'onError', sometimes: false })
  expect((await handedIn('    if (ready) {\n      onError(err)\n    }'))?.handed_to).toEqual({ name: 'onError', sometimes: true })
  expect((await handedIn('    if (a) {\n      onError(a)\n    } else {\n      onError(err)\n    }'))?.handed_to).toEqual({ name: 'onError', sometimes: false })
  expect((await handedIn('    // onError(err)\n    stop()'))?.handed_to).toBeNull()
  expect((await handedIn('    next(err)'))?.handed_to?.name).toBe('next')
  // An error that is made there is nobody who is handed one.
  expect((await handedIn('    throw ConnectionError(err)'))?.handed_to).toBeNull()
})

it('knows what is raised again from what stops there', async () => {
  expect((await handedIn('    throw err'))?.rethrown).toBe(true)
  expect((await handedIn('    stop()'))?.rethrown).toBe(false)
})

it('finds where a failure is logged and the work goes on, and not where it ends', async () => {
  const rust =
    'fn walk() {\n    match read() {\n        Ok(a) => take(a),\n        Err((e, path)) => {\n            error!("no {}", e);\n        }\n    }\n    if let Err(e) = read() {\n        error!("return {}", e);\n        return;\n    }\n}\n'
  expect(await loggedIn('a.rs', 'Rust', rust)).toEqual([['walk', 4]])
  const go =
    'package a\n\nfunc walk() error {\n\tif err := read(); err != nil {\n\t\tlog.Printf("no return: %s", err)\n\t}\n\tif err != nil {\n\t\tlog.Print(err)\n\t\treturn err\n\t}\n\treturn nil\n}\n'
  expect(await loggedIn('a.go', 'Go', go)).toEqual([['walk', 4]])
  const ending = 'package a\n\nfunc walk() {\n\tif err != nil {\n\t\tprintfAndExit("unable to open log file: %v", err)\n\t}\n}\n'
  expect(await loggedIn('a.go', 'Go', ending)).toEqual([])
  expect(await loggedIn('a.go', 'Go', ending.replace('printfAndExit(', 'log.Print(').replace(', err)', ', err)\n\t\tsayAndExit(err)'))).toEqual([])
  expect(await loggedIn('a.go', 'Go', ending.replace('printfAndExit', 'keepForLater'))).toEqual([])
  const python = 'def walk():\n    try:\n        read()\n    except OSError:\n        logger.warning("no paper")\n'
  expect(await loggedIn('a.py', 'Python', python)).toEqual([['walk', 4]])
  expect(await loggedIn('a.py', 'Python', `${python}        raise\n`)).toEqual([])
  expect(await loggedIn('a.py', 'Python', python.replace('logger.warning', 'warnings.warn'))).toEqual([])
})

it('reads through the macros by which C++ throws and catches', async () => {
  const text =
    '#include <exception>\n#define TILL_THROW(ex) throw(ex)\n#define TILL_CATCH()            \\\n  catch (const std::exception &ex) { \\\n    err_handler_(ex.what());     \\\n  }\n\nvoid take() {\n  TILL_TRY {\n    TILL_THROW(till_ex("no paper"));\n  }\n  TILL_CATCH()\n}\n'
  const found = await errorsOf('till.cpp', 'C++', text)
  expect(found.filter(({ kind }) => kind === 'raised').map(({ name, place }) => [name, place.start_line])).toEqual([['till_ex', 10]])
  expect(found.find(({ through }) => through != null)).toMatchObject({
    name: 'std::exception',
    through: 'TILL_CATCH',
    handed_to: { name: 'err_handler_', sometimes: false },
    place: { start_line: 12 },
  })
})

it('takes an error that a function of its own makes for that error', async () => {
  const text = '<?php\nclass JamError extends \\Exception\n{\n}\nfunction take()\n{\n    throw JamError::ofPaper($roll);\n}\n'
  expect((await errorsOf('a.php', 'PHP', text)).find(({ kind }) => kind === 'raised')?.name).toBe('JamError')
})

it('takes no class for an error by its name alone that is built on something else', async () => {
  const text = 'module Till\n  class Error < Middleware\n  end\n  class PaperError < StandardError\n  end\nend\n'
  expect((await errorsOf('a.rb', 'Ruby', text)).filter(({ kind }) => kind === 'error_type').map(({ name }) => name)).toEqual(['Till.PaperError'])
})

it('takes no class for an error by its name alone, in whatever it holds', async () => {
  const text =
    'class ParseError {\n  int at;\n}\n\nclass ParseErrorList extends ArrayList<ParseError> {\n}\n\nclass JamException extends RuntimeException {\n}\n'
  expect((await errorsOf('A.java', 'Java', text)).filter(({ kind }) => kind === 'error_type').map(({ name }) => name)).toEqual(['JamException'])
})

it('reads the exit code that a name stands for', async () => {
  const text = 'fn main() {\n    exit(exits::RUNTIME_ERROR);\n}\n'
  expect((await errorsOf('main.rs', 'Rust', text)).filter(({ kind }) => kind === 'exit_code').map(({ name }) => name)).toEqual(['RUNTIME_ERROR'])
})

it('names the function for errors that a promise is given', async () => {
  const text =
    'function serve(ctx) {\n  const onerror = (err) => ctx.end(err)\n  return run(ctx).then(respond).catch(onerror)\n}\n\nfunction other(ctx) {\n  return run(ctx).catch(noop)\n}\n'
  expect((await errorsOf('a.js', 'JavaScript', text)).filter(({ kind }) => kind === 'caught')).toMatchObject([
    { in_symbol: 'serve', handed_to: { name: 'onerror', sometimes: false }, place: { start_line: 3 } },
  ])
})
