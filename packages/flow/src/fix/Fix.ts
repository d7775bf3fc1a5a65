import type { Text } from '@noi/node-sdk';
import type { FlowCommand } from '../edit/FlowCommand.ts';
import type { Draft } from '../validate/Draft.ts';
import type { Issue } from '../validate/Issue.ts';

/** What mends an issue at one press. */
export interface Fix {
  /** What the press does, for a button. */
  readonly words: Text;
  readonly command: FlowCommand;
}

/** Mends some kinds of issues; `null` where what to do is for people to say. */
export type Fixer = (issue: Issue, draft: Draft) => Fix | null;
