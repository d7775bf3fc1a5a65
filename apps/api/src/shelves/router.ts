import { z } from 'zod';
import { memberProcedure, router } from '../trpc/init.ts';
import { Id, Ok } from '../trpc/wire.ts';
import {
  createFolder,
  FlowTags,
  Folder,
  FolderChange,
  FolderForm,
  Moved,
  MoveFlows,
  moveFlows,
  readShelves,
  removeFolder,
  renameFolder,
  Shelves,
  Star,
  setTags,
  starFlow,
} from './shelves.ts';

export const shelvesRouter = router({
  list: memberProcedure.output(Shelves).query(({ ctx }) => readShelves(ctx)),
  createFolder: memberProcedure
    .input(FolderForm)
    .output(Folder)
    .mutation(({ ctx, input }) => createFolder(ctx, input)),
  renameFolder: memberProcedure
    .input(FolderChange)
    .output(Ok)
    .mutation(({ ctx, input }) => renameFolder(ctx, input)),
  removeFolder: memberProcedure
    .input(z.object({ id: Id }))
    .output(Ok)
    .mutation(({ ctx, input }) => removeFolder(ctx, input.id)),
  move: memberProcedure
    .input(MoveFlows)
    .output(Moved)
    .mutation(({ ctx, input }) => moveFlows(ctx, input)),
  setTags: memberProcedure
    .input(FlowTags)
    .output(Ok)
    .mutation(({ ctx, input }) => setTags(ctx, input)),
  star: memberProcedure
    .input(Star)
    .output(Ok)
    .mutation(({ ctx, input }) => starFlow(ctx, input)),
});
