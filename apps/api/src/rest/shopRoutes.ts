import { z } from 'zod';
import { ConnectionView } from '../connections/connectionViews.ts';
import { readConnections } from '../connections/listConnections.ts';
import { EventPage, ListEvents, readEvents } from '../events/listEvents.ts';
import { NewEvent, receiveEvent } from '../events/receiveEvent.ts';
import { ListMessages, MessagePage, readMessages } from '../messages/listMessages.ts';
import { PageSizeText } from '../trpc/wire.ts';
import { defineRoute } from './defineRoute.ts';

const ConnectionDocument = ConnectionView.omit({ doorUrl: true }).extend({ webhookUrl: z.string().nullable() });

/** Connections, events and messages of the public API. */
export const shopRoutes = [
  defineRoute({
    id: 'listConnections',
    method: 'GET',
    path: '/connections',
    summary: 'Accounts at providers, each with the address its callbacks go to; never secrets',
    status: 200,
    response: z.object({ connections: z.array(ConnectionDocument) }),
    async handle(ctx) {
      const connections = await readConnections(ctx);
      return { connections: connections.map(({ doorUrl, ...connection }) => ({ ...connection, webhookUrl: doorUrl })) };
    },
  }),
  defineRoute({
    id: 'listEvents',
    method: 'GET',
    path: '/events',
    summary: 'What happened in the shop, newest first',
    query: ListEvents.extend({ limit: PageSizeText }),
    status: 200,
    response: EventPage,
    handle: (ctx, { query }) => readEvents(ctx, query),
  }),
  defineRoute({
    id: 'createEvent',
    method: 'POST',
    path: '/events',
    summary: 'Tells the shop that something happened, in at most 1 MB; the same `externalId` again stores nothing',
    body: NewEvent,
    status: 202,
    response: z.object({ eventId: z.string(), isNew: z.boolean() }),
    handle: (ctx, { body }) => receiveEvent(ctx, body),
  }),
  defineRoute({
    id: 'listMessages',
    method: 'GET',
    path: '/messages',
    summary: 'The send ledger, newest first',
    query: ListMessages.extend({ limit: PageSizeText }),
    status: 200,
    response: MessagePage,
    handle: (ctx, { query }) => readMessages(ctx, query),
  }),
];
