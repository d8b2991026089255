import { expect, it } from 'vitest'
import { pickRunnerFiles, readTestMethods } from './test-methods.ts'

const methods = (files: { tests?: Record<string, string>; runners?: Record<string, string>; sources?: Record<string, string> }, paths: string[] = []) => {
  const texts = (own: Record<string, string> = {}) => new Map(Object.entries(own))
  return readTestMethods({
    tests: texts(files.tests),
    runners: texts(files.runners),
    sources: texts(files.sources),
    paths: [...Object.keys(files.tests ?? {}), ...paths],
  })
}

it('sees a real server within the tests, and what stands in for network, store and clock', () => {
  const rust = 'async fn start() {\n    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();\n    time::pause();\n}'
  expect(methods({ tests: { 'tests/till.rs': rust } })).toMatchObject([
    { method: 'server', file: 'tests/till.rs', place: { start_line: 2 } },
    { method: 'clock', place: { start_line: 3 } },
  ])
  expect(methods({ tests: { 'a_test.go': 'f := "127.0.0.1:80"' } })).toEqual([])
  expect(methods({ tests: { 'tests/ATest.php': 'use MockHandler;', 'tests/BTest.php': 'new MockHandler();' } })).toMatchObject([
    { method: 'no network', what: ['MockHandler'], files: 2 },
  ])
  expect(methods({ tests: { 'db_test.go': 'sql.Open("sqlite3", "file::memory:")' } })).toMatchObject([{ method: 'memory' }])
})

it('takes a name within a text for no stand-in', () => {
  expect(methods({ tests: { 'tests/test_a.py': 'ask(b"User-Agent: TestClient")', 'tests/test_b.py': "agent = 'TestClient'" } })).toEqual([])
  expect(methods({ tests: { 'tests/test_a.py': 'till("a"); ask(TestClient(app), "b")' } })).toMatchObject([{ method: 'no network', what: ['TestClient'] }])
  expect(methods({ tests: { 'a.test.js': "const light = require('light-my-request')" } })).toMatchObject([{ method: 'no network', what: ['light-my-request'] }])
})

it('calls a command that is run within the tests no program that is started', () => {
  expect(methods({ tests: { 'tests/test_till.py': 'result = CliRunner().invoke(till)' } })).toMatchObject([{ method: 'invoked', file: 'tests/test_till.py' }])
})

it('names the file in which there is most of it', () => {
  const kill = 'Process.kill :INT, pid\n'
  expect(methods({ tests: { 'test/a.rb': kill, 'test/b.rb': kill + kill } })).toMatchObject([{ method: 'signals', file: 'test/b.rb', files: 2 }])
})

it('sees what the tests of C take in, and which real server a script brings up', () => {
  expect(methods({ tests: { 'tests/common.h': '#include <stdio.h>\n#include "../till.c"' } })).toMatchObject([
    { method: 'source included', what: ['till.c'], place: { start_line: 2 } },
  ])
  expect(methods({ runners: { 'test.sh': '$[SERVER:-redis-server}' } })).toMatchObject([{ method: 'started server', what: ['redis-server'] }])
  expect(methods({ runners: { 'test.sh': 'echo $REDIS_DOCKER' } })).toEqual([])
})

it('sees a server in another language only where the tests speak of it', () => {
  const tests = { 'tests/Server.php': "exec('node ' . __DIR__ . '/server.js')", 'tests/ATest.php': '' }
  expect(methods({ tests }, ['tests/server.js'])).toMatchObject([{ method: 'foreign server', file: 'tests/server.js' }])
  expect(methods({ tests: { 'tests/ATest.php': '' } }, ['tests/server.js'])).toEqual([])
})

it('takes down what the checks ask for beside tests that pass', () => {
  const found = methods({
    runners: {
      'package.json': '{"scripts": {\n"test": "borp --coverage --check-coverage --lines=95",\n"types": "tsc && attw --pack ."}}',
    },
  })
  expect(found).toMatchObject([
    { method: 'coverage', what: ['95'], place: { start_line: 2 } },
    { method: 'types', what: ['attw'] },
  ])
  expect(methods({ runners: { 'pyproject.toml': '[tool.mypy]\nstrict = true\n[tool.pytest.ini_options]\nfilterwarnings = ["error"]' } })).toMatchObject([
    { method: 'types', what: ['mypy'] },
    { method: 'warnings' },
  ])
})

it('takes no warning for forbidden where one is let through, and no argument of a command for a store in memory', () => {
  expect(methods({ runners: { 'pyproject.toml': 'filterwarnings = [\n  "error",\n  "ignore::till.OldTea",\n]' } })).toEqual([])
  const tests = (text: string) => methods({ tests: { 'till_test.go': text } }).map(({ method }) => method)
  expect(tests('db, err := sql.Open("sqlite", ":memory:")')).toEqual(['memory'])
  expect(tests('exec.Command(sqlite,\n\t":memory:",\n)')).toEqual([])
})

it('finds out where the environment leads the tests, by what one file asks for', () => {
  const found = methods({ tests: { 'test/helper.rb': 'ENV["REDIS_URL"] ||= "redis://localhost"\nENV["CUP_HOST"]\nENV["CUP"]', 'test/b.rb': 'ENV["OLD_URL"]' } })
  expect(found).toMatchObject([{ method: 'environment', file: 'test/helper.rb', what: ['REDIS_URL', 'CUP_HOST'] }])
})

it('tells unit tests within the sources from those of the test folder', () => {
  const inside = 'fn open() {}\n\n#[cfg(test)]\nmod tests {\n}\n'
  expect(methods({ sources: { 'src/till.rs': inside, 'tests/all.rs': inside } })).toMatchObject([
    { method: 'unit tests inside', file: 'src/till.rs', place: { start_line: 3 }, files: 1 },
  ])
})

it('reads of a repository only what runs and configures tests', () => {
  expect(pickRunnerFiles(['package.json', 'src/index.ts', 'scripts/coverage', 'a/b/c/package.json', 'Makefile', 'test.sh'])).toEqual([
    'package.json',
    'scripts/coverage',
    'Makefile',
    'test.sh',
  ])
})

it('calls a test led by the environment only where it does not set the variable itself', () => {
  const asks = 'url := os.Getenv("TILL_URL")\n'
  expect(methods({ tests: { 'a_test.go': asks } })).toMatchObject([{ method: 'environment', what: ['TILL_URL'] }])
  expect(methods({ tests: { 'a_test.go': `os.Setenv("TILL_URL", "x")\n${asks}` } })).toEqual([])
  expect(methods({ tests: { 'a.test.js': "process.env.TILL_URL = 'x'\nask(process.env.TILL_URL)" } })).toEqual([])
})
