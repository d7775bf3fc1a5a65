import { defineConfig } from 'vitest/config';

const rooms = '{packages,nodes,temporal,apps}/**/src/**';
const left = ['**/node_modules/**', '**/dist/**', '**/e2e/**'];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', isolate: false, include: [`${rooms}/*.test.{ts,tsx}`], exclude: [...left, '**/*.property.test.*', '**/*.integration.test.*'] } },
      { test: { name: 'property', isolate: false, include: [`${rooms}/*.property.test.ts`], exclude: left, testTimeout: 60_000 } },
      {
        test: {
          name: 'integration',
          include: [`${rooms}/*.integration.test.ts`],
          exclude: left,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Real servers and child processes on two cores: files one after another keep their timing honest.
          fileParallelism: false,
        },
      },
    ],
  },
});
