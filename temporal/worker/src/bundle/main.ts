import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buildWorkflowBundle } from './buildWorkflowBundle.ts';

const [outFile] = process.argv.slice(2);
if (outFile === undefined) throw new Error('Say where to write the bundle: main.ts <file>');
await mkdir(dirname(outFile), { recursive: true });
await buildWorkflowBundle(outFile);
