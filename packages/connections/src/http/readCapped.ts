import type { Readable } from 'node:stream';
import { NodeError } from '@noi/node-sdk';

/** The body as text; one over the limit is given up as soon as that is seen. */
export async function readCapped(body: Readable, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) {
      body.destroy();
      throw new NodeError('rejected', {
        vi: 'Câu trả lời lớn hơn 1 MB nên không đọc được. Hãy chọn địa chỉ trả về ít dữ liệu hơn.',
        en: 'The answer is larger than 1 MB and cannot be read. Choose an address that returns less.',
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
