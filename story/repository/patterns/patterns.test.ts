import { describe, expect, it } from 'vitest'
import { analyzeFiles } from '../../../test/support/analyze-files.ts'

const patternsOf = async (files: Record<string, string>): Promise<string[]> => (await analyzeFiles(files)).patterns.map(({ name }) => name)

const program = `package main\n\nfunc main() {\n\tprintln(1)\n}\n${'// and more\n'.repeat(40)}`

describe('event-driven', () => {
  const announcing = (name: string) => `export function ${name}(bus) {\n  bus.emit('a', 1)\n  bus.emit('b', 2)\n}\n`
  const channel = "import { EventEmitter } from 'node:events'\nexport class Bus extends EventEmitter {\n  listen(to) {\n    to.on('a', () => 1)\n  }\n}\n"

  it('needs a channel of its own, files that announce, and somebody who listens', async () => {
    expect(await patternsOf({ 'lib/bus.js': channel, 'lib/a.js': announcing('a'), 'lib/b.js': announcing('b') })).toContain('event-driven')
  })

  it('is not said of code that emits on what others own: a stream, a sink, an assembler', async () => {
    expect(await patternsOf({ 'lib/a.js': announcing('a'), 'lib/b.js': announcing('b') })).not.toContain('event-driven')
  })

  it('is not said for a page that listens to its buttons beside a program', async () => {
    const script = "export function bind(button) {\n  button.addEventListener('click', () => 1)\n  button.dispatchEvent(3)\n}\n"
    expect(await patternsOf({ 'main.go': program, 'web/a.js': script, 'web/b.js': script })).not.toContain('event-driven')
  })
})

describe('event-driven, once more', () => {
  it('is not said for a class that is only called Signal', async () => {
    const announcing = (name: string) => `export function ${name}(bus) {\n  bus.emit('a', 1)\n  bus.on('b', () => 1)\n}\n`
    const messenger = 'export class Signal {\n  send(text) {\n    return text\n  }\n}\n'
    expect(await patternsOf({ 'lib/signal.js': messenger, 'lib/a.js': announcing('a'), 'lib/b.js': announcing('b') })).not.toContain('event-driven')
  })
})

describe('event loop', () => {
  const loop = (body: string) => `typedef struct aeEventLoop { int stop; } aeEventLoop;\nvoid aeMain(aeEventLoop *loop) {\n  while (!loop->stop) ${body};\n}\n`

  it('asks the system what has happened', async () => {
    expect(await patternsOf({ 'src/ae.c': loop('epoll_wait(1, 0, 1, 1)') })).toContain('event loop')
    expect(await patternsOf({ 'src/ae.c': loop('walk(loop)') })).not.toContain('event loop')
  })

  it('is not a field that bears its name', async () => {
    const context = 'export interface Context {\n  callbackWaitsForEmptyEventLoop: boolean\n}\nexport const select = (name: string) => [name]\n'
    expect(await patternsOf({ 'src/context.ts': context })).not.toContain('event loop')
  })
})

describe('layers', () => {
  const file = (name: string, from?: string) => `${from === undefined ? '' : `import { one } from '${from}'\n`}export const ${name} = () => 1\n`
  const files = { 'src/services/b.js': file('b', '../models/c.js'), 'src/models/c.js': file('one') }

  it('turn to those below them', async () => {
    expect(await patternsOf({ ...files, 'src/routes/a.js': file('a', '../services/b.js') })).toContain('layered')
  })

  it('are not said of folders that only bear their names', async () => {
    expect(await patternsOf({ ...files, 'src/routes/a.js': file('a') })).not.toContain('layered')
  })
})

it('calls client-server what talks through both ends of one protocol', async () => {
  const { patterns } = await analyzeFiles({
    'package.json': '{"name":"till","dependencies":{"socket.io":"1","socket.io-client":"1"}}',
    'server/server.js': "const { Server } = require('socket.io')\nexports.start = () => new Server()\n",
    'src/socket.js': "import { io } from 'socket.io-client'\nexport const open = () => io()\n",
  })
  expect(patterns.find(({ name }) => name === 'client-server')?.explanation).toContain('src and server talk to each other')
})

it('takes a helper of its makers for no command of the whole', async () => {
  const files = { 'server/server.js': 'exports.start = () => 1\n', 'package.json': '{"name":"till","scripts":{"start":"node server/server.js"}}' }
  const helper = (folder: string) => ({ [`${folder}/package.json`]: '{"name":"try","bin":"try.js"}', [`${folder}/try.js`]: 'exports.go = () => 1\n' })
  expect(await patternsOf({ ...files, ...helper('extra/try') })).not.toContain('command line program')
  expect(await patternsOf({ ...files, ...helper('try') })).toContain('command line program')
})

