import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,story,db,server,worker,cli,web,scripts}/**/*.test.ts', 'test/e2e/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Vitest leaves one core free: of two that is half.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    execArgv: ['--import', './shared/node/load-modules.mjs'],
    globalSetup: ['test/support/database.ts'],
  },
})
