import type { Text } from '@noi/events';
import type { StepId } from '../graph/FlowGraph.ts';

/** The closed list of what can be wrong with a draft. One file per rule in `rules/`. */
export type IssueCode =
  | 'flow_empty'
  | 'trigger_missing'
  | 'trigger_off'
  | 'trigger_many'
  | 'trigger_unwired'
  | 'step_unreachable'
  | 'wire_broken'
  | 'wire_circle'
  | 'node_unknown'
  | 'field_required'
  | 'field_invalid'
  | 'fields_stale'
  | 'file_missing'
  | 'files_too_large'
  | 'files_too_many'
  | 'connection_missing'
  | 'connection_unknown'
  | 'connection_broken'
  | 'template_invalid'
  | 'data_unknown'
  | 'data_not_yet'
  | 'data_off'
  | 'data_may_be_missing'
  | 'rule_empty'
  | 'rule_invalid'
  | 'wait_invalid'
  | 'schedule_invalid'
  | 'set_invalid'
  | 'branch_unwired'
  | 'branches_invalid'
  | 'split_unstable'
  | 'timezone_invalid'
  | 'quiet_hours_invalid'
  | 'frequency_cap_invalid'
  | 'level_broken'
  | 'container_empty'
  | 'container_off'
  | 'handler_many'
  | 'handler_unwired'
  | 'data_hidden'
  | 'loop_invalid'
  | 'approval_invalid'
  | 'subflow_missing'
  | 'subflow_unpublished'
  | 'subflow_starts_otherwise'
  | 'subflow_circle'
  | 'business_hours_missing'
  | 'business_hours_invalid'
  | 'entry_invalid'
  | 'goal_invalid'
  | 'concurrency_invalid'
  | 'gather_invalid'
  | 'inputs_invalid'
  | 'outputs_invalid';

/** Something the user can fix in a draft. `error` stops publishing; `warning` does not. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: 'error' | 'warning';
  /** The step at fault; absent when it is the flow as a whole. */
  readonly stepId?: StepId;
  /** Path of the field at fault inside the step's form: `phone`, `templateData.order_code`, `rule`, `cases.0.rule` of a switch, `branches.0.weight` of a split, `wait.amount`, `fields.0.value` of a set step, `connectionId`, `port.true` for a branch, `until` and `most` of a repeat, `list` and `atOnce` of a for-each, `question`, `needed` and `approvers.0` of an approval, `timeout`, `flowId` and `input.<key>` of a sub-flow, `settings.timezone`, `settings.quietHours`, `settings.frequencyCap`, `settings.businessHours.open.0`, `settings.entry.days`, `settings.goal.rule`, `settings.gather.window`, `settings.inputs.0.key` and the like. */
  readonly field?: string;
  /** What is wrong and what to do, in the words of `look.md`. */
  readonly message: Text;
}
