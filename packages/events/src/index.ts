export { type BusinessEvent, type EventPayload, EventType, eventLabels, eventPayloads, type ParsedEvent } from './businessEvents.ts';
export { faultOf } from './faultOf.ts';
export { Address, Customer, MessageFact, Order, OrderLine, Rating, Shipment, ShipmentState } from './payloads.ts';
export { isRichAddress, isRichText, richPage, richSchemes, richTags } from './richText.ts';
export { described, type FieldFormat, type FieldMeta, type Text } from './text.ts';
