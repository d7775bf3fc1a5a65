import { env } from 'node:process';
import fc from 'fast-check';

/** The cases that property tests draw: the same each time, so that a check of one change does not fail for what another left; `NOI_SEED=n` draws others. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(env.NOI_SEED ?? 1) });
