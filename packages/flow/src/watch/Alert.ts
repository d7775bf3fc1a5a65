import type { EventType } from '@noi/events';
import type { NodeErrorKind, Text } from '@noi/node-sdk';

/** What a shop is told about without asking. */
export type AlertKind = 'runs_failed' | 'connection_lost' | 'trigger_quiet' | 'outcome_unknown';

/** Who can do something about it: the shop (its flow or its account), the provider, or those who run Nối. */
export type Blame = 'shop' | 'provider' | 'us';

/** What the words of an alert are made from. */
export interface AlertFacts {
  readonly flowId?: string;
  readonly flowName?: string;
  readonly stepId?: string;
  readonly stepTitle?: Text;
  readonly errorKind?: NodeErrorKind;
  /** The latest one's own words. */
  readonly problem?: Text;
  readonly connectionId?: string;
  readonly connectionName?: string;
  /** Of a trigger that went quiet. */
  readonly quietHours?: number;
  readonly usualPerDay?: number;
  readonly event?: EventType;
}

/** An alert as it is told, with how many cases it stands for. */
export interface AlertNotice {
  readonly kind: AlertKind | 'test';
  readonly blame: Blame;
  readonly facts: AlertFacts;
  readonly count: number;
}
