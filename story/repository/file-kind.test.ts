import { expect, it } from 'vitest'
import { createClassifier } from './file-kind.ts'

it.each([
  ['lib/till.js', 'source'],
  ['test-helpers/context.js', 'test'],
  ['gulpfile.js', 'configuration'],
  ['karma.conf.cjs', 'configuration'],
  ['vite.config.ts', 'configuration'],
  ['lib/conf.js', 'source'],
  ['tests/unity/src/unity.c', 'vendored'],
  ['include/till/fmt/bundled/core.h', 'vendored'],
  ['src/bundled/index.ts', 'source'],
  ['tests/till.c', 'test'],
  ['typings/index.test-d.ts', 'test'],
  ['src/Ftp/FtpTestCase.php', 'test'],
  ['src/Framework/TestCase.php', 'source'],
  ['docs_src/first/tutorial001.py', 'example'],
  ['profiling/huge.py', 'data'],
  ['src/profiling/clock.py', 'source'],
  ['src/till/tests.py', 'source'],
  ['till/tests.py', 'test'],
  ['src/cmd/test.rs', 'source'],
  ['src/test.rs', 'test'],
])('takes %s for %s', (path, kind) => {
  expect(createClassifier()(path)).toBe(kind)
})
