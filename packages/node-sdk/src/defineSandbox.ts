import type { Text } from '@noi/events';
import type { z } from 'zod';
import type { Logger } from './defineAction.ts';
import type { ConnectionValues } from './defineConnection.ts';

/** Where an emulator keeps what it must remember across restarts. Keys are free text; values are JSON. */
export interface SandboxStore {
  get<T>(key: string): Promise<T | null>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  /** All entries whose key starts with `prefix`, by key. */
  list<T>(prefix: string): Promise<readonly { readonly key: string; readonly value: T }[]>;
}

/** A message as the customer's phone shows it. */
export interface PhoneMessage {
  readonly id: string;
  /** Recipient, E.164 (`+84912345678`) or an email address. */
  readonly to: string;
  readonly channel: 'zalo' | 'sms' | 'email';
  readonly sender: { readonly name: string };
  readonly title?: string;
  readonly text: string;
  /** Of a letter that has more than plain words: its page as it was sent. Not to be trusted: shown without scripts, apart from the product's own page. */
  readonly html?: string;
  /** Files that came with it. */
  readonly attachments?: readonly { readonly name: string; readonly bytes: number }[];
  /** Rows of a template message (label, value). */
  readonly rows?: readonly { readonly label: string; readonly value: string }[];
  readonly buttons?: readonly { readonly id: string; readonly label: string; readonly url?: string }[];
  /** Present when the message asks for stars. `choices` are per star count. */
  readonly rating?: { readonly question: string; readonly choices: Readonly<Record<string, readonly string[]>> };
  /** ISO 8601. */
  readonly sentAt: string;
}

/** What the customer did with a message on the phone. */
export type PhoneTap =
  | { readonly kind: 'open' }
  | { readonly kind: 'button'; readonly buttonId: string }
  | { readonly kind: 'rate'; readonly stars: number; readonly comment?: string; readonly choices?: readonly string[] };

/** What names a door wherever the product is reached: the last segment of its address. The rest of it changes when the product moves to another port. */
export function doorToken(doorUrl: string): string {
  const token = new URL(doorUrl).pathname.split('/').at(-1);
  if (!token) throw new Error('The address of a door ends with its token');
  return token;
}

/** A callback that the emulator sends, as the provider would. */
export interface SandboxCallback {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the host gives an emulator. */
export interface SandboxHost {
  /** Base address of this emulator without a trailing slash, path prefix included. */
  readonly url: string;
  readonly store: SandboxStore;
  readonly logger: Logger;
  now(): Date;
  /** Posts a callback to a door; kept and repeated by the host until it is answered 2xx, as the providers do. `delayMs` postpones it. */
  callBack(callback: SandboxCallback, delayMs?: number): Promise<void>;
  /** Shows a message on the virtual phone. */
  showOnPhone(message: PhoneMessage): Promise<void>;
}

/** A thing that may happen at the provider, offered as a button in the sandbox ("a customer places an order"). */
export interface SandboxScenario {
  readonly id: string;
  readonly title: Text;
  /** Flat form with samples as defaults. */
  readonly input: z.ZodObject;
  run(input: Readonly<Record<string, unknown>>): Promise<{ readonly summary: Text }>;
}

/** A running emulator of a provider's documented API. */
export interface Sandbox {
  /** Serves the provider's API; paths arrive without the emulator's prefix. */
  fetch(request: Request): Promise<Response> | Response;
  /** Service name → path (`''`, `/oauth`) under the emulator's address, one for each service of the connection. */
  readonly services: Readonly<Record<string, string>>;
  /** Opens an account of connection `type` and returns the values for the connection's form. `doorUrl` is where its callbacks go. Opening again for the same door (`doorToken`) gives the same account, and its callbacks go to the address given last. */
  openAccount(request: { readonly type: string; readonly doorUrl: string; readonly shopName: string }): Promise<ConnectionValues>;
  readonly scenarios?: readonly SandboxScenario[];
  /** The customer touched a message that this emulator had shown. */
  tap?(messageId: string, tap: PhoneTap): Promise<void>;
  /**
   * How long until a callback that was not answered 2xx goes out again, in milliseconds, or `null` when the provider gives up.
   * `tries` counts the ones made, `status` is `null` when nothing answered. Default: ever longer pauses up to a minute.
   */
  repeatCallback?(answer: { readonly status: number | null; readonly tries: number }): number | null;
  /** Stops listeners of its own (SMTP). */
  close?(): Promise<void>;
}

export interface SandboxDefinition {
  start(host: SandboxHost): Promise<Sandbox>;
}

/**
 * Declares a package's emulator: it follows the provider's documents (authentication, errors, limits, callbacks), never the package's own nodes.
 * @public
 */
export function defineSandbox(definition: SandboxDefinition): SandboxDefinition {
  return definition;
}
