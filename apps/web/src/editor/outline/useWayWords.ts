import { portWords } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { useOutlineView } from './OutlineContext.ts';
import type { OutlineWay } from './outlineTree.ts';

/** A way out in words: its branch, and where it goes on or that it ends. */
export function useWayWords(): (way: OutlineWay) => string {
  const { t } = useTranslation();
  const text = useText();
  const { graph, catalog, numbers } = useOutlineView();
  return ({ from, port, edge, chain, goesTo }) => {
    const target = goesTo === null ? undefined : graph.steps[goesTo];
    const goal = target && { number: numbers.get(target.id) ?? '', step: text(describeStep(target, graph, catalog).title) };
    const siblings = graph.edges.filter((one) => one.from === from.id && one.port === port);
    if (port === 'next' && siblings.length < 2) return goal ? t('outline.goesOnPlain', goal) : t('outline.endsPlain');
    const way =
      port === 'next'
        ? t('outline.sideBySide', { number: siblings.findIndex(({ id }) => id === edge?.id) + 1 })
        : t('outline.branch', { port: text(portWords(from, port)) });
    if (chain.length > 0) return way;
    return t('outline.wayLine', { way, end: goal ? t('outline.goesOn', goal) : t('outline.ends') });
  };
}
