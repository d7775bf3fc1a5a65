import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const rooms = '{packages,nodes,temporal,apps}/**/src/**';
const left = ['**/node_modules/**', '**/dist/**', '**/e2e/**'];
const ownProjects = ['**/*.property.test.*', '**/*.integration.test.*', '**/*.component.test.*'];

/** Tests of the engine that need a database only. */
const withoutWorker = ['activities/src/**/*', 'worker/src/{dispatch,watch}/**/*', 'worker/src/starts/runPolls'].map(
  (files) => `temporal/${files}.integration.test.ts`,
);

const drawnCases = ['scripts/setup/propertySeed.mjs'];

/** Real servers and child processes. */
const onServers = { testTimeout: 120_000, hookTimeout: 180_000 } as const;

/** Controls in a real browser. What they import is named beforehand: a page that finds a library late is loaded again, which fails the test on it. */
const components = {
  resolve: { dedupe: ['react', 'react-dom'] },
  optimizeDeps: {
    entries: ['apps/web/src/main.tsx', 'apps/web/src/**/*.component.test.tsx'],
    include: [
      ...[
        'react',
        'react-dom',
        'react-dom/client',
        'react/jsx-runtime',
        'react/jsx-dev-runtime',
        'react-i18next',
        'i18next',
        'zustand',
        'zustand/react/shallow',
        'luxon',
        'zod',
      ],
      ...['@mantine/core', '@mantine/hooks', '@tabler/icons-react', '@tanstack/react-query', '@tanstack/react-router', '@xyflow/react'],
      ...['@trpc/client', '@trpc/tanstack-react-query', 'liquidjs/dist/liquid.browser.mjs', 'react-querybuilder', 'axe-core'],
      ...['@tiptap/core', '@tiptap/pm/model', '@tiptap/pm/state', '@tiptap/react', '@tiptap/starter-kit'],
    ],
  },
  test: {
    name: 'components',
    isolate: false,
    testTimeout: 30_000,
    expect: { poll: { timeout: 8_000 } },
    include: ['apps/web/src/**/*.component.test.tsx'],
    setupFiles: ['apps/web/src/testing/startBrowser.ts'],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      instances: [{ browser: 'chromium' as const, viewport: { width: 900, height: 800 } }],
      provider: playwright({
        actionTimeout: 15_000,
        launchOptions: { ...(process.env.NOI_BROWSER ? { executablePath: process.env.NOI_BROWSER } : {}), args: ['--no-sandbox'] },
      }),
    },
  },
};

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', isolate: false, include: [`${rooms}/*.test.{ts,tsx}`], exclude: [...left, ...ownProjects] } },
      { test: { name: 'property', isolate: false, include: [`${rooms}/*.property.test.ts`], exclude: left, testTimeout: 60_000, setupFiles: drawnCases } },
      // Files one after another keep their timing honest; they share their modules.
      {
        test: {
          name: 'integration',
          isolate: false,
          include: ['{packages,nodes,apps}/**/src/**/*.integration.test.ts', ...withoutWorker],
          exclude: left,
          fileParallelism: false,
          setupFiles: drawnCases,
          ...onServers,
        },
      },
      // The engine's files start workers of their own, of which a process takes only so many. They wait more than they work, so two go side by side.
      { test: { name: 'engine', include: ['temporal/**/src/**/*.integration.test.ts'], exclude: [...left, ...withoutWorker], maxWorkers: 2, ...onServers } },
      components,
    ],
  },
});
