import { defineConfig } from 'vitest/config';

const rooms = '{packages,nodes,temporal,apps}/**/src/**';
const left = ['**/node_modules/**', '**/dist/**', '**/e2e/**'];

/** Real servers and child processes on two cores: files one after another keep their timing honest. */
const onServers = { testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false } as const;

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', isolate: false, include: [`${rooms}/*.test.{ts,tsx}`], exclude: [...left, '**/*.property.test.*', '**/*.integration.test.*'] } },
      { test: { name: 'property', isolate: false, include: [`${rooms}/*.property.test.ts`], exclude: left, testTimeout: 60_000 } },
      // The engine's files start workers of their own, of which a process takes only so many.
      { test: { name: 'integration', isolate: false, include: ['{packages,nodes,apps}/**/src/**/*.integration.test.ts'], exclude: left, ...onServers } },
      { test: { name: 'engine', include: ['temporal/**/src/**/*.integration.test.ts'], exclude: left, ...onServers } },
    ],
  },
});
