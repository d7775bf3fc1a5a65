import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { buildWorkflowBundle } from '../src/bundle/buildWorkflowBundle.ts';
import { bundleFiles } from './bundles.ts';

// In a process of its own: what a bundler leaves in memory is no part of a worker in production.
const [folder = ''] = process.argv.slice(2);
await buildWorkflowBundle(join(folder, bundleFiles.engine));
const { code } = await bundleWorkflowCode({
  logger: new DefaultLogger('WARN'),
  workflowsPath: fileURLToPath(new URL('./handWritten.ts', import.meta.url)),
});
await writeFile(join(folder, bundleFiles.hand), code);
