import { checkPackage } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { corePackage } from './index.ts';

test('the package keeps the rules of node packages and its emulator works', async () => {
  expect(await checkPackage(corePackage)).toEqual([]);
});
