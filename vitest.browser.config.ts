import { defineConfig } from 'vitest/config'

// What needs a browser is apart from `npm test`: it takes minutes, and not every machine has Chromium.
export default defineConfig({
  test: {
    // A page on a busy machine; whoever waits for what never comes waits a little longer to be told.
    expect: { poll: { timeout: 10_000 } },
    include: ['test/browser/**/*.browser.ts'],
    globalSetup: ['test/browser/support/build.ts'],
    // Two at a time: one mostly waits for a story to be spoken, and none of them measures time.
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
})
