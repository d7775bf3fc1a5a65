/**
 * A Vietnamese phone number as E.164 (`+84912345678`), or `undefined` when it cannot be read for sure.
 *
 * Takes what shops' systems hold: spaces and dots, a missing trunk zero, `84…`, `0084…`, full-width digits, 11-digit mobiles
 * from before 2018, spreadsheet numbers (`912345678.0`). Of several numbers in one field the first readable one is taken.
 * Numbers of other countries give `undefined`.
 */
export function toE164(raw: string): string | undefined {
  const text = raw
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();
  const whole = readOne(text);
  if (whole !== undefined) return whole;
  for (const part of text.split(/[/;,|\n]|\s-\s|\bhoặc\b/u)) {
    const national = readOne(part.trim());
    if (national !== undefined) return national;
  }
  return undefined;
}

function readOne(text: string): string | undefined {
  const plain = undoSpreadsheet(text);
  if (plain === undefined) return undefined;
  const national = dropPrefixes(plain.replace(/\D/g, ''), plain.startsWith('+'));
  if (national === undefined) return undefined;
  const current = renumber(national);
  return mobile.test(current) || landline.test(current) ? `+84${current}` : undefined;
}

/** `912345678.0` and `9.12345678E+08` hold every digit; `9.1234E+08` lost some and cannot be repaired. */
function undoSpreadsheet(text: string): string | undefined {
  const scientific = /^(\d)\.(\d+)E\+?(\d+)$/i.exec(text);
  if (scientific) {
    const [, first = '', decimals = '', exponent = ''] = scientific;
    return decimals.length === Number(exponent) ? first + decimals : undefined;
  }
  return /^\d+\.0+$/.test(text) ? text.slice(0, text.indexOf('.')) : text;
}

/** Decided by length, since 084 and 085 are also prefixes of VinaPhone: nine digits that start with 84 lost their zero. */
function dropPrefixes(digits: string, hasPlus: boolean): string | undefined {
  if (digits.startsWith('0084')) return dropPrefixes(digits.slice(2), true);
  if (hasPlus) return digits.startsWith('84') ? digits.slice(2).replace(/^0/, '') : undefined;
  switch (digits.length) {
    case 9:
      return /^[35789]/.test(digits) ? digits : undefined;
    case 10:
      return digits.startsWith('0') ? digits.slice(1) : undefined;
    case 11:
      if (/^0[12]/.test(digits)) return digits.slice(1);
      return digits.startsWith('84') ? digits.slice(2) : undefined;
    case 12:
      if (/^84[12]/.test(digits)) return digits.slice(2);
      return digits.startsWith('840') ? digits.slice(3) : undefined;
    case 13:
      return /^840[12]/.test(digits) ? digits.slice(3) : undefined;
    default:
      return undefined;
  }
}

function renumber(national: string): string {
  if (national.length !== 10) return national;
  const prefix = newPrefixes[national.slice(0, 3)];
  return prefix === undefined ? national : prefix + national.slice(3);
}

/** Mobiles had 11 digits until November 2018. */
const newPrefixes: Readonly<Record<string, string>> = {
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

/** Loose on 052, 055, 089 and 099, whose last valid blocks change. */
const mobile = /^(3\d|5[125689]|7[06-9]|8[1-9]|9\d)\d{7}$/;
const landline = /^2(0[3-9]|1[0-689]|2[0-25-9]|3[2-9]|4[2-8]|5[124-9]|6[0-39]|7[0-7]|8[2-8]|9[0-4679])\d{7}$/;
