import { z } from 'zod';

/**
 * What things are found by: codes, ids, numbers, at most 200 characters. They become keys of indexes, whose rows hold about 2,700 bytes; a longer one
 * could be stored nowhere.
 */
export const Key = z.string().max(200);

/** Names, parts of addresses, times as written: at most 2,000 characters. */
export const Line = z.string().max(2_000);

/** What people write freely, and links: at most 20,000 characters. */
export const Prose = z.string().max(20_000);
