import { parseTemplate } from './parseTemplate.ts';

/** A text with at least one pill in it. */
export function holdsData(value: unknown): value is string {
  return typeof value === 'string' && parseTemplate(value).some((segment) => segment.type === 'data');
}
