import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

// Node has WebAssembly, its types come with the browser's library only.
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
};

let loading: Promise<void> | undefined;

/**
 * Opens Prisma's own schema engine in its WebAssembly form, so that migrations need no native binary.
 * What it writes is what `prisma migrate` writes: the same files, the same `_prisma_migrations` table.
 */
export async function openSchemaEngine({ url, schema }: { url: string; schema: string }): Promise<{ engine: wasm.SchemaEngine; close(): Promise<void> }> {
  loading ??= loadEngine();
  await loading;
  // A pool of our own, because the engine leaves its connections open when it is freed.
  const pool = new pg.Pool({ connectionString: url });
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
  const engine = await wasm.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, adapter);
  return {
    engine,
    async close() {
      engine.free();
      await pool.end();
    },
  };
}

async function loadEngine(): Promise<void> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  // The package's default door fetches its .wasm by URL, which Node cannot do from a file.
  const { instance } = await WebAssembly.instantiate(await readFile(script.replace(/\.js$/, '.wasm')), { './schema_engine_bg.js': wasm });
  wasm.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}
