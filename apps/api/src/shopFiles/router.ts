import { z } from 'zod';
import { memberProcedure, router } from '../trpc/init.ts';
import { Id, Ok } from '../trpc/wire.ts';
import { readShopFiles, removeShopFile, ShopFiles } from './shopFiles.ts';

/** Their content goes through the door of `fileDoor.ts`. */
export const shopFilesRouter = router({
  list: memberProcedure.output(ShopFiles).query(({ ctx }) => readShopFiles(ctx)),
  remove: memberProcedure
    .input(z.object({ id: Id }))
    .output(Ok)
    .mutation(({ ctx, input }) => removeShopFile(ctx, input.id)),
});
