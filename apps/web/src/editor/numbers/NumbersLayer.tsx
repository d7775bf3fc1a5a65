import { Button } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, trpc } from '../../api/trpc.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import classes from './Numbers.module.css';
import { canvasNumbers, NumbersContext, type NumbersScope } from './NumbersContext.ts';

const NumbersBar = lazy(() => import('./NumbersBar.tsx').then((module) => ({ default: module.NumbersBar })));

const everyMs = 5_000;

/** What is published of the flow, and whether the canvas shows something else. */
type LiveForm = Pick<ApiOutputs['flows']['get'], 'liveVersion' | 'isChanged'>;

/** A canvas on which the numbers of the flow's runs can be switched on. A flow that was never published has none. */
export function NumbersLayer({ live: { liveVersion, isChanged }, children }: { live: LiveForm; children: ReactNode }) {
  const { t } = useTranslation();
  const { flowId } = useEditorContext();
  const [isOn, setOn] = useState(false);
  const [chosen, setChosen] = useState<Omit<NumbersScope, 'flowId'>>({ period: '7d' });
  const scope = useMemo(() => ({ flowId, ...chosen }), [flowId, chosen]);
  const { flowId: id, ...asked } = scope;
  // What was counted before stays in sight while another period is asked for.
  const { data, error } = useQuery({
    ...trpc.flows.numbers.queryOptions({ id, ...asked }),
    enabled: isOn,
    refetchInterval: everyMs,
    staleTime: 0,
    placeholderData: (former) => former,
  });
  const numbers = useMemo(() => (isOn && data ? canvasNumbers(data, scope) : null), [isOn, data, scope]);

  return (
    <div className={classes.layer}>
      {isOn && (
        <Suspense fallback={<div className={classes.bar} />}>
          <NumbersBar scope={scope} live={{ liveVersion, isChanged }} data={data} error={error} onChange={setChosen} onClose={() => setOn(false)} />
        </Suspense>
      )}
      <div className={classes.canvas}>
        {!isOn && liveVersion !== null && (
          <Button className={classes.switch ?? ''} size="xs" variant="default" leftSection={<IconChartBar size={15} />} onClick={() => setOn(true)}>
            {t('numbers.show')}
          </Button>
        )}
        <NumbersContext value={numbers}>{children}</NumbersContext>
      </div>
    </div>
  );
}
