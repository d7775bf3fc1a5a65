import { router } from '../trpc/init.ts';
import { listPins, pinOutput, unpinOutput } from './pins.ts';

export const pinsRouter = router({ list: listPins, put: pinOutput, remove: unpinOutput });
