import type { Db } from '@noi/db';
import { createFileReader, type FileReader, NodeError } from '@noi/node-sdk';

/** The files of one shop, as its steps read them. While the records are away nothing was sent, so the step is tried again. */
export function readFiles({ shopFiles }: Pick<Db, 'shopFiles'>, workspaceId: string): FileReader {
  return createFileReader({
    find: (id) => orAway(shopFiles.get({ workspaceId, id })),
    content: (id) => orAway(shopFiles.content({ workspaceId, id })),
  });
}

async function orAway<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (cause) {
    throw new NodeError(
      'unavailable',
      { vi: 'Chưa đọc được tệp đính kèm. Nối sẽ tự thử lại.', en: 'The attached file cannot be read right now. Nối will try again.' },
      { cause },
    );
  }
}
