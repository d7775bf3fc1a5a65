import type { EventType, FieldFormat, Text } from '@noi/events';

/** One form field or one datum of an output, as plain JSON for the browser and for pure rules. */
export interface FieldDescriptor {
  readonly key: string;
  readonly type: 'text' | 'number' | 'boolean' | 'choice' | 'object' | 'list' | 'any';
  readonly label: Text;
  readonly hint?: Text;
  readonly format?: FieldFormat;
  readonly required: boolean;
  readonly secret?: boolean;
  readonly sample?: unknown;
  readonly default?: unknown;
  /** Shown, and counted, only while another field of the same form has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
  /** A page that says more: an https address. */
  readonly helpUrl?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  /** Of a list. */
  readonly maxItems?: number;
  /** Of files: of all of the field together. */
  readonly maxBytes?: number;
  readonly choices?: readonly { readonly value: string; readonly label: Text }[];
  /** Choices are loaded from the account through the `options` procedure. */
  readonly hasOptions?: boolean;
  /** Fields whose change loads the choices again; without it choices hang on the other choices of the form. */
  readonly optionsDependOn?: readonly string[];
  /** Sub-fields are loaded from the account when one of these fields changes, and frozen into the step. */
  readonly dynamic?: { readonly dependsOn: readonly string[] };
  /** Of an object, or of the items of a list. */
  readonly fields?: readonly FieldDescriptor[];
}

export interface ConnectionDescriptor {
  readonly id: string;
  readonly packageId: string;
  readonly title: Text;
  readonly help?: Text;
  readonly fields: readonly FieldDescriptor[];
  readonly hasDoor: boolean;
  readonly hasSandbox: boolean;
}

export interface TriggerDescriptor {
  readonly kind: 'trigger';
  readonly id: string;
  readonly version: number;
  readonly packageId: string;
  readonly title: Text;
  readonly summary: Text;
  readonly event: EventType;
  readonly source?: string;
  readonly connectionType?: string;
  /** Names how its events are fetched from the provider; absent where it only listens. */
  readonly poll?: string;
  readonly keywords: readonly string[];
  /** Absent where there is nothing to fill in. */
  readonly input?: readonly FieldDescriptor[];
  readonly output: readonly FieldDescriptor[];
  readonly sample: Readonly<Record<string, unknown>>;
}

export interface ActionDescriptor {
  readonly kind: 'action';
  readonly id: string;
  readonly version: number;
  readonly packageId: string;
  readonly title: Text;
  readonly summary: Text;
  readonly connectionType?: string;
  readonly keywords: readonly string[];
  readonly input: readonly FieldDescriptor[];
  readonly output: readonly FieldDescriptor[];
  readonly sample: Readonly<Record<string, unknown>>;
  readonly message?: { readonly channel: string; readonly purpose: string };
  readonly repeat: 'native' | 'lookup' | 'none';
  readonly rateClass: string;
  readonly slow: boolean;
}

export type NodeDescriptor = TriggerDescriptor | ActionDescriptor;

export interface PackageDescriptor {
  readonly id: string;
  readonly version: string;
  readonly title: Text;
  readonly icon: string;
  readonly connections: readonly ConnectionDescriptor[];
  readonly triggers: readonly TriggerDescriptor[];
  readonly actions: readonly ActionDescriptor[];
}
