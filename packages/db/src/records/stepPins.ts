/** What a step of a draft gives while it is tried. */
export interface StepPinRow {
  readonly stepId: string;
  readonly output: Readonly<Record<string, unknown>>;
  readonly pinnedAt: Date;
}

export interface StepPinRepository {
  /** By the step's id. Pins of steps that were removed stay, for when an undo brings the step back. */
  list(key: { workspaceId: string; flowId: string }): Promise<readonly StepPinRow[]>;
  /** Takes the place of what was pinned before. Throws `not_found` when there is no such flow. */
  put(pin: {
    workspaceId: string;
    flowId: string;
    stepId: string;
    output: Readonly<Record<string, unknown>>;
    pinnedBy: string | null;
    at: Date;
  }): Promise<void>;
  /** `false` when nothing was pinned. */
  remove(key: { workspaceId: string; flowId: string; stepId: string }): Promise<boolean>;
}
