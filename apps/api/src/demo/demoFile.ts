import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const DemoFile = z.object({ url: z.string(), email: z.string(), password: z.string(), apiKey: z.string() });
export type DemoFile = z.infer<typeof DemoFile>;

/** How scripts and the start command find the demo shop; null before the first start. */
export async function readDemoFile(dataDir: string): Promise<DemoFile | null> {
  try {
    return DemoFile.parse(JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8')));
  } catch {
    return null;
  }
}

/** Written whole or not at all, for its owner's eyes. */
export async function writeDemoFile(dataDir: string, demo: DemoFile): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const draft = join(dataDir, 'demo.json.new');
  await writeFile(draft, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, join(dataDir, 'demo.json'));
}
