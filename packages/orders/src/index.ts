export { normalizeTracking } from './codes.ts';
export { type Delivery, decideDelivered, type OrderToDecide, type ParcelToDecide } from './decideDelivered.ts';
export { foldEvents } from './foldEvents.ts';
export { foldOrder, type KnownOrder, type ToldOrder } from './foldOrder.ts';
export { foldShipment, type KnownShipment, type ToldShipment } from './foldShipment.ts';
