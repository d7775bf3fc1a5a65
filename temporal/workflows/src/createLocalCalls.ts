import { CancellationScope } from '@temporalio/workflow';

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
  readonly hasAnswer: boolean;
  /** Settles the next one. All that follows from it must be over before the next one is taken. */
  takeAnswer(): void;
}

export function createLocalCalls(): LocalCalls {
  const answers: (() => void)[] = [];

  return {
    make: (call) =>
      new Promise((resolve, reject) => {
        // The same way for all calls, so that they stand in line as their answers came.
        CancellationScope.nonCancellable(call).then(
          (answer) => answers.push(() => resolve(answer)),
          (thrown) => answers.push(() => reject(thrown)),
        );
      }),
    get hasAnswer() {
      return answers.length > 0;
    },
    takeAnswer: () => answers.shift()?.(),
  };
}
