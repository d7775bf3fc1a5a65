import type { ActionDescriptor, TriggerDescriptor } from '@noi/node-sdk';

/** What checking and compiling must know of the installed nodes. The browser builds it from the descriptors the API serves. */
export interface FlowCatalog {
  trigger(id: string, version: number): TriggerDescriptor | undefined;
  action(id: string, version: number): ActionDescriptor | undefined;
}

/** What checking must know of the shop's accounts. */
export interface ConnectionFact {
  readonly id: string;
  /** `ConnectionDescriptor.id`, as in `zalo.oa`. */
  readonly type: string;
  readonly state: 'ok' | 'attention';
}
