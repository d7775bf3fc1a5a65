import { createTestDatabase } from '@noi/db/testing';
import { benchDoors } from './doorsBench.ts';

await using database = await createTestDatabase();
console.log(JSON.stringify(await benchDoors({ databaseUrl: database.url })));
