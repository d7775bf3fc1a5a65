import type { Rehosted } from '@noi/db';
import { largestGroup, largestPayload } from '../dispatch/groupBounds.ts';

/** Runs of one lost workflow in as few new ones as they fit in, in their order. */
export function packHosts<R extends Pick<Rehosted, 'carry'>>(runs: readonly R[]): R[][] {
  const packs: { readonly runs: R[]; bytes: number }[] = [];
  for (const run of runs) {
    const bytes = Buffer.byteLength(JSON.stringify(run.carry));
    const last = packs.at(-1);
    if (last !== undefined && last.runs.length < largestGroup && last.bytes + bytes <= largestPayload) {
      last.runs.push(run);
      last.bytes += bytes;
    } else packs.push({ runs: [run], bytes });
  }
  return packs.map(({ runs: packed }) => packed);
}
