import { expect, it } from 'vitest'
import { readDesignMarks } from './design-marks.ts'

const read = (files: Record<string, string>): string[] =>
  readDesignMarks(new Map(Object.entries(files))).map(({ mark, place, what, isRepeated }) =>
    [mark, place.start_line, ...what, ...(isRepeated ? ['in a loop'] : [])].join(' '),
  )

it.each([
  ['till.js', 'const pour = new Function("cup", body)', ['code made at run time 1 Function']],
  ['till.py', 'code = compile(source, name, "exec")', ['code made at run time 1 compile']],
  [
    'till.py',
    'class Flow:\n    def run(self):\n        answer = yield question\n\ndef ask(till):\n    flow = till.run()\n    flow.send(1)',
    ['answered generator 3'],
  ],
  // Gone through, and nothing sent to it.
  ['till.py', 'class Flow:\n    def run(self):\n        answer = yield question\n\ndef ask(till, wire):\n    flow = till.run()\n    wire.send(list(flow))', []],
  ['till.rs', 'use std::sync::{Arc, Mutex};\n', ['standard lock in async code 1 Mutex']],
  ['till.rs', 'use std::sync::Mutex;\nuse tokio::sync::Mutex;\n', []],
  ['till.rs', 'impl<T> Drop for Drawer<T> {}', ['work at the end of life 1 Drawer']],
  ['till.rs', 'fn run() {\n    loop {\n        tokio::spawn(async {});\n    }\n}', ['work beside the caller 3 in a loop']],
  ['till.go', 'func run() {\n\tgo pour()\n}', ['work beside the caller 2']],
  ['till.go', 'func run() {\n\tfor range cups {\n\t\tgo pour()\n\t}\n}', ['work beside the caller 3 in a loop']],
  // A body that always leaves goes round once.
  ['till.go', 'func run() {\n\tfor range cups {\n\t\tgo pour()\n\n\t\treturn nil\n\t}\n}', ['work beside the caller 3']],
  ['till.py', 'class Till:\n    def __getattr__(self, name):\n        return getattr(self._drawer, name)', ['names that nobody wrote 2 __getattr__ _drawer']],
  ['till.py', 'class Till:\n    def __getattr__(self, name):\n        raise AttributeError', ['names that nobody wrote 2 __getattr__']],
  [
    'till.c',
    'typedef struct Hooks {\n  void *(*take)(int n);\n  void (*give)(void *p);\n  int (*count)(void);\n} Hooks;',
    ['functions in a struct 1 Hooks take give count'],
  ],
  ['till.rb', 'verbs.each { |verb| define_method(verb) { } }', ['methods made at run time 1 define_method']],
])('finds in %s the choice that shows in a line: %#', (file, text, found) => {
  expect(read({ [file]: text })).toEqual(found)
})

it('leaves out comments, unit tests within the source, and an empty function that is none', () => {
  expect(read({ 'till.js': '// new Function("x")' })).toEqual([])
  expect(read({ 'till.rs': 'fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { tokio::spawn(c()); }\n}' })).toEqual([])
  expect(read({ 'till.js': 'this.debug = noop', 'tools.js': 'function noop () { count() }' })).toEqual([])
  expect(read({ 'till.js': 'this.debug = noop', 'tools.js': 'function noop () {}' })).toEqual(['empty function instead of a question 1 noop'])
})
