import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Db } from './Db.ts';
import { PrismaClient } from './generated/client.ts';
import { createChangeFeed } from './live/createChangeFeed.ts';
import { createListener } from './live/createListener.ts';
import { createPresenceFeed } from './live/createPresenceFeed.ts';
import { rememberPrisma } from './prismaOf.ts';
import { createAlertRepository } from './repositories/alerts.ts';
import { createApprovalRepository } from './repositories/approvals.ts';
import { createBacktestRepository } from './repositories/backtests.ts';
import { createBroadcastRepository } from './repositories/broadcasts.ts';
import { createBulkRepository } from './repositories/bulk.ts';
import { createCallRepository } from './repositories/calls.ts';
import { createConnectionRepository } from './repositories/connections.ts';
import { createDispatchRepository } from './repositories/dispatch.ts';
import { createDoorRepository } from './repositories/doors.ts';
import { createEntryRepository } from './repositories/entry.ts';
import { createEventRepository } from './repositories/events.ts';
import { createFlowLinkRepository } from './repositories/flowLinks.ts';
import { createFlowRepository } from './repositories/flows.ts';
import { createFlowTestRepository } from './repositories/flowTests.ts';
import { createGaugeRepository } from './repositories/gauges.ts';
import { createHostingRepository } from './repositories/hosting.ts';
import { createJourneyRepository } from './repositories/journeys.ts';
import { createMessageRepository } from './repositories/messages.ts';
import { createMoveRepository } from './repositories/moves.ts';
import { createPollRepository } from './repositories/polls.ts';
import { createRateRepository } from './repositories/rates.ts';
import { createRestartRepository } from './repositories/restarts.ts';
import { createRetentionRepository } from './repositories/retention.ts';
import { createRetryRepository } from './repositories/retries.ts';
import { createRunRepository } from './repositories/runs.ts';
import { createSandboxRepository } from './repositories/sandbox.ts';
import { createSavedFilterRepository } from './repositories/savedFilters.ts';
import { createScheduleRepository } from './repositories/schedules.ts';
import { createShelfRepository } from './repositories/shelves.ts';
import { createShopFileRepository } from './repositories/shopFiles.ts';
import { createStepCountRepository } from './repositories/stepCounts.ts';
import { createStepPinRepository } from './repositories/stepPins.ts';
import { createStopRepository } from './repositories/stops.ts';
import { createWaitRepository } from './repositories/waits.ts';
import { createWorkspaceRepository } from './repositories/workspaces.ts';
import type { Store } from './store/Store.ts';

/** Opens every record family on one pool of connections. Nothing connects before the first call. */
export function createDb({ url, poolSize = 20, onError = () => undefined }: { url: string; poolSize?: number; onError?: (error: Error) => void }): Db {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, keepAlive: true, application_name: 'noi' });
  // An idle connection that breaks (server restart) is replaced by the pool; without a listener it would end the process.
  pool.on('error', onError);
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    // A busy machine may need longer than Prisma's own 2 and 5 seconds; failing a publish for that helps no one.
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
  const listener = createListener(url);
  const feed = createChangeFeed({ pool, listener });
  const store: Store = { pool, prisma, listener, announce: feed.announceSoon };

  const events = createEventRepository(store);
  const doors = createDoorRepository(store);
  const runs = createRunRepository(store);
  const messages = createMessageRepository(store);
  const waits = createWaitRepository(store);

  const db: Db = {
    alerts: createAlertRepository(store),
    approvals: createApprovalRepository(store),
    backtests: createBacktestRepository(store),
    bulk: createBulkRepository({ ...store, search: runs.search }),
    calls: createCallRepository(store),
    connections: createConnectionRepository(store),
    doors,
    events,
    dispatch: createDispatchRepository(store),
    entry: createEntryRepository(store),
    flows: createFlowRepository(store),
    gauges: createGaugeRepository(store),
    flowTests: createFlowTestRepository(store),
    flowLinks: createFlowLinkRepository(store),
    shelves: createShelfRepository(store),
    shopFiles: createShopFileRepository(store),
    hosting: createHostingRepository(store),
    retention: createRetentionRepository(store),
    runs,
    restarts: createRestartRepository(store),
    retries: createRetryRepository(store),
    moves: createMoveRepository(store),
    journeys: createJourneyRepository({ pool, search: runs.search }),
    messages,
    rates: createRateRepository(store),
    savedFilters: createSavedFilterRepository(store),
    stepCounts: createStepCountRepository(store),
    stepPins: createStepPinRepository(store),
    stops: createStopRepository(store),
    waits,
    workspaces: createWorkspaceRepository(store),
    sandbox: createSandboxRepository(store),
    schedules: createScheduleRepository(store),
    polls: createPollRepository(store),
    broadcasts: createBroadcastRepository(store),
    changes: { announce: feed.announce, listen: feed.listen },
    presence: createPresenceFeed({ pool, listener }),
    async ping() {
      await pool.query('select 1');
    },
    async close() {
      await Promise.all([events.idle(), doors.idle(), runs.idle(), messages.idle(), waits.idle()]);
      await feed.idle();
      await listener.close();
      await prisma.$disconnect();
      await pool.end();
    },
  };
  rememberPrisma(db, prisma);
  return db;
}
