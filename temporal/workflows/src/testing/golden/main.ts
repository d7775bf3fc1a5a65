import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createTestHouse } from '../createTestHouse.ts';
import { goldenFile, historiesOf } from './GoldenHistory.ts';
import { recordScenario } from './recordScenario.ts';
import { scenarios } from './scenarios.ts';

// Records the histories that are missing of those that the replay test holds every change against.
const house = await createTestHouse();
try {
  const recordings = Object.entries(scenarios).flatMap(([scenarioName, scenario]) =>
    historiesOf(scenarioName)
      .filter(({ name }) => !existsSync(goldenFile(name)))
      .map((history) => ({ ...history, scenario: scenario() })),
  );
  const recorded = await Promise.all(recordings.map(async (one) => [one.name, await recordScenario(house, one)] as const));
  for (const [name, golden] of recorded) await writeFile(goldenFile(name), `${JSON.stringify(golden)}\n`);
  console.log(`${recorded.length} histories recorded`);
} finally {
  await house[Symbol.asyncDispose]();
}
