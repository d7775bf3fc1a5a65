import type { Text } from '@noi/events';
import type { z } from 'zod';
import type { ConnectionDefinition } from './defineConnection.ts';
import type { FieldDescriptor } from './descriptors.ts';
import type { FileReader } from './FileReader.ts';
import type { HttpClient } from './HttpClient.ts';
import type { RemainingQuota } from './RateLimit.ts';

/** One choice of a list that is loaded from the account. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  /** Shown but not selectable, with `hint` saying why (a template under review). */
  readonly disabled?: boolean;
}

/** What `options` and `dynamicFields` loaders get: the account and what the form holds so far. */
export interface LoaderContext {
  readonly http: HttpClient;
  readonly client: unknown;
  readonly input: Readonly<Record<string, unknown>>;
  readonly search: string;
  /** Where the page begins, as the page before it said in `next`; absent for the first. */
  readonly cursor?: string;
}

/** Some of many choices. `next` asks for those after them; absent when there are no more. */
export interface OptionPage {
  readonly options: readonly Option[];
  readonly next?: string;
}

/** Loads the choices that fit what is searched: all at once, or page by page where an account may have hundreds. */
export type OptionLoader = (context: LoaderContext) => Promise<readonly Option[] | OptionPage>;

/** Choices that hang on other fields of the form, which are loaded again when one of those changes. */
export interface DependentOptions {
  readonly dependsOn: readonly string[];
  readonly load: OptionLoader;
}

/** The choices that a loader gives, as a page. */
export async function loadOptionPage(loader: OptionLoader | DependentOptions, context: LoaderContext): Promise<OptionPage> {
  const loaded = await (typeof loader === 'function' ? loader : loader.load)(context);
  return 'options' in loaded ? loaded : { options: loaded };
}

/** Fields that only the account knows (a ZNS template's parameters), frozen into the step when they are loaded. */
export interface DynamicFields {
  readonly fields: readonly FieldDescriptor[];
  /** Facts to show beside the form: price in đồng, a preview address, the title of what was chosen. */
  readonly title?: string;
  readonly priceVnd?: number;
  readonly previewUrl?: string;
  /** Words of the buttons that the message has, in their order. */
  readonly buttons?: readonly string[];
  /** What else is worth knowing before it is sent: of what kind it is, when it may go. */
  readonly facts?: readonly Text[];
}

export interface Logger {
  debug(facts: Readonly<Record<string, unknown>>, message: string): void;
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
}

