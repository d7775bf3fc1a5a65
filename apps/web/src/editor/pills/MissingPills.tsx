import { UnstyledButton } from '@mantine/core';
import { parseTemplate } from '@noi/flow';
import { IconPlus } from '@tabler/icons-react';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { FieldIssuesContext } from '../inspector/FieldIssuesContext.ts';
import { type DataNode, pillLabel } from '../stepData/dataTree.ts';
import { useStepData } from '../stepData/StepData.tsx';
import classes from './PillInput.module.css';
import type { Pill } from './pillDom.ts';

interface MissingPillsProps {
  readonly value: string;
  onAsk(pill: Pill): void;
}

/** Where an issue says that data may be missing: one press opens the pill at its fallback. */
export function MissingPills({ value, onAsk }: MissingPillsProps) {
  const { t } = useTranslation();
  const text = useText();
  const { byPath } = useStepData();
  const issues = useContext(FieldIssuesContext);
  if (!issues.some(({ code }) => code === 'data_may_be_missing')) return null;
  return (
    <div className={classes.missing}>
      {missingPills(value, byPath).map((pill) => (
        <UnstyledButton key={pill.path} className={classes.ask} onClick={() => onAsk(pill)}>
          <IconPlus size={12} /> {t('forms.addFallback', { label: text(pillLabel(pill.path, byPath).label) })}
        </UnstyledButton>
      ))}
    </div>
  );
}

/** Pills without a fallback, once each: those that say themselves that they may be missing, else all (a branch before them may not run). */
export function missingPills(value: string, known: ReadonlyMap<string, Pick<DataNode, 'mayBeMissing'>>): readonly Pill[] {
  const bare = parseTemplate(value).filter((segment): segment is Pill => segment.type === 'data' && segment.fallback === undefined);
  const once = bare.filter((pill, index) => bare.findIndex(({ path }) => path === pill.path) === index);
  const surely = once.filter(({ path }) => known.get(path)?.mayBeMissing);
  return surely.length > 0 ? surely : once;
}
