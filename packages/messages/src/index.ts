export { applyReceipts, type LandedReceipt } from './applyReceipts.ts';
export { type Receipt, stateAfter } from './transitions.ts';
