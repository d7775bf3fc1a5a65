export {
  aFailure,
  aForEach,
  anAction,
  anApproval,
  anAwait,
  anIf,
  aPlan,
  aRepeat,
  aSet,
  aSplit,
  aStop,
  aSwitch,
  aTrigger,
  aWait,
  inside,
  type PlanPiece,
} from '../run/testing/aPlan.ts';
export { type RandomGraphOptions, randomGraph } from '../run/testing/randomGraph.ts';
export { type Coming, play, type RandomWorld, type RandomWorldOptions, randomWorld, respond, type Turn } from '../run/testing/randomWorld.ts';
export { done, failed, story } from '../run/testing/walkThrough.ts';
export { aGraph, type GraphBuilder, znsStep } from './aGraph.ts';
export { note, orderDelivered, sendZns, testCatalog, testConnections, webhookReceived } from './testCatalog.ts';
