import type { Expectation, Scenario } from '@noi/flow';

/** One of a flow's own tests. */
export interface FlowTestRow {
  readonly id: string;
  readonly flowId: string;
  readonly name: string;
  readonly scenario: Scenario;
  readonly expectations: readonly Expectation[];
  /** The draft's revision when it was last saved. */
  readonly revision: number;
  readonly updatedAt: Date;
}

/** A test as it stood when a version went live, and whether it passed then. */
export interface PublishedTest extends Pick<FlowTestRow, 'id' | 'name' | 'scenario' | 'expectations'> {
  readonly passes: boolean;
}

export interface FlowTestRepository {
  /** Oldest first. */
  list(key: { workspaceId: string; flowId: string }): Promise<readonly FlowTestRow[]>;
  get(key: { workspaceId: string; id: string }): Promise<FlowTestRow | null>;
  create(test: {
    workspaceId: string;
    flowId: string;
    name: string;
    scenario: Scenario;
    expectations: readonly Expectation[];
    revision: number;
    createdBy: string | null;
    at: Date;
  }): Promise<FlowTestRow>;
  /** Gives a flow the tests of another one, in their order. */
  copy(key: { workspaceId: string; fromFlowId: string; flowId: string }, made: { revision: number; createdBy: string | null; at: Date }): Promise<void>;
  /** `false` when there is no such test. */
  update(
    key: { workspaceId: string; id: string },
    change: { name: string; scenario: Scenario; expectations: readonly Expectation[]; revision: number; at: Date },
  ): Promise<boolean>;
  /** `false` when there is no such test. */
  remove(key: { workspaceId: string; id: string }, at: Date): Promise<boolean>;
  /** Brings the tests of a version back as they were then; tests that came since stay. */
  restore(key: { workspaceId: string; flowId: string; versionId: string }, change: { revision: number; at: Date }): Promise<void>;
}
