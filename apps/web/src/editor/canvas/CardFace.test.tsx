import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PinsContext } from '../pins/PinsContext.ts';
import { CanvasWords } from './CanvasWords.tsx';
import { CardFace } from './CardFace.tsx';
import type { StepNodeData } from './types.ts';

const data: StepNodeData = {
  step: { id: 'find', kind: 'stop', position: { x: 0, y: 0 } },
  face: { look: 'logic', title: { vi: 'Tìm khách', en: 'Find' }, summary: { vi: '', en: '' }, glyph: undefined },
  ...{ errors: 0, warnings: 0, wired: [], isReadOnly: false, width: 272, height: 84, held: 0, isCollapsed: false, off: null },
};

const drawn = (pinned: readonly string[]) =>
  renderToStaticMarkup(
    <CanvasWords>
      <PinsContext value={new Map(pinned.map((id) => [id, { output: {}, pinnedAt: '2026-11-22T03:00:00.000Z' }]))}>
        <CardFace data={data} />
      </PinsContext>
    </CanvasWords>,
  );

test.each([
  ['of the step is marked on its card', ['find'], 1],
  ['of another step is not', ['other'], 0],
] as const)('a pinned output %s', (_what, pinned, marks) => {
  expect(drawn(pinned).match(/role="img"/g) ?? []).toHaveLength(marks);
});
