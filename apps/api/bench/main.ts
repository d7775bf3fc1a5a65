import { createTestDatabase } from '@noi/db/testing';
import { benchDoors } from './doorsBench.ts';

// `--short` for a quick look; sizes of other measures are none of its business.
const isShort = process.argv.includes('--short');
await using database = await createTestDatabase();
console.log(JSON.stringify(await benchDoors({ databaseUrl: database.url, ...(isShort ? { seconds: 2, burstSeconds: 2 } : {}) })));
