export { applyReceipts } from './applyReceipts.ts';
export { type Receipt, stateAfter } from './transitions.ts';
