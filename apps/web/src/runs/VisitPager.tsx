import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { PassPager } from './PassPager.tsx';
import { itemOf } from './stepVisits.ts';

interface VisitPagerProps {
  readonly rows: readonly ApiOutputs['runs']['get']['steps'][number][];
  readonly at: number;
  onTurn(at: number): void;
}

/** Turns to another time that the step ran: another item of its loop, another round. */
export function VisitPager({ rows, at, onTurn }: VisitPagerProps) {
  const { t } = useTranslation();
  const row = rows[at];
  const item = row ? itemOf(row) : null;
  const visit = t('runs.visit', { number: at + 1, count: rows.length });
  return <PassPager at={at} count={rows.length} label={item === null ? visit : `${visit} · ${t('runs.forItem', { number: item })}`} onTurn={onTurn} />;
}
