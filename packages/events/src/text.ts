import type { z } from 'zod';

/** Words in both languages of the product. Vietnamese is written first and shown first. */
export interface Text {
  readonly vi: string;
  readonly en: string;
}

/** What a field of a schema carries beside its type: words and a believable sample for people, hints for forms. */
export interface FieldMeta {
  readonly label: Text;
  readonly hint?: Text;
  readonly sample?: unknown;
  /** How the field is written and edited; without it the form follows the schema's own type. */
  readonly format?: FieldFormat;
  /** How the values of an enum are called in front of people; a value without words is shown as it is. */
  readonly choices?: Readonly<Record<string, Text>>;
  /** The longest text that is taken, in characters, where the node itself checks it and not the schema. */
  readonly maxLength?: number;
  /** Of files: the most that those of the field may have together, in bytes. */
  readonly maxBytes?: number;
  /** Shown, and counted, only while another choice of the same form has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
  /** A page that says more about the field: an https address. */
  readonly helpUrl?: string;
  /** A connection field that is encrypted at rest and never shown again. */
  readonly secret?: boolean;
}

/**
 * Meanings that a plain JSON type cannot carry. `money` is whole đồng; times are ISO 8601 with zone; `richText` is plain words or the limited HTML of
 * `richText.ts`, told apart by `isRichText`; `file` is the id of a file that the shop keeps, or a list of them.
 */
export type FieldFormat = 'money' | 'phone' | 'email' | 'url' | 'dateTime' | 'longText' | 'richText' | 'json' | 'keyValue' | 'file';

/** Gives a schema its words. The catalogue reads them to draw forms and data pills. */
export function described<T extends z.ZodType>(schema: T, meta: FieldMeta): T {
  return schema.meta({ noi: meta }) as T;
}
