import type { Text } from '@noi/events';

/** Bytes of JSON: rows and calls are told in requests of at most 2 MiB, which hold more than this. */
const mostBytes = 1_500_000;

/** What is wrong with data that a step leaves behind or hands over; `null` when there is not too much of it. */
export function tooMuchData(value: unknown): Text | null {
  const json = JSON.stringify(value);
  // A letter has three bytes at most.
  if (json.length * 3 <= mostBytes || new TextEncoder().encode(json).length <= mostBytes) return null;
  return {
    vi: 'Bước này mang quá nhiều dữ liệu (hơn 1,5 MB). Hãy chỉ lấy các trường cần dùng.',
    en: 'This step carries too much data (more than 1.5 MB). Take only the fields that are needed.',
  };
}
