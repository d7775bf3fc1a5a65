import { foldText } from '../rules/foldText.ts';

/** The name under which templates read a field, made from its label: `Số lượng quà` → `soLuongQua`. Unique among `taken`. */
export function keyFromLabel(label: string, taken: readonly string[]): string {
  const words = foldText(label, true)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const joined = words.map((word, index) => (index === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`)).join('');
  const stem = (/^[a-z]/.test(joined) ? joined : `muc${joined}`).slice(0, 36);
  for (let number = 1; ; number++) {
    const key = number === 1 ? stem : `${stem}${number}`;
    if (!taken.includes(key)) return key;
  }
}
