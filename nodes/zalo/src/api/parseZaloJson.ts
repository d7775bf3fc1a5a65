import { parse } from 'lossless-json';

/** JSON as Zalo sends it: whole numbers beyond 2^53 (ids of accounts, messages and people) become strings instead of losing their last digits. */
export function parseZaloJson(text: string): unknown {
  return parse(text, null, readNumber);
}

function readNumber(digits: string): number | string {
  const value = Number(digits);
  return /^-?\d+$/.test(digits) && !Number.isSafeInteger(value) ? digits : value;
}
