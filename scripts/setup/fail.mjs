/** A refusal that is told to the person in one line, with what to do; everything else is a fault of ours and shows its stack. */
export class Refusal extends Error {}

/**
 * Makes what a service's start threw a refusal: its own first line says what happened and what to do.
 *
 * @param {unknown} error
 * @param {string} advice
 */
export function refusalOf(error, advice) {
  if (error instanceof Refusal) return error;
  const [what = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return new Refusal(`${what.replace(/[.\s]*$/, '.')} ${advice}`, { cause: error });
}

/**
 * @param {unknown} error
 * @returns {never}
 */
export function exitWith(error) {
  if (error instanceof Refusal) console.error(`✖ ${error.message}`);
  else console.error('✖', error instanceof Error ? (error.stack ?? error.message) : error);
  process.exit(1);
}
