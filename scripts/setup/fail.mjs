/** A refusal that is told to the person in one line, with what to do; everything else is a fault of ours and shows its stack. */
export class Refusal extends Error {}

/**
 * @param {unknown} error
 * @returns {never}
 */
export function exitWith(error) {
  if (error instanceof Refusal) console.error(`✖ ${error.message}`);
  else console.error('✖', error instanceof Error ? (error.stack ?? error.message) : error);
  process.exit(1);
}
