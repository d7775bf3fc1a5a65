import type { FlowCommand } from '@noi/flow';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSaveQueue, type SaveQueueOptions, type SaveState, type SendFailure } from './saveQueue.ts';
import type { QueuedEdit, UnsentEdits } from './unsentEdits.ts';

const command: FlowCommand = { type: 'edge.remove', id: 'e' };
const edit = (clientKey: string, more: Partial<QueuedEdit> = {}): QueuedEdit => ({ clientKey, command, kind: 'do', ...more });

class Refusal extends Error {
  constructor(readonly failure: SendFailure) {
    super(failure);
  }
}

function memory(start: QueuedEdit[] = []): UnsentEdits & { held: readonly QueuedEdit[] } {
  return {
    held: start,
    read() {
      return { edits: [...this.held], base: 5 };
    },
    write(edits) {
      this.held = edits;
    },
  };
}

function open(options: Partial<SaveQueueOptions> = {}) {
  const states: SaveState[] = [];
  const sent: Parameters<SaveQueueOptions['send']>[0][] = [];
  const unsent = memory();
  const queue = createSaveQueue({
    revision: 5,
    unsent,
    send: async (request) => {
      sent.push(request);
      return { revision: request.baseRevision + request.edits.length };
    },
    classify: (error) => (error instanceof Refusal ? error.failure : 'unreachable'),
    rebase: async () => ({ revision: 9, edits: [] }),
    onState: (state) => states.push(state),
    ...options,
  });
  return { queue, states, sent, unsent };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('quick edits travel together after a pause, in order, from the revision they were made on', async () => {
  const { queue, sent, states } = open();
  queue.add(edit('a'));
  queue.add(edit('b'));
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(400);

  expect(sent).toEqual([
    {
      baseRevision: 5,
      edits: [
        { clientKey: 'a', command, kind: 'do' },
        { clientKey: 'b', command, kind: 'do' },
      ],
    },
  ]);
  expect([queue.revision, states.at(-1)]).toEqual([7, 'saved']);
});

test('typing in one field sends only what is there when the pause comes', async () => {
  const { queue, sent } = open();
  queue.add(edit('a', { mergeKey: 'title' }));
  queue.add(edit('b', { mergeKey: 'title', command: { type: 'edge.remove', id: 'later' } }));
  await vi.advanceTimersByTimeAsync(400);
  expect(sent[0]?.edits).toEqual([{ clientKey: 'a', command: { type: 'edge.remove', id: 'later' }, kind: 'do' }]);
});

test('an undo names the revision of what it undoes, also while that is still on its way', async () => {
  const { queue, sent } = open();
  queue.add(edit('a'));
  queue.add(edit('b', { kind: 'undo', origin: { clientKey: 'a' } }));
  await vi.advanceTimersByTimeAsync(400);
  queue.add(edit('c', { kind: 'redo', origin: { clientKey: 'a' } }));
  await vi.advanceTimersByTimeAsync(400);
  expect(sent.map((request) => request.edits.map((one) => one.of))).toEqual([[undefined, 6], [6]]);
});

test('what cannot be sent is kept and sent again with growing pauses', async () => {
  let isOnline = false;
  const sent: string[][] = [];
  const { queue, states, unsent } = open({
    send: async (request) => {
      sent.push(request.edits.map((one) => one.clientKey));
      if (!isOnline) throw new Refusal('unreachable');
      return { revision: 6 };
    },
  });
  queue.add(edit('a'));
  await vi.advanceTimersByTimeAsync(400);
  expect([states.at(-1), unsent.held.length]).toEqual(['failed', 1]);
  await vi.advanceTimersByTimeAsync(1000);
  isOnline = true;
  await vi.advanceTimersByTimeAsync(2000);
  expect(sent).toEqual([['a'], ['a'], ['a']]);
  expect([states.at(-1), unsent.held.length]).toEqual(['saved', 0]);
});

test('edits of an earlier visit are sent at once', async () => {
  const sent: string[] = [];
  open({
    unsent: memory([edit('old')]),
    send: async (request) => {
      sent.push(...request.edits.map((one) => one.clientKey));
      return { revision: 6 };
    },
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toEqual(['old']);
});

test('after a conflict the edits that still fit are sent on the newer draft', async () => {
  const bases: number[] = [];
  const { queue } = open({
    send: async (request) => {
      bases.push(request.baseRevision);
      if (request.baseRevision === 5) throw new Refusal('conflict');
      return { revision: request.baseRevision + request.edits.length };
    },
    rebase: async (waiting) => ({ revision: 9, edits: [...waiting().edits] }),
  });
  queue.add(edit('a'));
  await vi.advanceTimersByTimeAsync(400);
  await vi.advanceTimersByTimeAsync(10);
  expect([bases, queue.revision, queue.isIdle]).toEqual([[5, 9], 10, true]);
});

test('what is typed while the newer draft is on its way is saved, too', async () => {
  const sent: string[][] = [];
  let isNewer = false;
  const { queue } = open({
    send: async (request) => {
      sent.push(request.edits.map((one) => one.clientKey));
      if (!isNewer) throw new Refusal('conflict');
      return { revision: request.baseRevision + request.edits.length };
    },
    rebase: async (waiting) => {
      await Promise.resolve();
      queue.add(edit('b'));
      isNewer = true;
      return { revision: 9, edits: [...waiting().edits] };
    },
  });
  queue.add(edit('a'));
  await vi.advanceTimersByTimeAsync(400);
  await vi.advanceTimersByTimeAsync(10);
  expect([sent.at(-1), queue.revision, queue.isIdle]).toEqual([['a', 'b'], 11, true]);
});

test('flush resolves with the revision that has everything', async () => {
  const { queue } = open();
  queue.add(edit('a'));
  queue.add(edit('b'));
  expect(await queue.flush()).toBe(7);
});

test('flush rejects while the server cannot be reached', async () => {
  const { queue } = open({ send: async () => Promise.reject(new Refusal('unreachable')) });
  queue.add(edit('a'));
  await expect(queue.flush()).rejects.toThrow('unreachable');
});