export interface ActionContext<TInput> {
  readonly input: TInput;
  readonly http: HttpClient;
  /** What the connection's `openClient` made; `undefined` for HTTP connections. */
  readonly client: unknown;
  /** The shop's files that the input names. Only real calls read them; trials never do. */
  readonly files: FileReader;
  /** Names the account, for what a node remembers about it between calls. A host that leaves it out costs only that memory. */
  readonly connectionId?: string;
  /** Same for every attempt at this visit of this step, unique otherwise: at most 40 characters of `[A-Za-z0-9_-]`. Pass it to the provider where it has a place for it. */
  readonly idempotencyKey: string;
  readonly logger: Logger;
  readonly now: Date;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** What a lookup after a crash or a time-out can answer. `absent` allows another send, once the provider had its time for the first; `unknown` never does. */
export type LookUpResult<TOutput> = { readonly found: 'yes'; readonly output: TOutput } | { readonly found: 'absent' } | { readonly found: 'unknown' };

/** How an action that reaches a person describes the message for the ledger, the run page and the simulator. */
export interface MessageDefinition<TInput> {
  readonly channel: 'zalo' | 'sms' | 'email' | 'messenger' | 'push';
  readonly purpose: 'transaction' | 'care' | 'promotion';
  /** The address as typed or mapped; the host normalises it. */
  recipient(input: TInput): string;
  /** `providerId` when the address is the provider's own id of a person, which the host takes as it is; else a phone number or an email, by the channel. */
  readonly addressedBy?: 'providerId';
  /** Plain words of what goes out, for the ledger. */
  preview(input: TInput): string;
  /**
   * Why the provider would not take this message whoever gets it (a template that it switched off); `null` while nothing is known against it. Asked before
   * every send, so remember for a while what was read. The step then fails with these words and nothing is called; an error that it throws stops nothing.
   */
  problem?(context: ActionContext<TInput>): Promise<Text | null>;
}

export interface EffectsDefinition {
  /**
   * Whether a second call with the same `idempotencyKey` does no harm: `native` the provider drops the repeat (or nothing
   * changes), `lookup` the node can find the first one (`lookUp`), `none` neither.
   */
  readonly repeat: 'native' | 'lookup' | 'none';
  /** Calls of one class share the provider's rate limit. Default: the package id. */
  readonly rateClass?: string;
  /** Extra absolute hosts the action may call; `*` for actions whose address the user gives (still never private ones). */
  readonly hosts?: readonly string[];
  /** Usually takes longer than two seconds: starts as a remote activity at once. */
  readonly slow?: boolean;
}

export interface ActionDefinition<TInput extends z.ZodObject = z.ZodObject, TOutput extends z.ZodObject = z.ZodObject> {
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  readonly summary: Text;
  readonly connection?: ConnectionDefinition;
  readonly input: TInput;
  readonly output: TOutput;
  /** A believable result, shown as data before any real run and used by the simulator. */
  readonly sample: z.infer<TOutput>;
  readonly effects: EffectsDefinition;
  readonly message?: MessageDefinition<z.infer<TInput>>;
  /** What an answer says about the account's quota in this rate class; `null` when it says nothing. */
  quota?(output: z.infer<TOutput>, now: Date): RemainingQuota | null;
  /**
   * Whom a call with this input reaches (`example.com`), of actions that the user gives an address instead of an account: one that does not answer is left alone
   * by all steps of the shop for a while, as an account's provider is. `null` when the input names nobody.
   */
  host?(input: z.infer<TInput>): string | null;
  /** Loaders of choices, by field key. */
  readonly options?: Readonly<Record<string, OptionLoader | DependentOptions>>;
  /** Loaders of account-specific fields, by the field that holds them (an object field). `dependsOn` names the fields whose change reloads them. */
  readonly dynamicFields?: Readonly<Record<string, { readonly dependsOn: readonly string[]; load(context: LoaderContext): Promise<DynamicFields> }>>;
  readonly keywords?: readonly string[];
  run(context: ActionContext<z.infer<TInput>>): Promise<z.infer<TOutput>>;
  /** Finds the result of an earlier attempt whose answer was lost. Required when `effects.repeat` is `lookup`. */
  lookUp?(context: ActionContext<z.infer<TInput>>): Promise<LookUpResult<z.infer<TOutput>>>;
}

/** An action with its types forgotten, as catalogues hold it. */
export type AnyAction = Omit<ActionDefinition, 'run' | 'lookUp' | 'message' | 'sample' | 'quota' | 'host'> & {
  readonly sample: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: a heterogeneous list needs bivariant inputs; the host parses them with `input` first.
  readonly message?: MessageDefinition<any>;
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  quota?(output: any, now: Date): RemainingQuota | null;
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  host?(input: any): string | null;
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  run(context: ActionContext<any>): Promise<Readonly<Record<string, unknown>>>;
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  lookUp?(context: ActionContext<any>): Promise<LookUpResult<Readonly<Record<string, unknown>>>>;
};

/**
 * Declares one action that a flow can run.
 *
 * `run` is called again after a failure, so make it safe to repeat: pass `idempotencyKey` on, or say `repeat: 'lookup'`
 * and look before you write. Throw a {@link NodeError} to say whether another attempt can help.
 *
 * @example
 * ```ts
 * export const addTag = defineAction({
 *   id: 'crm.addTag', version: 1,
 *   title: { vi: 'Gắn thẻ', en: 'Add tag' }, summary: { vi: 'Gắn thẻ cho khách', en: 'Tags a customer' },
 *   input: z.object({ customerId: z.string(), tag: z.string().min(1) }),
 *   output: z.object({ tags: z.array(z.string()) }),
 *   sample: { tags: ['vip'] },
 *   effects: { repeat: 'native' },
 *   run: async ({ input, http }) => (await http.post('/tags', { json: input })).json(z.object({ tags: z.array(z.string()) })),
 * });
 * ```
 * @public
 */
export function defineAction<TInput extends z.ZodObject, TOutput extends z.ZodObject>(
  definition: ActionDefinition<TInput, TOutput>,
): ActionDefinition<TInput, TOutput> {
  return definition;
}
