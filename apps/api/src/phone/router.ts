import { router } from '../trpc/init.ts';
import { listScenarios, playScenario } from './playScenario.ts';
import { listPhoneMessages, listThreads } from './readPhone.ts';
import { tapMessage } from './tapMessage.ts';

export const phoneRouter = router({ threads: listThreads, messages: listPhoneMessages, tap: tapMessage, scenarios: listScenarios, play: playScenario });
