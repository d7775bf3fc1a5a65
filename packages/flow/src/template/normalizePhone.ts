/** A Vietnamese number in the forms that providers want. ZNS takes `e164` without its `+`. */
export interface NormalizedPhone {
  readonly e164: string;
  readonly national: string;
  readonly kind: 'mobile' | 'landline';
}

/** Prefixes of 11-digit mobiles that were renamed in 2018, without the leading zero. */
const renamedPrefixes: Readonly<Record<string, string>> = {
  '120': '70',
  '121': '79',
  '122': '77',
  '126': '76',
  '128': '78',
  '123': '83',
  '124': '84',
  '125': '85',
  '127': '81',
  '129': '82',
  '162': '32',
  '163': '33',
  '164': '34',
  '165': '35',
  '166': '36',
  '167': '37',
  '168': '38',
  '169': '39',
  '186': '56',
  '188': '58',
  '199': '59',
};

const mobile = /^(3\d|5[125689]|7[06-9]|8[1-9]|9\d)\d{7}$/;
const landline = /^2(0[3-9]|1[0-689]|2[0-25-9]|3[2-9]|4[2-8]|5[1245-9]|6[0-39]|7[0-7]|8[2-8]|9[0-4679])\d{7}$/;
const separators = /[/;,|&\r\n]+|\s+[-–—]\s+|\s+(?:hoặc|hay|or)\s+/iu;
const extension = /\s*(?:ext\.?|máy lẻ|nội bộ)\s*:?\s*\d+\s*$/iu;

/**
 * Reads a phone number as shops, spreadsheets and customers write it. Several numbers in one cell give the first valid one.
 * `null` when no Vietnamese subscriber's number is in it (foreign numbers and 1800/1900 services among these).
 */
export function normalizePhone(raw: string): NormalizedPhone | null {
  const cell = raw.normalize('NFKC').replace(/[\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g, '');
  for (const candidate of [cell, ...cell.split(separators), ...cell.split(/\s+/)]) {
    const significant = toSignificant(candidate.replace(extension, '').trim());
    if (significant) return { e164: `+84${significant}`, national: `0${significant}`, kind: significant.startsWith('2') ? 'landline' : 'mobile' };
  }
  return null;
}

/** The national significant number (no country code, no trunk zero), or null. */
function toSignificant(text: string): string | null {
  const written = fromSpreadsheet(text);
  if (written === null) return null;
  const digits = written.replace(/\D/g, '');
  const international = /^\D*\+/.test(written) ? digits : digits.startsWith('00') ? digits.slice(2) : null;
  const significant = international === null ? byLength(digits) : afterCountryCode(international);
  if (significant === null) return null;

  const renamed = significant.length === 10 ? renamedPrefixes[significant.slice(0, 3)] : undefined;
  const today = renamed === undefined ? significant : renamed + significant.slice(3);
  return mobile.test(today) || landline.test(today) ? today : null;
}

/** Undoes what a spreadsheet's number format did to a phone; null when digits were lost. */
function fromSpreadsheet(text: string): string | null {
  const scientific = /^(\d)[.,]?(\d*)e\+?(\d{1,2})$/i.exec(text);
  if (!scientific) return /^\d{9,12}\.0$/.test(text) ? text.slice(0, -2) : text;
  const [, head = '', fraction = '', exponent = ''] = scientific;
  // Fewer digits than the exponent promises: the rest was rounded away and cannot be known.
  return fraction.length === Number(exponent) ? head + fraction : null;
}

function afterCountryCode(digits: string): string | null {
  if (!digits.startsWith('84')) return null;
  return digits.slice(2).replace(/^0/, '');
}

/** Length decides, because 084 and 085 are prefixes of their own and not only country codes. */
function byLength(digits: string): string | null {
  const { length } = digits;
  if (digits.startsWith('0')) return (length === 10 && !digits.startsWith('01')) || (length === 11 && /^0[12]/.test(digits)) ? digits.slice(1) : null;
  if (length === 9) return digits;
  if ((length === 11 && digits.startsWith('84')) || (length === 12 && /^84[012]/.test(digits)) || (length === 13 && /^840/.test(digits)))
    return afterCountryCode(digits);
  // Ten digits: an old mobile or a landline that lost its zero.
  return length === 10 && /^[12]/.test(digits) ? digits : null;
}
