import { Anchor, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { RunStateBadge } from './RunStateBadge.tsx';
import type { RunState } from './runStates.ts';

interface Related {
  readonly runId: string;
  readonly state: RunState;
}

/** Another run, and where it stands. */
export function RelatedRun({ related: { runId, state }, words }: { related: Related; words: string }) {
  return (
    <Group gap="xs">
      <RunLink runId={runId}>{words}</RunLink>
      <RunStateBadge state={state} />
    </Group>
  );
}

/** The way to another run. */
export function RunLink({ runId, children }: { runId: string; children: ReactNode }) {
  return (
    <Anchor renderRoot={(props) => <Link to="/runs/$id" params={{ id: runId }} {...props} />} size="sm">
      {children}
    </Anchor>
  );
}
