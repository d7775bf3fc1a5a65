import { expect, test } from 'vitest';
import { redirectOf } from './redirectOf.ts';

const hop = {
  url: new URL('https://api.vn/a'),
  method: 'POST',
  headers: { Authorization: 'x', 'x-api-key': 'y', accept: '*/*', 'content-type': 'text/plain' },
  body: 'b',
};

test('credentials stay at their origin', () => {
  expect(redirectOf(hop, { status: 307, location: 'https://other.vn/b' })).toEqual({
    url: new URL('https://other.vn/b'),
    method: 'POST',
    headers: { accept: '*/*', 'content-type': 'text/plain' },
    body: 'b',
  });
  expect(redirectOf(hop, { status: 308, location: '/b' })?.headers).toEqual(hop.headers);
});

test('303 and its elders turn a post into a get without its body', () => {
  expect(redirectOf(hop, { status: 303, location: '/b' })).toEqual({
    url: new URL('https://api.vn/b'),
    method: 'GET',
    headers: { Authorization: 'x', 'x-api-key': 'y', accept: '*/*' },
    body: undefined,
  });
});

test.each([
  ['no redirect', { status: 200, location: '/b' }],
  ['no address', { status: 302, location: undefined }],
  ['a fall to plain http', { status: 302, location: 'http://api.vn/b' }],
])('%s is an answer', (_what, answer) => {
  expect(redirectOf(hop, answer)).toBeUndefined();
});
