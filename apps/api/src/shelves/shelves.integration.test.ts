import { expect, test } from 'vitest';
import { aServer } from '../../test/aServer.ts';

test('flows lie in folders, carry tags, and have the stars of one member only', async () => {
  await using server = await aServer();
  const [mine, theirs] = [await server.shop('lan'), await server.shop('minh')];
  const make = async (name: string) => (await server.rest(mine, '/flows', { method: 'POST', body: { name } })).body.id as string;
  const [first, second] = [await make('Một'), await make('Hai')];
  const { id: folderId } = (await server.mutate(mine, 'shelves.createFolder', { name: ' Sau bán ' })).body.result.data;
  const taken = await server.mutate(mine, 'shelves.createFolder', { name: 'sau bán' });
  expect(taken).toMatchObject({ status: 400, body: { error: { data: { details: { reason: { vi: 'Đã có thư mục tên này. Chọn tên khác.' } } } } } });

  expect((await server.mutate(mine, 'shelves.move', { flowIds: [first, second], folderId })).body.result.data).toEqual({ moved: 2 });
  await server.mutate(mine, 'shelves.setTags', { id: first, tags: [' Zalo ', 'zalo', 'Sau  Giao'] });
  await server.mutate(mine, 'shelves.star', { id: second, isStarred: true });
  const seen = (await server.query(mine, 'shelves.list')).body.result.data;
  expect(seen.folders).toEqual([{ id: folderId, name: 'Sau bán' }]);
  expect(seen.places).toHaveLength(2);
  expect(seen.places).toContainEqual({ flowId: first, folderId, tags: ['sau giao', 'zalo'], isStarred: false });
  expect(seen.places).toContainEqual({ flowId: second, folderId, tags: [], isStarred: true });
  expect((await server.rest(mine, '/folders')).body.places.every(({ isStarred }: { isStarred: boolean }) => !isStarred)).toBe(true);

  expect((await server.query(theirs, 'shelves.list')).body.result.data).toEqual({ folders: [], places: [] });
  expect((await server.mutate(theirs, 'shelves.setTags', { id: first, tags: ['x'] })).status).toBe(404);
  expect((await server.mutate(theirs, 'shelves.star', { id: first, isStarred: true })).status).toBe(404);
  expect((await server.mutate(theirs, 'shelves.move', { flowIds: [first], folderId })).status).toBe(404);
  expect((await server.mutate(theirs, 'shelves.renameFolder', { id: folderId, name: 'Trộm' })).status).toBe(404);

  await server.mutate(mine, 'shelves.removeFolder', { id: folderId });
  const left = (await server.query(mine, 'shelves.list')).body.result.data;
  expect(left).toMatchObject({ folders: [] });
  expect(left.places.map((place: { folderId: string | null }) => place.folderId)).toEqual([null, null]);
  expect((await server.rest(mine, '/flows')).body.flows).toHaveLength(2);
});
