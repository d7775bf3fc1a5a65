import type { StepId } from '@noi/flow';
import { strong } from '@noi/ui';
import { IconCheck, IconClock, IconPlayerSkipForward, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../words/format.ts';
import { useLanguage } from '../../words/useText.ts';
import classes from './Numbers.module.css';
import { type CanvasNumbers, useNumbers } from './NumbersContext.ts';

const marks = [
  { outcome: 'waiting', meaning: 'wait', icon: <IconClock size={12} /> },
  { outcome: 'passed', meaning: 'success', icon: <IconCheck size={12} /> },
  { outcome: 'failed', meaning: 'failure', icon: <IconX size={12} /> },
  { outcome: 'dropped', meaning: 'held', icon: <IconPlayerSkipForward size={12} /> },
] as const;

/** On a card: how many runs wait here, got through, failed or were left out. Each number leads to these runs. */
export function StepNumbers({ stepId, name }: { stepId: StepId; name: string }) {
  const numbers = useNumbers();
  return numbers && <Counts numbers={numbers} stepId={stepId} name={name} />;
}

function Counts({ numbers: { steps, scope }, stepId, name }: { numbers: CanvasNumbers; stepId: StepId; name: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const counts = steps.get(stepId);
  const { period, ...always } = scope;
  return (
    <ul className={`${classes.counts} nodrag nopan`} aria-label={t('numbers.of', { step: name })}>
      {marks.map(({ outcome, meaning, icon }) => {
        const count = counts?.[outcome] ?? 0;
        // A step that nobody reached says so by one zero.
        if (count === 0 && outcome !== 'passed') return null;
        const search = { ...always, ...(outcome === 'waiting' ? {} : { period }), stepId, outcome };
        const label = t(`numbers.${outcome}`, { count });
        return (
          <li key={outcome}>
            <Count search={search} label={label} colour={strong(meaning)} icon={icon}>
              {formatCount(count, language)}
            </Count>
          </li>
        );
      })}
    </ul>
  );
}

type Search = Omit<CanvasNumbers['scope'], 'period'> & {
  readonly period?: CanvasNumbers['scope']['period'];
  readonly stepId: StepId;
  readonly outcome?: (typeof marks)[number]['outcome'];
  readonly port?: string;
};

/** One number, as a link to the runs that it counts. */
export function Count({ search, label, colour, icon, children }: { search: Search; label: string; colour: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <Link
      to="/runs"
      search={search}
      className={classes.count ?? ''}
      style={{ '--count': colour }}
      aria-label={label}
      title={label}
      onClick={(click) => click.stopPropagation()}
    >
      {icon}
      {children}
    </Link>
  );
}
