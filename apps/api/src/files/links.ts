import { randomBytes } from 'node:crypto';
import type { FlowLinkRow } from '@noi/db';
import { AppError } from '@noi/errors';
import { FlowGraph, packagesOf } from '@noi/flow';
import type { PackageDescriptor } from '@noi/node-sdk';
import { z } from 'zod';
import { requireFlow } from '../flows/requireFlow.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure, publicProcedure } from '../trpc/init.ts';
import { Id, IsoTime, iso, Ok, ok } from '../trpc/wire.ts';
import { exportFlow } from './exportFlow.ts';
import { findLink, hashOf, LinkSecret } from './FileSource.ts';

const DAY_MS = 86_400_000;
const MOST_LINKS = 50;

export const LinkView = z.object({ id: z.string(), createdAt: IsoTime, expiresAt: IsoTime });
export const NewLink = z.object({ id: Id, days: z.number().int().min(1).max(365).default(30) });
/** The address is seen once, by whoever made it. */
export const MadeLink = LinkView.extend({ url: z.string() });

/** Makes a link to what the flow is now; later changes do not show. */
export async function createLink(ctx: MemberContext, { id, days }: z.infer<typeof NewLink>): Promise<z.infer<typeof MadeLink>> {
  const { db, now, config } = ctx.services;
  const { workspaceId } = await requireFlow(ctx, id);
  const at = now();
  const known = await db.flowLinks.list({ workspaceId, flowId: id, now: at, limit: MOST_LINKS });
  if (known.length >= MOST_LINKS) throw new AppError('invalid_request', { message: `A flow has at most ${MOST_LINKS} links`, field: 'id' });
  const secret = randomBytes(32).toString('base64url');
  const expiresAt = new Date(at.getTime() + days * DAY_MS);
  const link = await db.flowLinks.create({
    ...{ workspaceId, flowId: id, hash: hashOf(secret), createdBy: ctx.member.userId, at, expiresAt },
    file: await exportFlow(ctx, id),
  });
  return { ...viewOf(link), url: `${config.publicUrl}/shared/${secret}` };
}

export const createLinkProcedure = memberProcedure
  .input(NewLink)
  .output(MadeLink)
  .mutation(({ ctx, input }) => createLink(ctx, input));

/** Links of a flow that can still be opened. */
export async function readLinks(ctx: MemberContext, id: string): Promise<z.infer<typeof LinkView>[]> {
  const { workspaceId } = await requireFlow(ctx, id);
  const { db, now } = ctx.services;
  return (await db.flowLinks.list({ workspaceId, flowId: id, now: now(), limit: MOST_LINKS })).map(viewOf);
}

export const listLinks = memberProcedure
  .input(z.object({ id: Id }))
  .output(z.array(LinkView))
  .query(({ ctx, input }) => readLinks(ctx, input.id));

/** From now on the link shows nothing; what other shops have taken stays theirs. */
export async function withdrawLink(ctx: MemberContext, id: string): Promise<z.infer<typeof Ok>> {
  const { db, now } = ctx.services;
  if (!(await db.flowLinks.withdraw({ workspaceId: ctx.member.workspaceId, id }, now()))) throw new AppError('not_found', { message: 'No such link', id });
  return ok;
}

export const withdrawLinkProcedure = memberProcedure
  .input(z.object({ id: Id }))
  .output(Ok)
  .mutation(({ ctx, input }) => withdrawLink(ctx, input.id));

const SharedFlow = z.object({
  name: z.string(),
  shopName: z.string(),
  expiresAt: IsoTime,
  tests: z.number(),
  graph: FlowGraph,
  /** The descriptors by which the graph is drawn; those that are installed here. */
  packages: z.custom<readonly PackageDescriptor[]>(Array.isArray),
  /** The reader is signed in and may take a copy. */
  isMember: z.boolean(),
});

/** What a link shows, to whoever has it. */
export const openLink = publicProcedure
  .input(z.object({ secret: LinkSecret }))
  .output(SharedFlow)
  .query(async ({ ctx, input }) => {
    const { db, catalog } = ctx.services;
    const { file, workspaceId, expiresAt } = await findLink(ctx.services, input.secret);
    const shop = await db.workspaces.get(workspaceId);
    const used = packagesOf(file.graph);
    return {
      ...{ name: file.name, shopName: shop?.name ?? '', expiresAt: iso(expiresAt), graph: file.graph, tests: file.tests.length },
      packages: catalog.packages.filter(({ id }) => used.includes(id)),
      isMember: ctx.member !== null,
    };
  });

function viewOf({ id, createdAt, expiresAt }: FlowLinkRow): z.infer<typeof LinkView> {
  return { id, createdAt: iso(createdAt), expiresAt: iso(expiresAt) };
}
