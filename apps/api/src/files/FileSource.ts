import { createHash } from 'node:crypto';
import { AppError } from '@noi/errors';
import { type FlowFile, readFlowFile } from '@noi/flow';
import { z } from 'zod';
import type { Services } from '../services/Services.ts';

export const LinkSecret = z.string().min(20).max(200);

/** Where a flow comes from: the text of a file, or the secret of a link. */
export const FileSource = z.union([z.object({ text: z.string() }), z.object({ secret: LinkSecret })]);
export type FileSource = z.infer<typeof FileSource>;

/** Reads the file. Throws `file_refused` with the reason in words, `not_found` for a link that is not good any more. */
export async function readSource(services: Services, source: FileSource): Promise<FlowFile> {
  if ('secret' in source) return (await findLink(services, source.secret)).file;
  const reading = readFlowFile(source.text);
  if (!reading.ok) throw new AppError('file_refused', { message: reading.reason.en, reason: reading.reason });
  return reading.file;
}

/** What a link shows and whose it is. */
export async function findLink({ db, now }: Services, secret: string) {
  const link = await db.flowLinks.find(hashOf(secret), now());
  if (!link) throw new AppError('not_found', { message: 'No such link' });
  return link;
}

/** SHA-256 in hex: the secret has full entropy, so no slow hash is needed. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
