import { FlowFile } from '@noi/flow';
import { z } from 'zod';
import { defineRoute } from '../rest/defineRoute.ts';
import { Id, Ok } from '../trpc/wire.ts';
import { exportFlow } from './exportFlow.ts';
import { type FileSource, LinkSecret } from './FileSource.ts';
import { ImportFlow, importFlow } from './importFlow.ts';
import { createLink, LinkView, MadeLink, NewLink, readLinks, withdrawLink } from './links.ts';
import { ImportPreview, previewImport } from './previewImport.ts';

const ById = z.object({ id: Id });
/** A file, or the last part of a link's address. */
const Source = z.union([z.object({ file: z.record(z.string(), z.unknown()) }), z.object({ link: LinkSecret })]);
const sourceOf = (body: z.infer<typeof Source>): FileSource => ('link' in body ? { secret: body.link } : { text: JSON.stringify(body.file) });

/** Flows as files and links in the public API. */
export const fileRoutes = [
  defineRoute({
    id: 'exportFlow',
    method: 'GET',
    path: '/flows/{id}/file',
    summary: 'The draft with its tests as a file for any shop: without accounts, secrets and people',
    params: ById,
    status: 200,
    response: FlowFile,
    handle: (ctx, { params }) => exportFlow(ctx, params.id),
  }),
  defineRoute({
    id: 'previewImport',
    method: 'POST',
    path: '/flows/import/preview',
    summary: 'What taking a file or a link in would mean here: unknown steps, accounts to choose, what to fill in; makes nothing',
    body: Source,
    status: 200,
    response: ImportPreview,
    handle: (ctx, { body }) => previewImport(ctx, sourceOf(body)),
  }),
  defineRoute({
    id: 'importFlow',
    method: 'POST',
    path: '/flows/import',
    summary: 'A new draft from a file or a link; 422 with the reason when it is refused',
    body: z.intersection(Source, ImportFlow.omit({ source: true })),
    status: 201,
    response: z.object({ id: z.string() }),
    handle: (ctx, { body }) => importFlow(ctx, { accounts: body.accounts, source: sourceOf(body), ...(body.name && { name: body.name }) }),
  }),
  defineRoute({
    id: 'listFlowLinks',
    method: 'GET',
    path: '/flows/{id}/links',
    summary: 'Links to the flow that can still be opened; their addresses are shown once, when they are made',
    params: ById,
    status: 200,
    response: z.object({ links: z.array(LinkView) }),
    handle: async (ctx, { params }) => ({ links: await readLinks(ctx, params.id) }),
  }),
  defineRoute({
    id: 'createFlowLink',
    method: 'POST',
    path: '/flows/{id}/links',
    summary: 'A link by which other shops look at the flow as it is now and take a copy; it runs out and can be withdrawn',
    params: ById,
    body: NewLink.omit({ id: true }),
    status: 201,
    response: MadeLink,
    handle: (ctx, { params, body }) => createLink(ctx, { ...body, id: params.id }),
  }),
  defineRoute({
    id: 'withdrawFlowLink',
    method: 'POST',
    path: '/links/{id}/withdraw',
    summary: 'From now on the link shows nothing',
    params: ById,
    status: 200,
    response: Ok,
    handle: (ctx, { params }) => withdrawLink(ctx, params.id),
  }),
];
