import { describeFields } from '@noi/catalog';
import type { Db } from '@noi/db';
import type { Logger, NodePackage } from '@noi/node-sdk';
import { createSandboxServer, type SandboxServer } from '@noi/node-testing';
import { bitrix24Package } from '@noi/nodes-bitrix24';
import { corePackage } from '@noi/nodes-core';
import { ghnPackage } from '@noi/nodes-ghn';
import { googleSheetsPackage } from '@noi/nodes-google-sheets';
import { haravanPackage } from '@noi/nodes-haravan';
import { zaloPackage } from '@noi/nodes-zalo';

/** In the order in which scenarios are offered. */
const packages: readonly NodePackage[] = [haravanPackage, ghnPackage, zaloPackage, googleSheetsPackage, bitrix24Package, corePackage];

export interface SandboxOptions {
  readonly db: Pick<Db, 'sandbox'>;
  readonly key: string;
  /** Any free one when left out. */
  readonly port?: number;
  readonly logger?: Logger;
  readonly clock?: { now(): Date };
}

/** Starts every emulator on loopback, with what they remember kept in the database. */
export function startSandbox({ db, key, port, logger, clock }: SandboxOptions): Promise<SandboxServer> {
  return createSandboxServer({
    packages,
    store: db.sandbox,
    phone: db.sandbox,
    key,
    describeFields: (schema) => describeFields(schema),
    ...(port === undefined ? {} : { port }),
    ...(logger === undefined ? {} : { logger }),
    ...(clock === undefined ? {} : { clock }),
  });
}
