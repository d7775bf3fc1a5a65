import { z } from 'zod';
import { defineRoute } from '../rest/defineRoute.ts';
import { Id, Ok } from '../trpc/wire.ts';
import {
  createFolder,
  FlowTags,
  Folder,
  FolderForm,
  Moved,
  MoveFlows,
  moveFlows,
  readShelves,
  removeFolder,
  renameFolder,
  Shelves,
  setTags,
} from './shelves.ts';

const ById = z.object({ id: Id });

/** Folders and tags of flows in the public API. */
export const shelfRoutes = [
  defineRoute({
    id: 'listFolders',
    method: 'GET',
    path: '/folders',
    summary: 'The shop’s folders, and which flows lie in them or carry tags',
    status: 200,
    response: Shelves,
    handle: (ctx) => readShelves(ctx),
  }),
  defineRoute({
    id: 'createFolder',
    method: 'POST',
    path: '/folders',
    summary: 'A new folder; no two of a shop have one name',
    body: FolderForm,
    status: 201,
    response: Folder,
    handle: (ctx, { body }) => createFolder(ctx, body),
  }),
  defineRoute({
    id: 'renameFolder',
    method: 'PUT',
    path: '/folders/{id}',
    summary: 'Gives a folder another name',
    params: ById,
    body: FolderForm,
    status: 200,
    response: Ok,
    handle: (ctx, { params, body }) => renameFolder(ctx, { ...body, id: params.id }),
  }),
  defineRoute({
    id: 'removeFolder',
    method: 'POST',
    path: '/folders/{id}/remove',
    summary: 'Removes a folder; its flows stay',
    params: ById,
    status: 200,
    response: Ok,
    handle: (ctx, { params }) => removeFolder(ctx, params.id),
  }),
  defineRoute({
    id: 'moveFlows',
    method: 'POST',
    path: '/flows/move',
    summary: 'Puts flows into a folder, or out of any',
    body: MoveFlows,
    status: 200,
    response: Moved,
    handle: (ctx, { body }) => moveFlows(ctx, body),
  }),
  defineRoute({
    id: 'setFlowTags',
    method: 'PUT',
    path: '/flows/{id}/tags',
    summary: 'Replaces the tags of a flow',
    params: ById,
    body: FlowTags.omit({ id: true }),
    status: 200,
    response: Ok,
    handle: (ctx, { params, body }) => setTags(ctx, { ...body, id: params.id }),
  }),
];
