import type { Text } from '@noi/node-sdk';
import { useState } from 'react';
import { queryClient, trpc } from '../api/trpc.ts';
import { FileNotTaken, type ShopFile, uploadFile } from './uploadFile.ts';

/** A file on its way, or one that was not taken. */
export interface Upload {
  readonly key: string;
  readonly name: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly problem: Text | null;
}

interface UploadsRequest {
  /** In bytes. */
  readonly mostBytes: number;
  /** What a file that is too large is answered. */
  readonly tooLarge: (file: File) => Text;
  onKept(file: ShopFile): void;
}

/** Sends files one after the other, so that the first is there soon; those that are not taken stay in sight until they are put away. */
export function useUploads({ mostBytes, tooLarge, onKept }: UploadsRequest) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const change = (key: string, to: Partial<Upload> | null) =>
    setUploads((now) => now.flatMap((one) => (one.key !== key ? [one] : to === null ? [] : [{ ...one, ...to }])));

  async function send(files: readonly File[]): Promise<void> {
    const fresh = files.map((file) => ({ file, key: crypto.randomUUID() }));
    setUploads((now) => [
      ...now.filter(({ problem }) => problem === null),
      ...fresh.map(({ file, key }) => ({ key, name: file.name, share: 0, problem: null })),
    ]);
    for (const { file, key } of fresh) {
      if (file.size > mostBytes) {
        change(key, { problem: tooLarge(file) });
        continue;
      }
      try {
        const kept = await uploadFile(file, (share) => change(key, { share }));
        // The file is among the shop's before it is named anywhere.
        queryClient.setQueryData(trpc.shopFiles.list.queryKey(), (now) => now && { ...now, files: [kept, ...now.files.filter(({ id }) => id !== kept.id)] });
        change(key, null);
        onKept(kept);
      } catch (error) {
        if (!(error instanceof FileNotTaken)) throw error;
        change(key, { problem: error.text });
      }
    }
    await queryClient.invalidateQueries({ queryKey: trpc.shopFiles.pathKey() });
  }

  return { uploads, send, dismiss: (key: string) => change(key, null) };
}
