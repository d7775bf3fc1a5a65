import { writeFile } from 'node:fs/promises';
import { workflowBundleOptions } from '@noi/temporal-workflows/bundle';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** Bundles the workflows from source, as workers load them. */
export async function bundleWorkflows(): Promise<{ code: string }> {
  const { code } = await bundleWorkflowCode({ ...workflowBundleOptions(), logger: new DefaultLogger('WARN') });
  return { code };
}

/** Writes the bundle to a file, so that a production worker starts without a bundler. */
export async function buildWorkflowBundle(outFile: string): Promise<void> {
  const { code } = await bundleWorkflows();
  await writeFile(outFile, code);
}
