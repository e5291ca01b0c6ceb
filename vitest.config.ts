import { defineConfig } from 'vitest/config';

/** Tests that need no browser. Files named `*.browser.test.ts` run in a real Chromium (vitest.browser.config.ts). */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/**/*.test.ts'],
    exclude: ['**/*.browser.test.*', '**/*.e2e.test.ts', 'node_modules/**'],
    environment: 'node',
    testTimeout: 60_000,
    maxWorkers: 2,
  },
});
