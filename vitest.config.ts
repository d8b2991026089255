import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,story,db,server,worker,cli,web,scripts}/**/*.test.ts', 'test/e2e/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    execArgv: ['--import', './shared/node/load-modules.mjs'],
    globalSetup: ['test/support/database.ts'],
  },
})
