import { NodeError } from './NodeError.ts';

/** A file that the shop keeps, with its content. */
export interface ShopFile {
  /** With its ending, as people see it; may have any letters. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** What an action may read of the shop's files: the values of its fields of format `file` are their ids. */
export interface FileReader {
  /** The files in the order of `ids`. Throws `invalid_input` at `field` when one is gone, or when together they have more than `maxBytes`. */
  read(ids: readonly string[], limits: { readonly field: string; readonly maxBytes: number }): Promise<readonly ShopFile[]>;
}

/** Where a host finds files, already bound to one shop. */
interface FileSource {
  find(id: string): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: number } | null>;
  content(id: string): Promise<Uint8Array | null>;
}

/** Reads files for one call. Nothing is loaded before it is known that all are there and that they are not too large. */
export function createFileReader(source: FileSource): FileReader {
  return {
    async read(ids, { field, maxBytes }) {
      const found = await Promise.all(ids.map(async (id) => (await source.find(id)) ?? gone(field)));
      const bytes = found.reduce((sum, file) => sum + file.bytes, 0);
      if (bytes > maxBytes) throw tooLarge({ bytes, maxBytes, field });
      const files: ShopFile[] = [];
      for (const [index, { name, mediaType }] of found.entries()) {
        files.push({ name, mediaType, content: (await source.content(ids[index] ?? '')) ?? gone(field) });
      }
      return files;
    },
  };
}

/** For calls whose input names no files. */
export const noFiles: FileReader = createFileReader({ find: async () => null, content: async () => null });

function gone(field: string): never {
  throw new NodeError(
    'invalid_input',
    {
      vi: 'Bước này dùng một tệp mà shop không còn giữ, nên chưa gửi gì. Mở bước, chọn tệp khác rồi chạy lại.',
      en: 'This step uses a file that the shop no longer keeps, so nothing was sent. Open the step, choose another file and run it again.',
    },
    { field },
  );
}

function tooLarge({ bytes, maxBytes, field }: { bytes: number; maxBytes: number; field: string }): NodeError {
  const [has, most] = [bytes, maxBytes].map((size) => Math.ceil(size / 1_048_576));
  return new NodeError(
    'invalid_input',
    {
      vi: `Các tệp nặng tổng cộng ${has} MB, tối đa ${most} MB. Bỏ bớt tệp hoặc chọn tệp nhẹ hơn.`,
      en: `The files have ${has} MB together, ${most} MB at most. Remove some or choose smaller ones.`,
    },
    { field },
  );
}
