import { defineConfig } from 'vitest/config'

// What needs a browser is apart from `npm test`: it takes minutes, and not every machine has Chromium.
export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.ts'],
    globalSetup: ['test/browser/support/build.ts'],
    // One browser at a time: on two cores several of them measure each other.
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
})
