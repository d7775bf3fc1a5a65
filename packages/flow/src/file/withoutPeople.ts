export const emailPattern = /[^\s@<>()"',;]+@[^\s@<>()"',;]+\.[\p{L}\d]+/gu;
/** A phone number of Vietnam, in whatever way it is spaced. Money and codes do not begin like one. */
export const phonePattern = /(?<![\d.,])(?:\+?84|0)(?:[\s.\-()]{0,2}\d){8,10}(?!\d)/g;

/** Words with the phone numbers and email addresses in them covered, for what is passed on to strangers. */
export function withoutPeople(words: string): string {
  return words.replace(emailPattern, '•••').replace(phonePattern, '•••');
}
