import { createDb } from '@noi/db';
import { createLog, describeError } from '@noi/telemetry';
import { readSettings } from './readSettings.ts';
import { startSandbox } from './startSandbox.ts';

/** The sandbox process: emulators and the virtual phone, until it is told to stop. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const logger = createLog({ program: 'sandbox', level: settings.NOI_LOG_LEVEL });
  const db = createDb({
    url: settings.DATABASE_URL,
    poolSize: 5,
    onError: (error) => logger.warn({ error: describeError(error) }, 'A database connection broke'),
  });
  const server = await startSandbox({ db, key: settings.NOI_SANDBOX_KEY, port: settings.NOI_SANDBOX_PORT, logger });
  logger.info({ url: server.url }, 'Sandbox is up');

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await server.close();
    await db.close();
    logger.info('Sandbox stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}

main().catch((error: unknown) => {
  const isBusy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(isBusy ? 'The sandbox cannot start: its port is in use. Set another one in NOI_SANDBOX_PORT.' : error instanceof Error ? error.message : error);
  process.exit(1);
});
