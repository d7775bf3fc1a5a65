import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@noi/errors';
import type { Config } from './Config.ts';

/** The key from the environment, else from the data folder, where the start command keeps it. It is never made here: a new key would lock up what the old one sealed. */
export async function readSecretKey({ secretKey, dataDir }: Pick<Config, 'secretKey' | 'dataDir'>): Promise<string> {
  if (secretKey !== null) return secretKey;
  try {
    return await readFile(join(dataDir, 'secret.key'), 'utf8');
  } catch (cause) {
    throw new AppError('internal', { message: `Set NOI_SECRET_KEY (32 bytes in hex), or put the key into ${join(dataDir, 'secret.key')}` }, { cause });
  }
}
