import type { Logger } from '@noi/node-sdk';

/** The same log, every line of which says what it is about. */
export function withFacts(logger: Logger, about: Readonly<Record<string, unknown>>): Logger {
  return {
    debug: (facts, message) => logger.debug({ ...about, ...facts }, message),
    info: (facts, message) => logger.info({ ...about, ...facts }, message),
    warn: (facts, message) => logger.warn({ ...about, ...facts }, message),
  };
}
