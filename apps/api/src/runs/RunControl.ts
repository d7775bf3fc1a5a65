/** How a person reaches a run under way. Throws `provider_unavailable` while Temporal is away. */
export interface RunControl {
  /** Ends the open wait or back-off of a step in one scope early; never one in which a person is asked what became of a call. */
  continueNow(target: { workflowId: string; runId: string; stepId: string; scope: string }): Promise<void>;
  /** Asks the run to stop; `gone` when no workflow hosts it any more. */
  stop(target: { workflowId: string; runId: string }): Promise<'asked' | 'gone'>;
  isUp(): Promise<boolean>;
  close(): Promise<void>;
}
