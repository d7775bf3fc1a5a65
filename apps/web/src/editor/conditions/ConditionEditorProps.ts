import type { RuleGroup } from '@noi/flow';

export interface ConditionEditorProps {
  readonly value: RuleGroup;
  /** Names the tree, for undo: quick changes of one value in it are undone together. */
  readonly path: string;
  /** `typed` is the place that is being typed in. */
  onChange(rule: RuleGroup, typed?: string): void;
}
