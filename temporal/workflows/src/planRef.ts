import { RawValue } from '@temporalio/common';

/** Payload encoding of a plan that travels by name. */
export const planEncoding = 'noi/plan';

/** What the payload says: whose plan, and its content hash. */
export interface PlanName {
  readonly workspaceId: string;
  readonly hash: string;
}

/** A plan by its hash, as a workflow argument: history carries the name, the worker's codec brings the content. */
export type PlanRef = RawValue;

/**
 * Names a plan as first argument of the group workflow.
 *
 * It needs no payload converter at the sender: a raw value goes as it is.
 *
 * @example
 * ```ts
 * await client.workflow.start(runGroupWorkflow, { args: [planRef(hash, workspaceId), group], taskQueue, workflowId });
 * ```
 */
export function planRef(hash: string, workspaceId: string): PlanRef {
  const name: PlanName = { workspaceId, hash };
  const encoder = new TextEncoder();
  return RawValue.fromPayload({ metadata: { encoding: encoder.encode(planEncoding) }, data: encoder.encode(JSON.stringify(name)) });
}
