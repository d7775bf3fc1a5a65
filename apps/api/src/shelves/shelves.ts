import { AppError } from '@noi/errors';
import { z } from 'zod';
import { requireFlow } from '../flows/requireFlow.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { Id, type Ok, ok } from '../trpc/wire.ts';

const MOST_FOLDERS = 100;

export const Folder = z.object({ id: z.string(), name: z.string() });
export const FolderForm = z.object({ name: z.string().trim().min(1).max(60) });
export const FolderChange = FolderForm.extend({ id: Id });

/** The shop's folders, and where flows lie; flows that are not named lie open. */
export const Shelves = z.object({
  folders: z.array(Folder),
  places: z.array(z.object({ flowId: z.string(), folderId: z.string().nullable(), tags: z.array(z.string()), isStarred: z.boolean() })),
});

/** As the member sees them: stars are their own. */
export async function readShelves(ctx: MemberContext): Promise<z.infer<typeof Shelves>> {
  const { db } = ctx.services;
  const { workspaceId, userId } = ctx.member;
  const [folders, places] = await Promise.all([db.shelves.folders(workspaceId), db.shelves.places(workspaceId, userId)]);
  return { folders: [...folders], places: places.map((place) => ({ ...place, tags: [...place.tags] })) };
}

export async function createFolder(ctx: MemberContext, { name }: z.infer<typeof FolderForm>): Promise<z.infer<typeof Folder>> {
  const { db, now } = ctx.services;
  const { workspaceId } = ctx.member;
  if ((await db.shelves.folders(workspaceId)).length >= MOST_FOLDERS) {
    throw new AppError('invalid_request', { message: `A shop has at most ${MOST_FOLDERS} folders`, field: 'name' });
  }
  const folder = await db.shelves.createFolder({ workspaceId, name, at: now() });
  if (!folder) throw nameTaken();
  return folder;
}

export async function renameFolder(ctx: MemberContext, { id, name }: z.infer<typeof FolderChange>): Promise<z.infer<typeof Ok>> {
  const { db } = ctx.services;
  const { workspaceId } = ctx.member;
  if (await db.shelves.renameFolder({ workspaceId, id }, name)) return ok;
  const isKnown = (await db.shelves.folders(workspaceId)).some((folder) => folder.id === id);
  throw isKnown ? nameTaken() : new AppError('not_found', { message: 'No such folder', id });
}

/** Its flows stay and lie open again. */
export async function removeFolder(ctx: MemberContext, id: string): Promise<z.infer<typeof Ok>> {
  await ctx.services.db.shelves.removeFolder({ workspaceId: ctx.member.workspaceId, id });
  return ok;
}

export const MoveFlows = z.object({ flowIds: z.array(Id).min(1).max(500), folderId: Id.nullable() });
export const Moved = z.object({ moved: z.number() });

export async function moveFlows(ctx: MemberContext, { flowIds, folderId }: z.infer<typeof MoveFlows>): Promise<z.infer<typeof Moved>> {
  const { db } = ctx.services;
  const { workspaceId } = ctx.member;
  if (folderId !== null && !(await db.shelves.folders(workspaceId)).some(({ id }) => id === folderId)) {
    throw new AppError('not_found', { message: 'No such folder', id: folderId });
  }
  return { moved: await db.shelves.move({ workspaceId, flowIds, folderId }) };
}

const Tag = z
  .string()
  .trim()
  .min(1)
  .max(30)
  .transform((tag) => tag.toLowerCase().replace(/\s+/g, ' '));
export const FlowTags = z.object({ id: Id, tags: z.array(Tag).max(20) });

export async function setTags(ctx: MemberContext, { id, tags }: z.infer<typeof FlowTags>): Promise<z.infer<typeof Ok>> {
  const { workspaceId } = await requireFlow(ctx, id);
  await ctx.services.db.shelves.setTags({ workspaceId, flowId: id }, [...new Set(tags)]);
  return ok;
}

export const Star = z.object({ id: Id, isStarred: z.boolean() });

export async function starFlow(ctx: MemberContext, { id, isStarred }: z.infer<typeof Star>): Promise<z.infer<typeof Ok>> {
  const { userId } = ctx.member;
  if (userId === null) throw new AppError('forbidden', { message: 'A key of the API has no favourites' });
  const { workspaceId } = await requireFlow(ctx, id);
  await ctx.services.db.shelves.star({ workspaceId, flowId: id, userId }, isStarred);
  return ok;
}

function nameTaken(): AppError {
  const reason = { vi: 'Đã có thư mục tên này. Chọn tên khác.', en: 'There is a folder of this name already. Choose another name.' };
  return new AppError('invalid_request', { message: reason.en, reason, field: 'name' });
}
