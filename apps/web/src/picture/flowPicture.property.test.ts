import { type FlowGraph, isContainer, type Step } from '@noi/flow';
import { randomGraph } from '@noi/flow/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aPicture } from './testing/aPicture.ts';

const tag = /<(\/?)(svg|title|rect|g|path|text|image)((?: [a-zA-Z-]+="[^"<>]*")*)\/?>/g;
const known = new Set(
  'xmlns width height viewBox role font-family fill transform x y rx fill-opacity stroke stroke-opacity stroke-width stroke-linecap stroke-linejoin stroke-dasharray d font-size font-weight href'.split(
    ' ',
  ),
);

/** Whether no half of a surrogate pair stands alone. */
const isWhole = (text: string) => !/\p{Cs}/u.test(text);

/** What is wrong with an SVG that must hold nothing but our own drawing. */
function faultsOf(svg: string): readonly string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const words = svg.replace(tag, (whole, closing: string, name: string, attributes: string) => {
    for (const [, key = '', value = ''] of attributes.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)) {
      if (!known.has(key)) faults.push(`attribute ${key}`);
      if (key === 'href' && !value.startsWith('data:image/svg+xml;')) faults.push(`address ${value}`);
      if (/NaN|Infinity|undefined/.test(value)) faults.push(`${key}="${value}"`);
    }
    if (closing) {
      if (open.pop() !== name) faults.push(`</${name}> closes another`);
    } else if (!whole.endsWith('/>')) open.push(name);
    return '';
  });
  if (/[<>]/.test(words)) faults.push(`a tag in ${words}`);
  if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(words)) faults.push('a bare &');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(svg) || !isWhole(svg)) faults.push('a sign that XML cannot hold');
  return [...faults, ...open.map((name) => `<${name}> stays open`)];
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '</text><script>alert(1)</script>',
    '"><image href="https://elsewhere.example/x.png"/>',
    "' onload='alert(1)",
    '<![CDATA[<script/>]]>',
    '<!--',
    '&lt;script&gt;',
    '&#x3c;script&#x3e;',
    '\u0000\u0008<svg/onload=alert(1)>',
    '\ud800<b>',
    ']]>&amp;"\'<>',
  ),
);

const named = fc.record({
  drawn: randomGraph(),
  name: hostile,
  heading: hostile,
  title: hostile,
  summary: hostile,
  icon: fc.option(hostile.filter((one) => isWhole(one))),
});

function withNames(graph: FlowGraph, name: string): FlowGraph {
  const rename = (step: Step): Step => {
    const own = { ...step, name };
    if (own.kind === 'switch') return { ...own, cases: own.cases.map((one) => ({ ...one, label: name })) };
    if (own.kind === 'split') return { ...own, branches: own.branches.map((one) => ({ ...one, label: name })) };
    return own;
  };
  return {
    ...graph,
    steps: Object.fromEntries(Object.entries(graph.steps).map(([id, step]) => [id, rename(step)])),
    groups: { g: { id: 'g', title: name, colour: 'blue', members: Object.keys(graph.steps).slice(0, 2) } },
    notes: { n: { id: 'n', text: name, position: { x: -300, y: 40 }, width: 224, height: 144, colour: 'pink' } },
  };
}

test('whatever steps are called, the picture holds our own tags and nothing else', () => {
  fc.assert(
    fc.property(named, ({ drawn, name, heading, title, summary, icon }) => {
      const graph = withNames(drawn, name);
      expect(faultsOf(aPicture(graph, { heading, face: { title, summary, ...(icon === null ? {} : { icon }) } }).svg)).toEqual([]);
    }),
  );
});

test('a document from elsewhere may lie about places and levels, and is drawn all the same', () => {
  const place = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(randomGraph(), place, place, (drawn, x, y) => {
      const { steps, ...graph } = drawn;
      const containers = Object.values(steps).filter(isContainer);
      const parent = containers[0]?.id ?? 'nowhere';
      const moved = Object.values(steps).map((step): Step => ({ ...step, position: { x, y }, parent }));
      const picture = aPicture({ ...graph, steps: Object.fromEntries(moved.map((step) => [step.id, step])) });
      expect(faultsOf(picture.svg)).toEqual([]);
      expect(Math.max(picture.width, picture.height)).toBeLessThan(10_000_000);
    }),
  );
});
