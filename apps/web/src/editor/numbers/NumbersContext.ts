import type { Port, StepId } from '@noi/flow';
import { createContext, useContext } from 'react';
import type { ApiOutputs } from '../../api/trpc.ts';

type Answer = ApiOutputs['flows']['numbers'];

/** What the list of runs is asked for, so that it shows those that a number counts. */
export interface NumbersScope {
  readonly flowId: string;
  readonly period: '24h' | '7d' | '30d';
  readonly version?: number;
}

/** How runs fared, for cards and wires to show. */
export interface CanvasNumbers {
  readonly scope: NumbersScope;
  readonly steps: ReadonlyMap<StepId, Answer['steps'][number]>;
  /** By step and way out. */
  readonly ports: ReadonlyMap<string, number>;
}

export const NumbersContext = createContext<CanvasNumbers | null>(null);

/** Absent while numbers are not shown. */
export function useNumbers(): CanvasNumbers | null {
  return useContext(NumbersContext);
}

export function portKey(stepId: StepId, port: Port | string): string {
  return `${stepId}:${port}`;
}

/** What the server counted, as the canvas looks it up. */
export function canvasNumbers({ steps, ports }: Pick<Answer, 'steps' | 'ports'>, scope: NumbersScope): CanvasNumbers {
  const through = new Map<string, number>();
  for (const { stepId, port, count } of ports) through.set(portKey(stepId, port), (through.get(portKey(stepId, port)) ?? 0) + count);
  return { scope, steps: new Map(steps.map((step) => [step.stepId, step])), ports: through };
}
