// Makes the typed client (src/generated) from prisma/schema.prisma with what npm brought, nothing downloaded.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');

const { status, stdout, stderr, error } = spawnSync(process.execPath, [cli, 'generate'], {
  cwd: packageFolder,
  encoding: 'utf8',
  env: {
    ...process.env,
    // `generate` never calls the native schema engine but insists on having one; any existing file keeps it from downloading.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
});

if (error) throw error;
if (status !== 0) process.stderr.write(`${stdout}\n${stderr}\n`);
process.exitCode = status ?? 1;
