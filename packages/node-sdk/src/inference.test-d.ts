import { expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { type ActionContext, type AnyAction, defineAction, defineNodePackage, defineTrigger, described, type HttpResponse, type ParsedEvent } from './index.ts';

const label = { vi: 'Nhãn', en: 'Label' };
const words = { title: label, summary: label };
const input = z.object({ to: described(z.string(), { label }), times: described(z.number().default(1), { label }) });
const output = z.object({ id: z.string() });
const effects = { repeat: 'native' } as const;

test('an action’s input and output come from its schemas', () => {
  const action = defineAction({
    id: 'a.send',
    version: 1,
    ...words,
    input,
    output,
    sample: { id: '1' },
    effects,
    message: { channel: 'sms', purpose: 'care', recipient: (given) => given.to, preview: (given) => given.to.repeat(given.times) },
    async run(context) {
      expectTypeOf(context).toEqualTypeOf<ActionContext<{ to: string; times: number }>>();
      return { id: context.input.to };
    },
  });
  expectTypeOf(action).toExtend<AnyAction>();
  expectTypeOf(action.run).returns.resolves.toEqualTypeOf<{ id: string }>();
});

test('a wrong output, sample, recipient or channel does not compile', () => {
  const base = { id: 'a.send', version: 1, ...words, input, output, effects } as const;
  // @ts-expect-error the output has an id
  defineAction({ ...base, sample: { id: '1' }, run: async () => ({}) });
  // @ts-expect-error the sample has an id
  defineAction({ ...base, sample: {}, run: async () => ({ id: '1' }) });
  defineAction({
    ...base,
    sample: { id: '1' },
    run: async () => ({ id: '1' }),
    // @ts-expect-error there is no such field to send to
    message: { channel: 'sms', purpose: 'care', recipient: (given) => given.phone, preview: () => '' },
  });
  // @ts-expect-error repeat is one of three words
  defineAction({ ...base, effects: { repeat: 'maybe' }, sample: { id: '1' }, run: async () => ({ id: '1' }) });
});

test('triggers name known events, and parsed events carry their own payload', () => {
  defineTrigger({ id: 'a.paid', version: 1, event: 'payment.received', ...words });
  // @ts-expect-error there is no such event
  defineTrigger({ id: 'a.paid', version: 1, event: 'payment.lost', ...words });
  expectTypeOf<ParsedEvent<'payment.received'>['payload']['amount']>().toEqualTypeOf<number>();
});

test('a package without words does not compile', () => {
  // @ts-expect-error the title is in both languages
  defineNodePackage({ id: 'a', version: '1.0.0', title: { vi: 'A' }, icon: '', connections: [], triggers: [], actions: [] });
});

test('an answer is read through a schema', () => {
  const read = (response: HttpResponse) => response.json(z.object({ total: z.number() }));
  expectTypeOf(read).returns.toEqualTypeOf<{ total: number }>();
});
