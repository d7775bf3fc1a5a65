import type { ActionDescriptor, PackageDescriptor, TriggerDescriptor } from '@noi/node-sdk';
import type { InputField, OutputField } from '../graph/FlowGraph.ts';

/** What checking and compiling must know of the installed nodes and of the shop's flows. The browser builds it from what the API serves. */
export interface FlowCatalog {
  trigger(id: string, version: number): TriggerDescriptor | undefined;
  action(id: string, version: number): ActionDescriptor | undefined;
  /** The shop's flows; while they are not known, nothing is said about calls to them. */
  readonly flows?: readonly FlowFact[];
  /** The shop's files; while they are not known, nothing is said about them. */
  readonly files?: readonly FileFact[];
  /** All that is installed: data that a flow's own steps do not give are called here as any trigger calls them. */
  readonly packages?: readonly Pick<PackageDescriptor, 'triggers'>[];
}

/** What checking must know of a flow that others call. */
export interface FlowFact {
  readonly id: string;
  readonly name: string;
  readonly inputs: readonly InputField[];
  readonly outputs: readonly Pick<OutputField, 'key' | 'label'>[];
  readonly isPublished: boolean;
  /** Whether its live version starts when another flow calls it; absent where that is not known. */
  readonly startsByCall?: boolean;
  /** Ids of the flows that it calls itself, to find flows that call each other in a circle. */
  readonly calls?: readonly string[];
}

/** What checking must know of the shop's accounts. */
export interface ConnectionFact {
  readonly id: string;
  /** `ConnectionDescriptor.id`, as in `zalo.oa`. */
  readonly type: string;
  readonly state: 'ok' | 'attention';
}

/** What checking must know of a file that the shop keeps. */
export interface FileFact {
  readonly id: string;
  readonly bytes: number;
}
