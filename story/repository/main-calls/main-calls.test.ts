import { describe, expect, it } from 'vitest'
import { analyzeFiles, followedSymbolsOf } from '../../../test/support/analyze-files.ts'

const work = 'def first():\n    return second()\n\ndef second():\n    return third()\n\ndef third():\n    return 1\n'

describe('the call that is followed', () => {
  it('is what the README calls, and not what leads furthest', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```python\nimport till\n\ntill.order("tea")\n```\n',
      'pyproject.toml': '[project]\nname = "till"\n',
      'till/__init__.py': 'from .api import order\n',
      'till/api.py': `${work}\ndef order(name):\n    return check(name)\n\ndef check(name):\n    return clean(name)\n\ndef clean(name):\n    return name\n\ndef rebuild():\n    first()\n    check("")\n    return order("")\n`,
    })
    expect(followedSymbolsOf(facts)).toEqual(['order', 'check', 'clean'])
    expect(facts.call_paths[0]?.entry).toMatchObject({ kind: 'library', name: 'till', reason: expect.stringContaining('the README calls it') })
  })

  it('is the main function where the README starts the program, and the work rather than its arguments', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```sh\ntill order\ntill close\n```\n',
      'go.mod': 'module example.com/till\n',
      'main.go':
        'package main\n\nfunc main() {\n\tparseArgs()\n\trun()\n}\n\nfunc run() {\n\torder()\n}\n\nfunc order() {\n\tpay()\n}\n\nfunc pay() {\n\tprintln(1)\n}\n\nfunc parseArgs() {\n\treadFlags()\n}\n\nfunc readFlags() {\n\tprintln(2)\n}\n',
    })
    expect(facts.call_paths[0]?.entry.kind).toBe('main')
    expect(followedSymbolsOf(facts)).toEqual(expect.arrayContaining(['main', 'run', 'order', 'pay']))
  })

  it('begins at the function that a package hands out, where what answers a request is made there', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```js\nconst till = require("till")\nconst app = till()\n```\n',
      'package.json': '{ "name": "till", "main": "index.js" }',
      'index.js': "module.exports = require('./lib/till')\n",
      'lib/till.js':
        "var app = require('./app')\nmodule.exports = createTill\n\nfunction createTill() {\n  var till = function(req, res) {\n    app.handle(req, res)\n  }\n  return till\n}\n",
      'lib/app.js':
        'var app = exports = module.exports = {}\n\napp.handle = function handle(req, res) {\n  this.answer(res)\n}\n\napp.answer = function answer(res) {\n  res.end()\n}\n',
    })
    expect(followedSymbolsOf(facts)).toEqual(['createTill', 'app.handle', 'app.answer'])
    expect(facts.call_paths[0]?.steps[1]?.when).toBe('the function till is called')
    expect(facts.call_paths[0]?.entry.reason).toContain('what index.js hands out')
    expect(facts.entry_points.some(({ kind, symbol, place }) => kind === 'library' && symbol === null && place.file === 'index.js')).toBe(true)
  })

  it('begins with the method that makes what answers a request, where that has no name to be called by', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```js\nconst Till = require("till")\nconst app = new Till()\n```\n',
      'package.json': '{ "name": "till", "main": "till.js" }',
      'till.js':
        'module.exports = class Till {\n  callback() {\n    this.check()\n    const answerIt = (req, res) => {\n      this.answer(res)\n    }\n    return answerIt\n  }\n\n  check() {\n    return 1\n  }\n\n  answer(res) {\n    res.end()\n  }\n}\n',
    })
    expect(followedSymbolsOf(facts)).toEqual(['Till.callback', 'Till.check', 'Till.answer'])
    expect(facts.call_paths[0]?.steps[2]?.when).toBe('the function answerIt is called')
  })

  it('goes through an interface to the one type that fulfils it, and no further where there are two', async () => {
    const php = (second: boolean) => ({
      'composer.json': '{ "name": "acme/till" }',
      'README.md': '# till\n\n```php\n$till = new Till();\n$till->run();\n```\n',
      'src/Till.php':
        '<?php\nclass Till {\n    private Printer $printer;\n    public function run() {\n        $this->check();\n        return $this->printer->print();\n    }\n    public function check() {\n        return $this->close();\n    }\n    public function close() {\n        return 1;\n    }\n}\n',
      'src/Printer.php': '<?php\ninterface Printer {\n    public function print();\n}\n',
      'src/Paper.php': '<?php\nclass Paper implements Printer {\n    public function print() {\n        return 1;\n    }\n}\n',
      ...(second ? { 'src/Screen.php': '<?php\nclass Screen implements Printer {\n    public function print() {\n        return 2;\n    }\n}\n' } : {}),
    })
    expect(followedSymbolsOf(await analyzeFiles(php(false)))).toContain('Paper::print')
    const told = followedSymbolsOf(await analyzeFiles(php(true)))
    expect(told).toContain('Printer::print')
    expect(told).not.toContain('Paper::print')
  })

  it('is nothing that its authors tell users to call no more', async () => {
    const till = (note: string) => ({
      'pom.xml': '<project><artifactId>till</artifactId></project>',
      'src/main/java/Till.java': `${note}public class Till {\n    public int parse(int n) {\n        return pour(n);\n    }\n    private int pour(int n) {\n        return fill(n);\n    }\n    private int fill(int n) {\n        return n;\n    }\n}\n`,
      'src/main/java/Shop.java':
        'public class Shop {\n    public int sell(int n) {\n        return weigh(n);\n    }\n    private int weigh(int n) {\n        return n;\n    }\n}\n',
    })
    expect(followedSymbolsOf(await analyzeFiles(till('')))?.[0]).toBe('Till.parse')
    expect(followedSymbolsOf(await analyzeFiles(till('/**\n * Parses.\n *\n * @deprecated Use a shop.\n */\n@Deprecated\n')))?.[0]).toBe('Shop.sell')
  })

  it('is the plain one of a family that leads to the same work, where the README names it first', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```c\ntill_parse(text);\n```\n\n```c\ntill_parseWithLength(text, 3);\n```\n',
      'till.h': 'int till_parse(const char *text);\nint till_parseWithLength(const char *text, int length);\n',
      'till.c':
        '#include "till.h"\n\nstatic int close_cup(int n) { return n; }\n\nstatic int fill_cup(int n) { return close_cup(n); }\n\nstatic int pour_tea(int n) { return fill_cup(n); }\n\nint till_parseWithLength(const char *text, int length)\n{\n    return pour_tea(length);\n}\n\nint till_parse(const char *text)\n{\n    return till_parseWithLength(text, 0);\n}\n',
    })
    expect(followedSymbolsOf(facts)?.slice(0, 3)).toEqual(['till_parse', 'till_parseWithLength', 'pour_tea'])
  })

  it('goes on through the elements of a list that a field holds, and through a printer that much hangs on', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```sh\ntill order\n```\n',
      'go.mod': 'module example.com/till\n',
      'main.go':
        'package main\n\ntype Till struct {\n\tcups []*Cup\n}\n\ntype Cup struct{}\n\ntype Can struct{}\n\nfunc main() {\n\tt := &Till{}\n\tt.printAll()\n}\n\nfunc (t *Till) printAll() {\n\thead()\n\tfor _, cup := range t.cups {\n\t\tcup.Fill()\n\t}\n\tfoot()\n}\n\nfunc (c *Cup) Fill() {\n\tprintln(1)\n}\n\nfunc (c *Can) Fill() {\n\tprintln(2)\n}\n\nfunc head() {\n\tprintln(3)\n}\n\nfunc foot() {\n\tprintln(4)\n}\n',
    })
    expect(followedSymbolsOf(facts)).toEqual(['main', 'Till.printAll', 'head', 'Cup.Fill', 'foot'])
  })

  it('says what made a function only where it is made in one place', async () => {
    const told = async (again: string) => {
      const facts = await analyzeFiles({
        'pyproject.toml': '[project]\nname = "till"\n',
        'till/__init__.py': 'from .api import order\n',
        'till/api.py': `def order(name):\n    reply = find_reply(name)\n${again}    return reply(name)\n\ndef find_reply(name):\n    return name\n\ndef repair(name):\n    return name\n`,
      })
      return facts.call_paths[0]?.steps[0]?.remarks.filter(({ kind }) => kind === 'calls_given').map(({ text }) => text)
    }
    expect(await told('')).toEqual(['reply → result of find_reply'])
    expect(await told('    if name is None:\n        reply = repair(name)\n')).toEqual([])
  })

  it('is one handler alone where several are written out in one function', async () => {
    const facts = await analyzeFiles({
      'package.json': '{ "name": "till" }',
      'app.js':
        "import { list, find, drop } from './cups.js'\n\nexport function createApp(app) {\n  app.get('/cups', (req, res) => {\n    res.json(find(list(req)))\n  })\n\n  app.get('/cups/:id', (req, res) => {\n    res.json(find(req.params.id))\n  })\n\n  app.delete('/cups/:id', (req, res) => {\n    drop(req.params.id)\n  })\n}\n",
      'cups.js':
        'export function list(req) {\n  return find(req)\n}\n\nexport function find(id) {\n  return id\n}\n\nexport function drop(id) {\n  return find(id)\n}\n',
    })
    const [first] = facts.call_paths
    expect(first?.entry).toMatchObject({ kind: 'route', name: 'GET /cups' })
    expect(first?.steps[0]?.place).toMatchObject({ start_line: 4, end_line: 6 })
    expect(followedSymbolsOf(facts)).toEqual(expect.arrayContaining(['createApp', 'list', 'find']))
    expect(followedSymbolsOf(facts)).not.toContain('drop')
  })

  it('is a route’s handler in an application that is no library', async () => {
    const controller = ['owners', 'pets', 'visits']
      .map((name) => `    @GetMapping("/${name}")\n    public String ${name}() {\n        return find("${name}");\n    }\n`)
      .join('\n')
    const facts = await analyzeFiles({
      'pom.xml': '<project>\n  <groupId>org.acme</groupId>\n  <artifactId>clinic</artifactId>\n</project>\n',
      'src/main/java/org/acme/samples/clinic/Clinic.java':
        'package org.acme.samples.clinic;\n\npublic class Clinic {\n    public static void main(String[] args) {\n        System.out.println(1);\n    }\n}\n',
      'src/main/java/org/acme/samples/clinic/OwnerController.java': `package org.acme.samples.clinic;\n\npublic class OwnerController {\n${controller}\n    private String find(String name) {\n        return load(name);\n    }\n\n    private String load(String name) {\n        return name;\n    }\n}\n`,
    })
    expect(facts.call_paths[0]?.entry.kind).toBe('route')
    expect(facts.entry_points.filter(({ kind }) => kind === 'library')).toEqual([])
    expect(facts.entry_points.some(({ kind, name }) => kind === 'main' && name === 'Clinic')).toBe(true)
  })

  it('is the handler that a route’s line hands over, under the whole path, before the program that only sets it up', async () => {
    const handler = (name: string, work: string) =>
      `func (s *Server) ${name}() http.HandlerFunc {\n\treturn func(w http.ResponseWriter, r *http.Request) {\n\t\t${work}\n\t}\n}\n`
    const facts = await analyzeFiles({
      'README.md': '# till\n\nTill is a web application.\n\n```sh\ntill\n```\n',
      'go.mod': 'module example.com/till\n',
      'main.go':
        'package main\n\nimport "example.com/till/handlers"\n\nfunc main() {\n\tcheck()\n\thandlers.New()\n}\n\nfunc check() {\n\tread()\n}\n\nfunc read() {\n\tprintln(1)\n}\n',
      'handlers/server.go':
        'package handlers\n\nfunc New() *Server {\n\ts := &Server{}\n\ts.routes()\n\treturn s\n}\n\nfunc (s *Server) routes() {\n\tapis := s.router.PathPrefix("/api").Subrouter()\n\tapis.HandleFunc("/order/{id}", s.orderGet()).Methods(http.MethodGet)\n\tapis.HandleFunc("/order", s.orderPost()).Methods(http.MethodPost)\n\ts.router.HandleFunc("/", s.index())\n}\n',
      'handlers/orders.go': `package handlers\n\n${handler('orderPost', 's.insert(r)')}\n${handler('orderGet', 's.find(r)')}\n${handler('index', 's.find(r)')}\nfunc (s *Server) insert(r *http.Request) {\n\ts.save(r)\n}\n\nfunc (s *Server) save(r *http.Request) {\n\tprintln(r)\n}\n\nfunc (s *Server) find(r *http.Request) {\n\tprintln(r)\n}\n`,
    })
    expect(facts.call_paths[0]?.entry).toMatchObject({ kind: 'route', name: 'POST /api/order', symbol: 'Server.orderPost' })
    expect(followedSymbolsOf(facts)).toEqual(['Server.orderPost', 'Server.insert', 'Server.save'])
    expect(facts.call_paths[1]?.entry.kind).toBe('main')
  })

  it('goes through a macro of Rust, whose inside is only names', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```sh\n$ till tea\n```\n',
      'Cargo.toml': '[package]\nname = "till"\n',
      'src/main.rs':
        'struct Server {\n    name: String,\n}\n\nimpl Server {\n    async fn serve(&mut self) {\n        self.accept()\n    }\n\n    fn accept(&self) {}\n}\n\nfn main() {\n    let mut server = Server { name: String::new() };\n    tokio::select! {\n        done = server.serve() => {\n            report(done);\n        }\n    }\n}\n\nfn report(done: ()) {}\n',
    })
    expect(followedSymbolsOf(facts)).toEqual(['main', 'Server::serve', 'Server::accept', 'report'])
  })

  it('goes through a symbol under which only one function is ever kept', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```js\nconst till = require("till")\ntill()\n```\n',
      'package.json': '{ "name": "till", "main": "till.js" }',
      'till.js':
        "const { writeSym, printSym } = require('./symbols')\nconst proto = require('./proto')\nmodule.exports = till\n\nfunction till(options) {\n  const instance = proto(options)\n  instance[writeSym]('tea')\n  instance[printSym]('tea')\n  return instance\n}\n",
      'proto.js':
        "const { writeSym, printSym } = require('./symbols')\nmodule.exports = function makeProto() {\n  return Object.create({\n    [writeSym]: writeLine,\n    [printSym]: print\n  })\n}\n\nfunction writeLine(line) {\n  return sendLine(line)\n}\n\nfunction sendLine(line) {\n  return line\n}\n\nfunction print() {}\n",
      'other.js': "const { printSym } = require('./symbols')\nmodule.exports = {\n  [printSym]: show\n}\n\nfunction show() {}\n",
      'symbols.js': "module.exports = { writeSym: Symbol('write'), printSym: Symbol('print') }\n",
    })
    expect(followedSymbolsOf(facts)).toEqual(expect.arrayContaining(['till', 'writeLine', 'sendLine']))
    expect(followedSymbolsOf(facts)).not.toContain('show')
  })

  it('is what the README begins with, no twin that does not wait and nothing that ends it, and never leads into a benchmark', async () => {
    const body = '{\n    check(till);\n    return write_line(till);\n}\n'
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```c\nreply = tillOrder(till);\ntillAsyncOrder(till);\ntillDisconnect(till);\n```\n',
      Makefile: 'all:\n\tcc till.c\n',
      'till.c': `#include "till.h"\n\nint tillDisconnect(till *till) ${body}\nint tillAsyncOrder(till *till) ${body}\nint tillOrder(till *till) ${body}\nstatic int check(till *till) {\n    return measure(till);\n}\n\nint write_line(till *till) {\n    return 1;\n}\n`,
      'till.h': 'int tillOrder(till *till);\nint tillAsyncOrder(till *till);\nint tillDisconnect(till *till);\n',
      'bench/measure.c': 'int measure(till *till) {\n    return 1;\n}\n',
    })
    expect(followedSymbolsOf(facts)).toEqual(['tillOrder', 'check', 'write_line'])
  })

  it('is that of the type which bears the project’s name, where the README calls a helper as well', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```js\nimport till, { Labels } from "till"\n\ntill.order("tea")\nconst labels = new Labels()\nlabels.get("tea")\n```\n',
      'package.json': '{ "name": "till", "main": "index.js" }',
      'index.js': "import Till from './lib/till.js'\nimport Labels from './lib/labels.js'\nexport { Labels }\nexport default new Till()\n",
      'lib/till.js':
        "import Labels from './labels.js'\n\nexport default class Till {\n  order(name) {\n    return this.check(name)\n  }\n  check(name) {\n    return this.clean(name)\n  }\n  clean(name) {\n    return name.trim()\n  }\n}\n",
      'lib/labels.js':
        'export default class Labels {\n  /** Finds a label. */\n  get(name) {\n    return this.find(name)\n  }\n  find(name) {\n    return this.seek(name)\n  }\n  seek(name) {\n    return name\n  }\n}\n',
    })
    expect(followedSymbolsOf(facts)).toEqual(['Till.order', 'Till.check', 'Till.clean'])
  })

  it('is the main method of a class that a library’s users run, and not a method that only it calls', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```python\nimport till\n\n@till.command()\ndef order():\n    pass\n```\n',
      'pyproject.toml': '[project]\nname = "till"\n',
      'till/__init__.py': 'from .core import Command\n',
      'till/core.py':
        'class Command:\n    def main(self, args):\n        context = self.prepare(args)\n        return self.answer(context)\n\n    def prepare(self, args):\n        return self.split(args)\n\n    def split(self, args):\n        return args\n\n    def answer(self, context):\n        return context\n\n    def __call__(self, args):\n        return self.main(args)\n',
    })
    expect(followedSymbolsOf(facts)).toEqual(['Command.main', 'Command.prepare', 'Command.split', 'Command.answer'])
  })

  it('is the object that a server calls as a function with what came in', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```python\nfrom till import Till\n\napp = Till()\n```\n',
      'pyproject.toml': '[project]\nname = "till"\n',
      'till/__init__.py': 'from .app import Till\n',
      'till/app.py':
        'class Till:\n    async def __call__(self, scope, receive, send):\n        stack = self.build_stack()\n        await self.answer(stack, send)\n\n    def build_stack(self):\n        return self.wrap([])\n\n    def wrap(self, stack):\n        return stack\n\n    async def answer(self, stack, send):\n        await send(stack)\n',
    })
    expect(followedSymbolsOf(facts)?.[0]).toBe('Till.__call__')
  })

  it('goes through a field into which only one method is ever put, and no further where it may hold another', async () => {
    const go = (second: string) => ({
      'README.md': '# till\n\n```go\nt := till.New()\nhttp.ListenAndServe(":1", t)\n```\n',
      'go.mod': 'module example.com/till\n',
      'till.go': `package till\n\nimport "net/http"\n\ntype Till struct {\n\thandler http.Handler\n}\n\nfunc (t *Till) ServeHTTP(w http.ResponseWriter, r *http.Request) {\n\tt.check(r)\n\tt.handler.ServeHTTP(w, r)\n}\n\nfunc (t *Till) check(r *http.Request) {\n\tt.seek(r)\n}\n\nfunc (t *Till) seek(r *http.Request) {\n\tprintln(r)\n}\n\nfunc (t *Till) build() {\n\tt.handler = wrap(http.HandlerFunc(t.route))\n${second}}\n\nfunc (t *Till) route(w http.ResponseWriter, r *http.Request) {\n\tt.seek(r)\n}\n\nfunc (t *Till) other(w http.ResponseWriter, r *http.Request) {\n\tt.seek(r)\n}\n`,
    })
    expect(followedSymbolsOf(await analyzeFiles(go('')))).toEqual(['Till.ServeHTTP', 'Till.check', 'Till.seek', 'Till.route'])
    expect(followedSymbolsOf(await analyzeFiles(go('\tt.handler = http.HandlerFunc(t.other)\n')))).not.toContain('Till.route')
  })

  it('takes a step that is called both on a condition and without one for a certain one, and a foreign object’s method for foreign', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```go\ntill.Order(request)\n```\n',
      'go.mod': 'module example.com/till\n',
      'till.go':
        'package till\n\nimport "net/http"\n\nfunc Order(r *http.Request) {\n\tr.Context().Voucher("a")\n\tif r == nil {\n\t\tpay(r)\n\t\treturn\n\t}\n\tpay(r)\n}\n\nfunc pay(r *http.Request) {\n\tprintln(r)\n}\n\ntype Paper struct{}\n\nfunc (p *Paper) Voucher(name string) string {\n\treturn name\n}\n',
    })
    expect(facts.call_paths[0]?.steps.map(({ symbol, when }) => [symbol, when])).toEqual([
      ['Order', null],
      ['pay', null],
    ])
  })

  it('tells where a function runs what it was given: an argument, or what was put into a field', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```python\nfrom till import Till\n\nTill(paper).order(print)\n```\n',
      'pyproject.toml': '[project]\nname = "till"\n',
      'till/__init__.py': 'from .api import Till\n',
      'till/api.py':
        'class Till:\n    def __init__(self, printer):\n        self.printer = printer\n        self.lines = []\n\n    def order(self, then):\n        self.check()\n        self.printer.print_line("tea")\n        self.lines.append("tea")\n        if self.lines:\n            then(self)\n        adapter = choose_adapter(self)\n        adapter(self)\n\n    def check(self):\n        return self.count()\n\n    def count(self):\n        return len(self.lines)\n',
    })
    const given = facts.call_paths[0]?.steps.flatMap(({ remarks }) => remarks).filter(({ kind }) => kind === 'calls_given')
    expect(given?.map(({ text, place }) => [text, place.start_line])).toEqual([
      ['printer.print_line → field', 8],
      ['then → parameter → self.lines', 11],
      ['adapter → result of choose_adapter', 13],
    ])
  })

  it('tells what the start calls itself on its own level, though a side branch calls it earlier and deeper', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```python\nimport till\n\ntill.order("tea")\n```\n',
      'pyproject.toml': '[project]\nname = "till"\n',
      'till/__init__.py': 'from .api import order\n',
      'till/api.py':
        'def order(name):\n    complete(name)\n    return prepare(name)\n\ndef complete(name):\n    return guess(name)\n\ndef guess(name):\n    return prepare(name)\n\ndef prepare(name):\n    return name\n\nclass _Lazy:\n    def open(self):\n        return order(guess(prepare(1)))\n',
    })
    expect(facts.call_paths[0]?.steps.map(({ symbol, depth }) => [symbol, depth])).toEqual([
      ['order', 0],
      ['complete', 1],
      ['guess', 2],
      ['prepare', 1],
    ])
    expect(facts.entry_points.filter(({ symbol }) => symbol?.startsWith('_Lazy'))).toEqual([])
  })

  it('begins at what is made under the package’s name where there is no default to import', async () => {
    const step = (name: string, next: string) => `export const ${name} = (file) => ${next === '' ? 'file' : `${next}(file)`}\n`
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```js\nimport { till, seek } from "till"\n\nawait till("tea")\nseek("tea")\n```\n',
      'package.json': '{ "name": "till", "type": "module", "exports": "./index.js" }',
      'index.js': "import { createTill } from './lib/create.js'\nexport { seek } from './lib/seek.js'\nexport const till = createTill({})\n",
      'lib/create.js': `import { s1 } from './steps.js'\nexport const createTill = (options) => {\n  const bound = (file) => callTill(file)\n  return bound\n}\n\nconst callTill = (file) => s1(file)\n`,
      'lib/steps.js': Array.from({ length: 9 }, (_, index) => step(`s${index + 1}`, index < 8 ? `s${index + 2}` : '')).join('\n'),
      'lib/seek.js': '/** Finds it. */\nexport const seek = (file) => look(file)\nconst look = (file) => find(file)\nconst find = (file) => file\n',
    })
    expect(followedSymbolsOf(facts)?.slice(0, 3)).toEqual(['createTill', 'callTill', 's1'])
  })

  it('goes into a package of Go that is imported under another name than its folder’s', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```sh\ntill order\ntill close\n```\n',
      'go.mod': 'module example.com/till\n',
      'main.go': 'package main\n\nimport (\n\ttill "example.com/till/src"\n)\n\nfunc main() {\n\ttill.Run()\n}\n',
      'src/core.go': 'package till\n\nfunc Run() {\n\tcount()\n}\n\nfunc count() {\n\tprintln(1)\n}\n',
      'other/core.go': 'package other\n\nfunc Run() {\n\tprintln(2)\n}\n',
    })
    expect(facts.call_paths[0]?.steps.map(({ symbol, place }) => [symbol, place.file])).toEqual([
      ['main', 'main.go'],
      ['Run', 'src/core.go'],
      ['count', 'src/core.go'],
    ])
  })

  it('is the command that the README types, of several', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```sh\n$ sell tea\n$ sell coffee\n```\n\n```sh\n$ till-admin\n```\n',
      'pyproject.toml': '[project]\nname = "till"\n[project.scripts]\ntill-admin = "till.admin:main"\nsell = "till.sell:main"\n',
      'till/__init__.py': '',
      'till/admin.py':
        'from .sell import order\n\ndef main():\n    return clean(order(1))\n\ndef clean(name):\n    return wipe(name)\n\ndef wipe(name):\n    return name\n',
      'till/sell.py': 'def main():\n    return order(1)\n\ndef order(name):\n    return pay(name)\n\ndef pay(name):\n    return name\n',
    })
    expect(facts.call_paths[0]?.entry).toMatchObject({ kind: 'bin', name: 'sell' })
  })

  it('takes no type, no conversion and no class for a function that was handed over', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```go\ntill.Order(label)\n```\n',
      'go.mod': 'module example.com/till\n',
      'till.go':
        'package till\n\nfunc Order(label []byte, other string, then func(string)) {\n\tprintln(string(label))\n\tthen(other)\n\tpay()\n}\n\nfunc pay() {\n\tprintln(1)\n}\n',
    })
    const given = facts.call_paths[0]?.steps.flatMap(({ remarks }) => remarks).filter(({ kind }) => kind === 'calls_given')
    expect(given?.map(({ text }) => text)).toEqual(['then → parameter'])
  })

  it('goes into what a Python function imports under its own name', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```sh\n$ till tea\n```\n',
      'pyproject.toml': '[project]\nname = "till"\n[project.scripts]\ntill = "till.__main__:main"\n',
      'till/__init__.py': '',
      'till/__main__.py': 'def main():\n    from till.core import main\n    return main()\n',
      'till/core.py': 'def main():\n    return order(1)\n\ndef order(name):\n    return name\n',
    })
    expect(facts.call_paths[0]?.steps.map(({ place }) => place.file)).toEqual(['till/__main__.py', 'till/core.py', 'till/core.py'])
  })

  it('is followed into files that the ranking leaves out of a large repository', async () => {
    const shared = Array.from(
      { length: 230 },
      (_, index) => [`src/shared/s${index}.ts`, `import { s0 } from './s0.js'\nexport const s${index} = () => s0\n`] as const,
    )
    const user = `${shared.map((_, index) => `import { s${index} } from './shared/s${index}.js'`).join('\n')}\n`
    const steps = ['check', 'pay', 'pack', 'send']
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```ts\nimport { order } from "till"\n\norder("tea")\n```\n',
      'package.json': '{ "name": "till", "type": "module", "exports": "./src/index.ts" }',
      'src/index.ts': "export { order } from './order.js'\n",
      'src/order.ts': `${steps.map((step) => `import { ${step} } from './steps/${step}.js'`).join('\n')}\n\nexport function order(name: string) {\n${steps.map((step) => `  ${step}(name)`).join('\n')}\n}\n`,
      ...Object.fromEntries(steps.map((step) => [`src/steps/${step}.ts`, `export function ${step}(name: string) {\n  return name\n}\n`])),
      ...Object.fromEntries(shared),
      ...Object.fromEntries(['a', 'b', 'c'].map((name) => [`src/${name}.ts`, user])),
    })
    expect(followedSymbolsOf(facts)).toEqual(['order', ...steps])
  })

  it('goes on to what a maker makes, where both stand in one chain', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```sh\n$ till tea\n```\n',
      'Cargo.toml': '[package]\nname = "till"\n',
      'src/main.rs':
        'struct Worker {\n    name: String,\n}\n\nimpl Worker {\n    fn new(name: String) -> Self {\n        Self { name }\n    }\n\n    fn scan(&self) {\n        self.send()\n    }\n\n    fn send(&self) {\n        println!("{}", self.name)\n    }\n}\n\nfn main() {\n    Worker::new(String::new()).scan()\n}\n',
    })
    expect(followedSymbolsOf(facts)).toEqual(['main', 'Worker::new', 'Worker::scan', 'Worker::send'])
  })

  it('goes on to what a builder builds at the end of its chain', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```sh\n$ till tea\n```\n',
      'Cargo.toml': '[package]\nname = "till"\n',
      'src/main.rs':
        'pub struct Printer {\n    size: u8,\n}\n\nimpl Printer {\n    fn issue_receipt(&self) {\n        self.roll_paper()\n    }\n\n    fn roll_paper(&self) {}\n}\n\npub struct PrinterBuilder {\n    size: u8,\n}\n\nimpl PrinterBuilder {\n    pub fn new() -> Self {\n        Self { size: 1 }\n    }\n\n    pub fn size(mut self, size: u8) -> Self {\n        self.size = size;\n        self\n    }\n\n    pub fn build(self) -> Printer {\n        Printer { size: self.size }\n    }\n}\n\nfn main() {\n    let printer = PrinterBuilder::new()\n        .size(4)\n        .build();\n    printer.issue_receipt();\n}\n',
    })
    expect(followedSymbolsOf(facts)).toEqual(expect.arrayContaining(['main', 'Printer::issue_receipt', 'Printer::roll_paper']))
  })

  it('starts in a program that Cargo finds by itself, under its own name', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```sh\n$ receipt tea\n```\n',
      'Cargo.toml': '[package]\nname = "till"\n',
      'src/lib.rs': 'pub fn total() -> u32 {\n    1\n}\n',
      'src/bin/receipt/main.rs': 'fn main() {\n    print_receipt()\n}\n\nfn print_receipt() {\n    println!("{}", till::total())\n}\n',
    })
    expect(facts.entry_points[0]).toMatchObject({ kind: 'bin', name: 'receipt', symbol: 'main', place: { file: 'src/bin/receipt/main.rs' } })
  })

  it('is what runtimes call with a request, and not what is there for testing', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\n```ts\nimport { Till } from "till"\nconst till = new Till()\n```\n',
      'package.json': '{ "name": "till", "main": "src/till.ts" }',
      'src/till.ts':
        'export class Till {\n  /** Is given a request by the runtime. */\n  fetch = (request: Request): Response => {\n    return this.#serve(request)\n  }\n  /** `.request()` is a useful method for testing. */\n  request = (path: string): Response => {\n    check(path)\n    return this.fetch(new Request(path))\n  }\n  #serve(request: Request): Response {\n    return answer(request)\n  }\n}\nfunction check(path: string) {\n  return path\n}\nfunction answer(request: Request): Response {\n  return new Response(request.url)\n}\n',
    })
    expect(followedSymbolsOf(facts)).toEqual(['Till.fetch', 'Till.#serve', 'answer'])
  })

  it('is what the command of the own name starts, where the README shows no call at all', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n\nSells over the counter.\n',
      'till.gemspec': 'Gem::Specification.new do |s|\n  s.name = "till"\n  s.executables = ["tillmon", "till"]\nend\n',
      'bin/till': '#!/usr/bin/env ruby\nrequire_relative "../lib/till"\n\ntill = Till.instance\ntill.run\n',
      'bin/tillmon': '#!/usr/bin/env ruby\nrequire_relative "../lib/till"\n\nwatch = Watch.new\nwatch.look\n',
      'lib/till.rb':
        'class Till\n  def self.instance\n    @instance ||= new\n  end\n\n  def run\n    open_up\n    serve(1)\n  end\n\n  def open_up\n    1\n  end\n\n  def serve(order)\n    order\n  rescue ArgumentError\n    apologize(order)\n  end\n\n  def apologize(order)\n    order\n  end\nend\n\nclass Watch\n  def look\n    see(1)\n    see_more(2)\n  end\n\n  def see(n)\n    n\n  end\n\n  def see_more(n)\n    n\n  end\nend\n',
    })
    expect(facts.call_paths[0]?.entry).toMatchObject({ kind: 'bin', name: 'till' })
    expect(followedSymbolsOf(facts)).toEqual(['Till.run', 'Till.open_up', 'Till.serve', 'Till.apologize'])
  })

  it('is the script itself that npm start runs, where its lines call one function after the other and listen', async () => {
    const facts = await analyzeFiles({
      'package.json': '{ "name": "till", "scripts": { "start": "node server/server.js" } }',
      'server/server.js':
        "const { prepareBook, openTill, watchDoors } = require('./work')\nconst app = require('express')()\n\n;(async () => {\n  await prepareBook()\n  await openTill()\n  app.get('/', (request, response) => {\n    serveOne(response)\n  })\n  app.listen(8000, () => {\n    watchDoors()\n  })\n})()\n\nfunction serveOne(response) {\n  response.end()\n}\n",
      'server/work.js':
        'function prepareBook() {\n  return 1\n}\nfunction openTill() {\n  return countCoins(1)\n}\nfunction countCoins(coins) {\n  return coins\n}\nfunction watchDoors() {\n  return 1\n}\nmodule.exports = { prepareBook, openTill, watchDoors }\n',
    })
    expect(facts.call_paths[0]?.entry).toMatchObject({ kind: 'main', symbol: null, reason: 'npm start' })
    expect(facts.call_paths[0]?.steps.map(({ symbol, depth, when }) => [symbol, depth, when])).toEqual([
      ['server/server.js', 0, null],
      ['prepareBook', 1, null],
      ['openTill', 1, null],
      ['countCoins', 2, null],
      ['watchDoors', 1, null],
    ])
  })

  it('is no station of another method that leads through more, no maker of settings, and none of the doubles for tests', async () => {
    const facts = await analyzeFiles({
      'README.md': '# till\n',
      'till.gemspec': 'Gem::Specification.new do |s|\n  s.name = "till"\nend\n',
      'lib/till.rb':
        'module Till\n  class Shop\n    def process\n      read\n      render(1)\n      write\n    end\n\n    def read\n      fetch_all\n    end\n\n    def fetch_all\n      1\n    end\n\n    def render(n)\n      n\n    end\n\n    def write\n      store(1)\n    end\n\n    def store(n)\n      n\n    end\n  end\n\n  class Lint\n    def call(env = nil)\n      one(env)\n      two(env)\n      three(env)\n      four(env)\n      five(env)\n      six(env)\n      seven(env)\n    end\n' +
        ['one', 'two', 'three', 'four', 'five', 'six', 'seven'].map((name) => `\n    def ${name}(env)\n      env\n    end\n`).join('') +
        '  end\nend\n',
    })
    expect(followedSymbolsOf(facts)?.[0]).toBe('Till.Shop.process')
  })

  it("belongs to the package whose manifest lies above it, and not to another in a folder of the project's", async () => {
    const composer = (name: string) => `{ "name": "acme/${name}", "description": "Keeps things" }`
    const facts = await analyzeFiles({
      'composer.json': composer('till'),
      'src/Memory/composer.json': composer('till-memory'),
      'src/Shop.php':
        '<?php\nnamespace Acme;\nclass Shop {\n    public function write(int $order): int {\n        return $this->check($order);\n    }\n    private function check(int $order): int {\n        return $this->sum($order);\n    }\n    private function sum(int $order): int {\n        return $order;\n    }\n}\n',
      'src/Memory/Desk.php': '<?php\nnamespace Acme;\nclass Desk {\n    public function put(int $order): int {\n        return $order;\n    }\n}\n',
    })
    expect(facts.call_paths[0]?.entry).toMatchObject({ name: 'acme/till', symbol: 'Shop::write' })
  })

  it('is the method that does the work, and not that of a wrapper which hands on under the same name', async () => {
    const shop = (own: string) =>
      `<?php\nnamespace Acme;\nclass Shop {\n    public function write(int $order): int {\n        return $this->check($order);\n    }\n    private function check(int $order): int {\n        return $this->sum($order);\n    }\n    private function sum(int $order): int {\n        return $order;\n    }\n}\n${own}`
    const facts = await analyzeFiles({
      'composer.json': '{ "name": "acme/till" }',
      'src/Shop.php': shop(''),
      'src/Chain.php':
        '<?php\nnamespace Acme;\nclass Chain {\n    public function write(int $order): int {\n        $shop = new Shop();\n        return $shop->write($order);\n    }\n}\n',
      'src/Plain.php':
        '<?php\nnamespace Acme;\nclass Plain {\n    public function put(int $order): int {\n        return $this->weigh($order);\n    }\n    private function weigh(int $order): int {\n        return $this->pack($order);\n    }\n    private function pack(int $order): int {\n        return $order;\n    }\n}\n',
    })
    expect(facts.call_paths[0]?.entry.symbol).toBe('Shop::write')
  })
})

it('takes none of the middlewares of a Ruby project for its way in', async () => {
  const type = (name: string, base: string, body: string): string =>
    `module Till\n  class ${name}${base}\n${body}\n\n    def weigh(cup)\n      turn(cup)\n    end\n\n    def turn(cup)\n      cup.size\n    end\n  end\nend\n`
  const call = '    def call(env)\n      weigh(env)\n    end'
  const facts = await analyzeFiles({
    'till.gemspec': "Gem::Specification.new { |s| s.name = 'till' }\n",
    'lib/till/middleware/error.rb': type('Error', '', call),
    'lib/till/cookies.rb': type('Cookies', ' < Middleware', call),
    'lib/till/router.rb': type('Router', '', call),
  })
  expect(facts.call_paths[0]?.entry.symbol).toBe('Till.Router.call')
})
