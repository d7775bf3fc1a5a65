const email = /[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g;
/** A Vietnamese number as people and systems write it; not the digits inside an id. */
const phone = /(?<![\w.+-])(?:\+?84|0)(?:[ .-]?\d){9,10}(?![\w-])/g;

/** A line without e-mail addresses and phone numbers: the net under all that is written with care. */
export function hidePersons(line: string): string {
  return line.replace(email, '<email>').replace(phone, '<phone>');
}
