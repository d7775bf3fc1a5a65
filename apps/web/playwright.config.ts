import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const folder = fileURLToPath(new URL('e2e/', import.meta.url));
const specs = readdirSync(folder).filter((name) => name.endsWith('.spec.ts'));
/** Parts of the journeys that may run beside each other, by where their `test` is from: they draw in one product, look at one furnished shop, or start a product each. Without a part: all. */
const part = process.env.NOI_JOURNEYS;
const sources = { shared: 'sharedProduct', furnished: 'furnishedShop' };
const partOf = (spec: string) => {
  const imports = /import \{[^}]*\btest\b[^}]*\} from '\.\/(\w+)\.ts'/.exec(readFileSync(folder + spec, 'utf8'))?.[1];
  return Object.entries(sources).find(([, source]) => source === imports)?.[0] ?? 'own';
};
const chosen = specs.filter((spec) => part === undefined || partOf(spec) === part);

/** Journeys share one machine with the product's servers, so they run one after another, and never twice: a flaky journey is a failed one. */
export default defineConfig({
  testDir: './e2e',
  globalSetup: './e2e/seedFolder.ts',
  testMatch: chosen,
  outputDir: `../../test-results/${part ?? 'all'}`,
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 15_000, toHaveScreenshot: { pathTemplate: '{testDir}/looks/{arg}{ext}' } },
  // A picture that is not kept is a failure, not a reason to keep what there is.
  updateSnapshots: 'none',
  reporter: [['list'], ['json']],
  use: {
    browserName: 'chromium',
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    viewport: { width: 1366, height: 820 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    // A trace keeps the page at every step, which costs a third of the time; ask for it to see why a journey fails.
    trace: process.env.NOI_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.NOI_BROWSER ? { executablePath: process.env.NOI_BROWSER } : {}),
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'],
    },
  },
});
