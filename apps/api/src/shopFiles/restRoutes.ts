import { z } from 'zod';
import { defineRoute } from '../rest/defineRoute.ts';
import { Id, Ok } from '../trpc/wire.ts';
import { readShopFiles, removeShopFile, ShopFiles } from './shopFiles.ts';

/** Files that the shop keeps, in the public API. */
export const shopFileRoutes = [
  defineRoute({
    id: 'listShopFiles',
    method: 'GET',
    path: '/files',
    summary: 'Files that messages may carry. With the same key, POST /api/files?name=<name> takes the bytes of a new one, GET /api/files/<id> gives them back',
    status: 200,
    response: ShopFiles,
    handle: (ctx) => readShopFiles(ctx),
  }),
  defineRoute({
    id: 'removeShopFile',
    method: 'POST',
    path: '/files/{id}/remove',
    summary: 'Deletes a file; 409 with their names while flows use it',
    params: z.object({ id: Id }),
    status: 200,
    response: Ok,
    handle: (ctx, { params }) => removeShopFile(ctx, params.id),
  }),
];
