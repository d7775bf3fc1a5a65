import { createHash } from 'node:crypto';
import { access, readdir, readFile, rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { workflowBundleOptions } from '@noi/temporal-workflows/bundle';
import { buildWorkflowBundle } from '../bundle/buildWorkflowBundle.ts';

/** The bundle of today's sources, built once per state of them and shared by every test process on the machine. */
export async function workflowBundleFile(): Promise<string> {
  const folders = [dirname(workflowBundleOptions().workflowsPath), dirname(createRequire(import.meta.url).resolve('@noi/flow'))];
  const hash = createHash('sha256');
  for (const folder of folders) {
    const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(ts|mjs)$/.test(name) && !name.includes('.test.')).sort();
    for (const name of names) hash.update(name).update(await readFile(join(folder, name)));
  }
  const file = join(tmpdir(), `noi-workflows-${hash.digest('hex').slice(0, 16)}.js`);
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) return file;
  const part = `${file}.${process.pid}`;
  await buildWorkflowBundle(part);
  await rename(part, file);
  return file;
}
