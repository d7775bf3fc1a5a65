/** `1250000` → `1.250.000`, decimals after a comma. Written by hand: locale data differs between browsers, Node and the workflow sandbox. */
export function grouped(value: number): string {
  const [whole = '', decimals] = String(Math.abs(value)).split('.');
  const sign = value < 0 ? '-' : '';
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, '.')}${decimals === undefined ? '' : `,${decimals}`}`;
}
