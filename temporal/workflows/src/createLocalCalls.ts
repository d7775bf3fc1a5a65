import { CancellationScope, log } from '@temporalio/workflow';

/**
 * Calls of local activities, whose answers are taken one at a time.
 *
 * In a living workflow each answer comes by itself; when its history is replayed, those of one workflow task come together. What an answer leads to may take
 * a few microtasks more or fewer, so answers that were heard together would mix what follows from them: other commands in another order, and a history that
 * no worker can take up again. So answers wait in line here, in the order of their coming, which a replay keeps.
 */
export interface LocalCalls {
  /** Settles when its answer is taken. Not called back when the workflow is cancelled: its answer comes within seconds, and what was done is told. */
  make<T>(call: () => Promise<T>): Promise<T>;
  /** The same, and remotely where it fails, for as long as our house needs; also when the workflow is being cancelled. */
  makeElseRemotely<T>(failure: string, calls: { readonly locally: () => Promise<T>; readonly remotely: () => Promise<T> }): Promise<T>;
  readonly hasAnswer: boolean;
  /** Settles the next one. All that follows from it must be over before the next one is taken. */
  takeAnswer(): void;
}

export function createLocalCalls(): LocalCalls {
  const answers: (() => void)[] = [];

  function make<T>(call: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      // The same way for all calls, so that they stand in line as their answers came.
      CancellationScope.nonCancellable(call).then(
        (answer) => answers.push(() => resolve(answer)),
        (thrown) => answers.push(() => reject(thrown)),
      );
    });
  }

  return {
    make,
    makeElseRemotely: (failure, { locally, remotely }) =>
      CancellationScope.nonCancellable(async () => {
        try {
          return await make(locally);
        } catch (thrown) {
          log.warn(failure, { reason: String(thrown) });
          return await remotely();
        }
      }),
    get hasAnswer() {
      return answers.length > 0;
    },
    takeAnswer: () => answers.shift()?.(),
  };
}