it('speaks of a compiler only where the parser takes what the lexer gives', async () => {
  const files = { 'src/token.js': 'export const one = 1\n', 'src/renderer.js': 'export const draw = () => 1\n' }
  expect(await patternsOf({ ...files, 'src/parser.js': "import { one } from './token.js'\nexport const parse = () => one\n" })).toContain('compiler pipeline')
  expect(await patternsOf({ ...files, 'src/parser.js': 'export const parse = () => 1\n' })).not.toContain('compiler pipeline')
})

describe('middleware chain', () => {
  const use = (comment: string) =>
    `// ${comment}\nexport class App {\n  constructor() {\n    this.list = []\n  }\n\n  // ${comment}\n  use(one) {\n    this.list.push(one)\n  }\n}\n`

  it('is a door for functions that stand in between', async () => {
    expect(await patternsOf({ 'lib/app.js': use('Adds a middleware.') })).toContain('middleware chain')
  })

  it('is not every function that is called use', async () => {
    expect(await patternsOf({ 'lib/app.js': use('Takes a resource.') })).not.toContain('middleware chain')
  })
})

describe('plugin', () => {
  it('is a door for plugins, and no function that asks for the extension of a file', async () => {
    const door = 'export function registerPlugin(plugin) {\n  return [plugin]\n}\nexport function pluginNames(plugins) {\n  return plugins\n}\n'
    const extension = "export function addFileExtension(name) {\n  return name + '.js'\n}\nexport function useExtensionOf(name) {\n  return name\n}\n"
    expect(await patternsOf({ 'lib/plugins.js': door })).toContain('plugin')
    expect(await patternsOf({ 'lib/names.js': extension })).not.toContain('plugin')
    expect(await patternsOf({ 'lib/names.js': "export function addExtension(path) {\n  return path + '.js'\n}\n" })).not.toContain('plugin')
  })
})

describe('monorepo', () => {
  const manifest = (name: string) => `{"name":"${name}","main":"index.js"}`
  const index = 'export function one() {\n  return 1\n}\n'

  it('is several packages of the product', async () => {
    expect(
      await patternsOf({
        'packages/a/package.json': manifest('a'),
        'packages/a/index.js': index,
        'packages/b/package.json': manifest('b'),
        'packages/b/index.js': index,
      }),
    ).toContain('monorepo')
  })

  it('is neither a package with examples, nor one that is published in two places', async () => {
    expect(
      await patternsOf({
        'package.json': manifest('a'),
        'index.js': index,
        'composer.json': '{"name":"a/a"}',
        'examples/b/package.json': manifest('b'),
        'examples/b/index.js': index,
      }),
    ).not.toContain('monorepo')
  })
})

it('finds models, views and controllers of a package whose name speaks of samples', async () => {
  const root = 'src/main/java/org/acme/samples/clinic'
  const type = (name: string) => `package org.acme.samples.clinic;\n\npublic class ${name} {\n  public int one() {\n    return 1;\n  }\n}\n`
  expect(
    await patternsOf({
      [`${root}/owner/OwnerController.java`]: type('OwnerController'),
      [`${root}/pet/PetController.java`]: type('PetController'),
      [`${root}/model/Pet.java`]: type('Pet'),
      'src/main/resources/templates/pet.html': '<p>pet</p>\n',
    }),
  ).toContain('MVC')
})

it('calls a server and a command that asks it client-server', async () => {
  const main = 'fn main() {\n    println!("1");\n}\n'
  expect(
    await patternsOf({
      'Cargo.toml':
        '[package]\nname = "cache"\nversion = "0.1.0"\n[[bin]]\nname = "cache-server"\npath = "src/bin/server.rs"\n[[bin]]\nname = "cache-cli"\npath = "src/bin/cli.rs"\n',
      'src/bin/server.rs': main,
      'src/bin/cli.rs': main,
      'src/lib.rs': 'pub fn one() -> i32 {\n    1\n}\n',
    }),
  ).toContain('client-server')
})

it('takes threads for what starts one in its own language, and not for a word', async () => {
  const python = (body: string) => `"""Work."""\n\n\ndef work(jobs):\n    """Does it."""\n    ${body}\n`
  expect(await patternsOf({ 'work/__init__.py': python('pool = ThreadPoolExecutor(2)') })).toContain('worker threads')
  expect(await patternsOf({ 'work/__init__.py': python('jobs.scope().spawn()') })).not.toContain('worker threads')
})
