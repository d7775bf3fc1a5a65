import type { InputValue } from '../graph/FlowGraph.ts';

const secretName = /authori[sz]ation|token|secret|passw|mat[-_ ]?khau|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|cookie|signature|credential/i;
/** What stands in a header behind the word that says how it proves somebody. */
const proof = /\b(bearer|basic|token|apikey)\s+[\w.~+/=-]{8,}/gi;
const inAddress = /(https?:\/\/)[^/\s@{}]+@/gi;
const parameter = /([?&]([^=&\s{}]+)=)([^&\s{}]+)/g;

/** A value of a step's form without what may open somebody's account; `found` hears the paths at which something was taken out. Data pills stay. */
export function withoutSecrets(value: InputValue, path: string, found: (path: string) => void): InputValue {
  if (typeof value === 'string') {
    const open = withoutProof(value);
    if (open !== value) found(path);
    return open;
  }
  if (Array.isArray(value)) return value.map((one, index) => withoutSecrets(one, `${path}.${index}`, found));
  if (value === null || typeof value !== 'object') return value;
  // A list of headers names each in one field and holds what it says in another.
  const isNamed = typeof value.value === 'string' && [value.name, value.key].some((name) => typeof name === 'string' && secretName.test(name));
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => {
      const at = `${path}.${key}`;
      const isSecret = typeof inside === 'string' && (secretName.test(key) || (isNamed && key === 'value'));
      if (!isSecret || inside === '' || isOnlyData(inside)) return [key, withoutSecrets(inside, at, found)];
      found(at);
      return [key, ''];
    }),
  );
}

/** Whether a template holds data of the run and no words of its own. */
function isOnlyData(template: string): boolean {
  return /\{\{/.test(template) && template.replace(/\{\{.*?\}\}/gs, '').trim() === '';
}

function withoutProof(words: string): string {
  return words
    .replace(proof, '$1 ')
    .replace(inAddress, '$1')
    .replace(parameter, (whole, start: string, name: string) => (secretName.test(name) || /^(key|sig|sign|pass|pwd)$/i.test(name) ? start : whole));
}
