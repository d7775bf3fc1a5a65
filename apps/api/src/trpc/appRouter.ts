import { alertsRouter } from '../alerts/router.ts';
import { apiKeysRouter } from '../apiKeys/router.ts';
import { approvalsRouter } from '../approvals/router.ts';
import { backtestsRouter } from '../backtests/router.ts';
import { broadcastsRouter } from '../broadcasts/router.ts';
import { catalogRouter } from '../catalog/router.ts';
import { connectionsRouter } from '../connections/router.ts';
import { eventsRouter } from '../events/router.ts';
import { filesRouter } from '../files/router.ts';
import { flowsRouter } from '../flows/router.ts';
import { flowTestsRouter } from '../flowTests/router.ts';
import { journeysRouter } from '../journeys/router.ts';
import { liveRouter } from '../live/router.ts';
import { messagesRouter } from '../messages/router.ts';
import { phoneRouter } from '../phone/router.ts';
import { pinsRouter } from '../pins/router.ts';
import { runsRouter } from '../runs/router.ts';
import { sessionRouter } from '../session/router.ts';
import { setupRouter } from '../setup/router.ts';
import { shelvesRouter } from '../shelves/router.ts';
import { shopFilesRouter } from '../shopFiles/router.ts';
import { templatesRouter } from '../templates/router.ts';
import { router } from './init.ts';

/** Every procedure of the browser, one line per family. */
export const appRouter = router({
  session: sessionRouter,
  setup: setupRouter,
  catalog: catalogRouter,
  flows: flowsRouter,
  flowTests: flowTestsRouter,
  pins: pinsRouter,
  files: filesRouter,
  shelves: shelvesRouter,
  shopFiles: shopFilesRouter,
  backtests: backtestsRouter,
  templates: templatesRouter,
  runs: runsRouter,
  journeys: journeysRouter,
  approvals: approvalsRouter,
  connections: connectionsRouter,
  phone: phoneRouter,
  messages: messagesRouter,
  events: eventsRouter,
  apiKeys: apiKeysRouter,
  alerts: alertsRouter,
  broadcasts: broadcastsRouter,
  live: liveRouter,
});

export type AppRouter = typeof appRouter;
