import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type HandWorkflow = 'oneAction' | 'threeActions' | 'waitBetween' | 'waitForPaid';

export interface HandQuestion {
  readonly workflow: HandWorkflow;
  readonly runs: number;
  readonly atOnce: number;
  /** Told to the provider with each send. */
  readonly text: string;
}

export interface HandAnswer {
  readonly seconds: number;
}

/** The hand-written workflows with a worker and a client of their own, in a process of their own. */
export interface HandWrittenSide extends AsyncDisposable {
  /** Seconds for all of them. */
  run(question: HandQuestion): Promise<number>;
}

export async function openHandWrittenSide(outside: { temporalAddress: string; providerUrl: string; codePath: string }): Promise<HandWrittenSide> {
  const file = fileURLToPath(new URL('./handWrittenMain.ts', import.meta.url));
  const child = fork(file, [outside.temporalAddress, outside.providerUrl, outside.codePath], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const died = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The hand-written side ended with ${code}`)));
  died.catch(() => undefined);
  await Promise.race([once(child, 'message'), died]);
  return {
    async run(question) {
      const answer = once(child, 'message');
      child.send(question);
      const [told] = (await Promise.race([answer, died])) as [HandAnswer];
      return told.seconds;
    },
    async [Symbol.asyncDispose]() {
      if (!child.connected) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
