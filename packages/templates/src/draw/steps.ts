import type { ActionStep, Belongs, InputValue, RuleGroup, Span, StepOf, Wait } from '@noi/flow';
import type { z } from 'zod';
import type { PlainStep } from './drawGraph.ts';
import { type ZnsTemplate, znsSnapshot } from './znsTemplates.ts';

type Input = Readonly<Record<string, InputValue>>;

/** What starts the flow. */
export function when(id: string, node: string, input: Input = {}): PlainStep {
  return { id, kind: 'trigger', node, nodeVersion: 1, input: { ...input } };
}

export function act(id: string, node: string, input: Input, rest: { name?: string; dynamic?: z.infer<typeof ActionStep>['dynamic'] } = {}): PlainStep {
  return { id, kind: 'action', node, nodeVersion: 1, input: { ...input }, ...rest };
}

/** A ZNS by one of the templates that the sandbox's account has. */
export function sendZns(id: string, { phone, template, data }: { phone: string; template: ZnsTemplate; data: Readonly<Record<string, string>> }): PlainStep {
  const input = { phone, templateId: template.id, templateData: { ...data } };
  return act(id, 'zalo.sendZns', input, { dynamic: { templateData: znsSnapshot(template) } });
}

/** An email whose paragraphs are given one by one. */
export function sendEmail(id: string, { to, subject, body, name }: { to: string; subject: string; body: readonly string[]; name?: string }): PlainStep {
  return act(id, 'core.sendEmail', { to, subject, body: body.join('\n\n') }, name === undefined ? {} : { name });
}

export function rest(id: string, wait: Wait): PlainStep {
  return { id, kind: 'wait', wait };
}

export function check(id: string, name: string, rule: RuleGroup): PlainStep {
  return { id, kind: 'if', name, rule };
}

export function all(...rules: RuleGroup['rules']): RuleGroup {
  return { combinator: 'and', rules };
}

export function any(...rules: RuleGroup['rules']): RuleGroup {
  return { combinator: 'or', rules };
}

interface Awaited {
  readonly name?: string;
  readonly node: string;
  readonly belongs: Belongs;
  readonly rule?: RuleGroup;
  readonly timeout: Span;
}

/** Goes on by `next` when the event comes, else by `timeout`. */
export function untilEvent(id: string, awaited: Awaited): PlainStep {
  return { id, kind: 'waitForEvent', nodeVersion: 1, ...awaited };
}

export function stop(id: string, reason: string): PlainStep {
  return { id, kind: 'stop', reason };
}

export function choose(id: string, name: string, cases: StepOf<'switch'>['cases']): PlainStep {
  return { id, kind: 'switch', name, cases };
}

export const hours = (amount: number): Span => ({ amount, unit: 'hours' });
export const days = (amount: number): Span => ({ amount, unit: 'days' });
