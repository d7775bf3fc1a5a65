/**
 * Text as conditions compare it: without regard to case, to blanks around it, and to how its letters are encoded. Without marks, `Đặng Thị Nở` is
 * `dang thi no` too. Folding twice changes nothing.
 */
export function foldText(text: string, ignoreMarks = false): string {
  const plain = ignoreMarks ? text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd') : text;
  return plain.toLowerCase().normalize('NFC').trim();
}
