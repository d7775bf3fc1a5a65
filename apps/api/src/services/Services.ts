import type { Catalog } from '@noi/catalog';
import type { Connections } from '@noi/connections';
import type { Db } from '@noi/db';
import type { FastifyBaseLogger } from 'fastify';
import type { Auth } from '../auth/createAuth.ts';
import type { RunControl } from '../runs/RunControl.ts';
import type { Config } from './Config.ts';
import type { SandboxClient } from './SandboxClient.ts';

/** Everything that handlers reach the world through; made once in the composition root. */
export interface Services {
  readonly config: Config;
  readonly db: Db;
  readonly catalog: Catalog;
  readonly connections: Connections;
  readonly runControl: RunControl;
  readonly sandbox: SandboxClient;
  readonly auth: Auth;
  readonly log: FastifyBaseLogger;
  readonly now: () => Date;
}
