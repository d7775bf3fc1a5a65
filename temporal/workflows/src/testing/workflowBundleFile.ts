import { createHash } from 'node:crypto';
import { access, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { workflowBundleOptions } from '../bundle.mjs';

/** The bundle of today's sources, built once per state of them and shared by every test process on the machine. */
export async function workflowBundleFile(): Promise<string> {
  const flow = createRequire(import.meta.url).resolve('@noi/flow');
  const below = createRequire(flow);
  const entries = [workflowBundleOptions().workflowsPath, flow, below.resolve('@noi/errors'), below.resolve('@noi/events')];
  const hash = createHash('sha256');
  for (const folder of entries.map((entry) => dirname(entry))) {
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
  const { code } = await bundleWorkflowCode({ ...workflowBundleOptions(), logger: new DefaultLogger('WARN') });
  await writeFile(part, code);
  await rename(part, file);
  return file;
}
