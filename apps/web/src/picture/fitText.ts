const narrow = /[iljftr.,:;'’|!()[\]\s·]/i;
const wide = /[mw@%—…→]/i;

/** How wide words are drawn, on the safe side: a picture is looked at with fonts that nobody knows beforehand. `size` in pixels. */
export function textWidth(words: string, size: number): number {
  let em = 0;
  for (const letter of words.normalize('NFC')) {
    const base = letter.normalize('NFD').charAt(0);
    // Letters of other scripts and emoji take a square.
    if (base > '\u{2FFF}' || letter.length > 1) em += 1.1;
    else if (narrow.test(base)) em += 0.36;
    else if (wide.test(base)) em += 0.95;
    else em += base === base.toLowerCase() ? 0.59 : 0.72;
  }
  return em * size;
}

export interface TextBox {
  /** In pixels, as all sizes here. */
  readonly width: number;
  readonly size: number;
  readonly lines: number;
}

/** Words in at most so many lines; what does not fit is cut with `…`. */
export function fitText(words: string, { width, size, lines }: TextBox): readonly string[] {
  const made: string[] = [];
  let line = '';
  for (const word of words.split(/\s+/).filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || textWidth(longer, size) <= width) line = longer;
    else {
      made.push(line);
      line = word;
    }
    if (made.length > lines) break;
  }
  if (line !== '') made.push(line);
  return made.slice(0, lines).map((one, index) => cut(index === lines - 1 && made.length > lines ? `${one}…` : one, width, size));
}

function cut(line: string, width: number, size: number): string {
  if (textWidth(line, size) <= width) return line;
  const letters = [...line.replace(/…$/, '')];
  while (letters.length > 0 && textWidth(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
