export { aGraph, type GraphBuilder, znsStep } from './aGraph.ts';
export { note, orderDelivered, sendZns, testCatalog, testConnections, webhookReceived } from './testCatalog.ts';
