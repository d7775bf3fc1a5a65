import { bitrix24Package } from '@noi/nodes-bitrix24';
import { corePackage } from '@noi/nodes-core';
import { ghnPackage } from '@noi/nodes-ghn';
import { googleSheetsPackage } from '@noi/nodes-google-sheets';
import { haravanPackage } from '@noi/nodes-haravan';
import { zaloPackage } from '@noi/nodes-zalo';
import { createLog, startTracing } from '@noi/telemetry';
import { createServer } from './createServer.ts';
import { seedDemo } from './demo/seedDemo.ts';
import { readConfig } from './services/Config.ts';
import { createServices } from './services/createServices.ts';
import { readSecretKey } from './services/readSecretKey.ts';

const log = createLog({ program: 'api', level: process.env.NOI_LOG_LEVEL || undefined });

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const packages = [corePackage, haravanPackage, ghnPackage, zaloPackage, googleSheetsPackage, bitrix24Package];
  const services = createServices({
    config,
    packages,
    log,
    secretKey: await readSecretKey(config),
    tracing: await startTracing({ service: 'noi-api', env: process.env }),
  });
  const app = await createServer(services);
  // Before listening: whoever sees the server ready finds the demo shop complete.
  await seedDemo(services);
  await app.listen({ port: config.port, host: config.host });
  services.backtests.start();
  log.info({ port: config.port }, 'listening');

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await app.close();
    await services.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}

main().catch((error) => {
  log.fatal({ err: error }, 'the API cannot start');
  process.exit(1);
});
