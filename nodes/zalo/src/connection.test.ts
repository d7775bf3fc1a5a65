import { expect, test } from 'vitest';
import { zaloOa } from './connection.ts';

test.each([
  ['{"error":-124,"message":"Access token invalid"}', true],
  ['{"error": "-216", "message": "Access token is invalid"}', true],
  ['{"error":-220,"message":"expired"}', true],
  ['{"error":-1241,"message":"appsecret_proof"}', false],
  ['{"error":0,"data":{"msg_id":"-124"}}', false],
  ['{"error":-118,"message":"Zalo account not existed"}', false],
])('%s says that the access token is no longer good: %s', (text, isExpired) => {
  expect(zaloOa.refresh?.isExpired?.({ status: 200, text })).toBe(isExpired);
});
