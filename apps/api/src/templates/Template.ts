import type { FlowGraph } from '@noi/flow';
import type { Text } from '@noi/node-sdk';

/** A ready-made flow: a graph as data, without accounts. */
export interface Template {
  readonly id: string;
  readonly title: Text;
  readonly summary: Text;
  /** Packages whose nodes it uses. */
  readonly packages: readonly string[];
  readonly graph: FlowGraph;
}
