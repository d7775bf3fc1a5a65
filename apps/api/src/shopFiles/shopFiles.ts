import type { ShopFileRow } from '@noi/db';
import { AppError } from '@noi/errors';
import type { FileFact, FlowCatalog } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { iso, ok } from '../trpc/wire.ts';
import { readKind } from './readKind.ts';

/** The largest file, in bytes. */
export const mostFileBytes = 10_485_760;
const limits = { bytes: 209_715_200, files: 500 };
const mostNameLetters = 120;
const mostUsersShown = 3;

const ShopFileView = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  createdAt: z.string(),
  /** Who put it in; null for a program, or somebody who left. */
  by: z.string().nullable(),
});
type ShopFileView = z.infer<typeof ShopFileView>;

export const ShopFiles = z.object({
  files: z.array(ShopFileView),
  /** How much the shop may keep in all. */
  limits: z.object({ fileBytes: z.number(), bytes: z.number(), files: z.number() }),
});

/** All files of the shop, the newest first. */
export async function readShopFiles(ctx: MemberContext): Promise<z.infer<typeof ShopFiles>> {
  const { db } = ctx.services;
  const { workspaceId } = ctx.member;
  const [files, members] = await Promise.all([db.shopFiles.list(workspaceId), db.workspaces.members(workspaceId)]);
  const names = new Map(members.map((member) => [member.id, member.name]));
  return { files: files.map((file) => viewOf(file, names.get(file.createdBy ?? '') ?? null)), limits: { fileBytes: mostFileBytes, ...limits } };
}

/** Keeps a file. Content that the shop has already stays under its first name, which the answer tells. */
export async function keepShopFile(ctx: MemberContext, given: { name: string; content: Uint8Array }): Promise<ShopFileView> {
  const { db, now } = ctx.services;
  const { workspaceId, userId, name: by } = ctx.member;
  const name = fileName(given.name);
  const mediaType = await readKind(name, given.content);
  const put = await db.shopFiles.put({ workspaceId, name, mediaType, content: given.content, createdBy: userId, at: now(), limits });
  if (put.outcome === 'full') throw new AppError('files_full', { message: 'The shop keeps 200 MB and 500 files at most' });
  return viewOf(put.file, put.file.createdBy === null || put.file.createdBy !== userId ? null : by);
}

/** Deletes a file. Throws `file_in_use`, with their names, while flows use it. */
export async function removeShopFile(ctx: MemberContext, id: string): Promise<{ ok: true }> {
  const { db } = ctx.services;
  const key = { workspaceId: ctx.member.workspaceId, id };
  const users = await db.shopFiles.usedBy({ ...key, limit: mostUsersShown + 1 });
  if (users.length > 0) throw inUse(users);
  if (!(await db.shopFiles.remove(key))) throw new AppError('not_found', { message: 'No such file', id });
  return ok;
}

/** The catalogue with what the shop keeps, for checking flows that name files. */
export function withShopFiles(catalog: FlowCatalog, files: readonly FileFact[]): FlowCatalog {
  return {
    trigger: (id, version) => catalog.trigger(id, version),
    action: (id, version) => catalog.action(id, version),
    ...(catalog.flows && { flows: catalog.flows }),
    ...(catalog.packages && { packages: catalog.packages }),
    files,
  };
}

function viewOf({ id, name, mediaType, bytes, createdAt }: ShopFileRow, by: string | null): ShopFileView {
  return { id, name, mediaType, bytes, createdAt: iso(createdAt), by };
}

/** One line without folders, as systems and mail programs take it; a long name keeps its ending. */
function fileName(given: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  const name = (given.normalize('NFC').split(/[/\\]/).at(-1) ?? '').replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  const letters = [...name];
  if (letters.length <= mostNameLetters) return name;
  const ending = [...(/\.[^.]{1,10}$/.exec(name)?.[0] ?? '')];
  return [...letters.slice(0, mostNameLetters - ending.length), ...ending].join('');
}

function inUse(users: readonly { id: string; name: string }[]): AppError {
  const shown = users.slice(0, mostUsersShown).map(({ name }) => `“${name}”`);
  const [vi, en] = [', …', ', …'].map((more) => shown.join(', ') + (users.length > mostUsersShown ? more : ''));
  return new AppError('file_in_use', {
    message: 'Flows use this file',
    flows: users.slice(0, mostUsersShown),
    reason: {
      vi: `Quy trình ${vi} đang dùng tệp này nên chưa xoá được. Gỡ tệp khỏi quy trình trước.`,
      en: `This file is used in ${en}, so it cannot be deleted. Take it out there first.`,
    },
  });
}
