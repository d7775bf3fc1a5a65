import { mkdir, rm, writeFile } from 'node:fs/promises';
import { todaysHabits } from '../../groupHabits.ts';
import { createTestHouse } from '../createTestHouse.ts';
import { goldenFile, goldenFolder, todaysName } from './GoldenHistory.ts';
import { recordScenario } from './recordScenario.ts';
import { scenarios } from './scenarios.ts';

// Records anew the histories that the replay test holds every change against.
const house = await createTestHouse();
try {
  const recordings = Object.entries(scenarios).flatMap(([name, scenario]) => [
    { name, scenario: scenario(), habits: {} },
    { name: todaysName(name), scenario: scenario(), habits: todaysHabits },
  ]);
  const recorded = await Promise.all(recordings.map(async (one) => [one.name, await recordScenario(house, one)] as const));
  // Only when all of them went well.
  await rm(goldenFolder, { recursive: true, force: true });
  await mkdir(goldenFolder, { recursive: true });
  for (const [name, golden] of recorded) await writeFile(goldenFile(name), `${JSON.stringify(golden)}\n`);
  console.log(`${recorded.length} histories recorded`);
} finally {
  await house[Symbol.asyncDispose]();
}
