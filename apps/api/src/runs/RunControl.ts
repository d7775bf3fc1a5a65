/** How a person reaches a run under way. Throws `provider_unavailable` while Temporal is away. */
export interface RunControl {
  /** Ends an open wait or back-off early. */
  continueNow(target: { workflowId: string; runId: string; stepId: string }): Promise<void>;
  /** Asks the run to stop; `gone` when no workflow hosts it any more. */
  stop(target: { workflowId: string; runId: string }): Promise<'asked' | 'gone'>;
  isUp(): Promise<boolean>;
  close(): Promise<void>;
}
