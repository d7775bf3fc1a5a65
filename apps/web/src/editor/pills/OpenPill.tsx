import { lazy, Suspense } from 'react';
import type { Pill } from './pillDom.ts';

const PillSettings = lazy(async () => ({ default: (await import('./PillSettings.tsx')).PillSettings }));

interface OpenPillProps {
  readonly open: { readonly chip: HTMLElement; readonly pill: Pill; readonly isMissing?: boolean };
  readonly label: string;
  onDone(pill: Pill | null): void;
}

/** The settings of the chip that is open; they are loaded with the first one. */
export function OpenPill({ open: { chip, pill, isMissing = false }, label, onDone }: OpenPillProps) {
  return (
    <Suspense fallback={null}>
      <PillSettings anchor={chip} pill={pill} label={label} isMissing={isMissing} onDone={onDone} />
    </Suspense>
  );
}
