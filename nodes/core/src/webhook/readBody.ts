import { type RawDelivery, UnreadableDelivery } from '@noi/node-sdk';
import { parse } from 'lossless-json';

/** JSON and HTML forms as data. No body at all is fine: the query may say everything. Anything else is `UnreadableDelivery`. */
export function readBody({ headers, body }: RawDelivery): unknown {
  if (body.length === 0) return {};
  const text = decode(body);
  if (/^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')) return readForm(text);
  try {
    // Ids beyond 2^53 stay whole, as text.
    return parse(text, null, (digits) => (/^-?\d+$/.test(digits) && !Number.isSafeInteger(Number(digits)) ? digits : Number(digits)));
  } catch (error) {
    throw new UnreadableDelivery('The body is neither JSON nor a form', { cause: error });
  }
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (error) {
    throw new UnreadableDelivery('The body is not UTF-8 text', { cause: error });
  }
}

/** A field that comes several times is a list. */
function readForm(text: string): Readonly<Record<string, string | readonly string[]>> {
  const form = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(form.keys())].map((key) => {
      const values = form.getAll(key);
      return [key, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
