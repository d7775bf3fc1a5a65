import type { TriggerDescriptor } from '@noi/node-sdk';
import { type ReactNode, useMemo } from 'react';
import { dataByPath, dataTree } from './dataTree.ts';
import { StepDataContext, useStepData } from './StepData.tsx';

/** Lets the fields inside read an awaited event as `event.…`, before all that the step reads anyway. */
export function EventDataProvider({ node, children }: { node: TriggerDescriptor; children: ReactNode }) {
  const data = useStepData();
  const withEvent = useMemo(() => {
    const [event] = dataTree([{ stepId: 'event', root: 'event', title: node.title, fields: node.output, sample: node.sample }]);
    const branches = event ? [event, ...data.branches] : data.branches;
    return { ...data, branches, byPath: dataByPath(branches) };
  }, [data, node]);
  return <StepDataContext value={withEvent}>{children}</StepDataContext>;
}
