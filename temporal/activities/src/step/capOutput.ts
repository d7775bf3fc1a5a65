/** Most bytes of JSON that a step may hand on; rows and Temporal's history stay small. */
const outputLimit = 256 * 1024;

type Json = Readonly<Record<string, unknown>>;

/**
 * The output, when it fits. Else the same fields with the longest texts and lists cut until it does, and
 * `noiShortened: true` beside them, so that a flow still reads what is left.
 */
export function capOutput(whole: Json, limit = outputLimit): Json {
  const json = JSON.stringify(whole);
  // Postgres cannot keep the zero character in JSON.
  const output: Json = json.includes('\\u0000') ? JSON.parse(json.replaceAll('\\u0000', '')) : whole;
  if (Buffer.byteLength(json) <= limit) return output;
  for (let longest = 8192; longest >= 16; longest = Math.floor(longest / 2)) {
    const cut = { ...(shorten(output, longest) as Json), noiShortened: true };
    if (sizeOf(cut) <= limit) return cut;
  }
  return { noiShortened: true };
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '', 'utf8');
}

function shorten(value: unknown, longest: number): unknown {
  if (typeof value === 'string') return value.length > longest ? `${value.slice(0, longest)}…` : value;
  if (Array.isArray(value)) return value.slice(0, longest).map((item) => shorten(item, longest));
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shorten(item, longest)]));
  return value;
}
