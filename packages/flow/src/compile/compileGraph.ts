import { assertNever } from '@noi/errors';
import type { FlowGraph, Step, StepOf } from '../graph/FlowGraph.ts';
import { portsOf } from '../graph/ports.ts';
import { readingOrder } from '../graph/reach.ts';
import { splitBy } from '../graph/splitBy.ts';
import { stepOf } from '../graph/stepOf.ts';
import { stepTitle } from '../graph/stepTitle.ts';
import { ENGINE, type Plan, type PlanEdge, type PlanLevel, type PlanStep, type PlanStepOf } from '../plan/Plan.ts';
import type { ConnectionFact, FlowCatalog } from '../validate/FlowCatalog.ts';
import type { Issue } from '../validate/Issue.ts';
import { validateGraph } from '../validate/validateGraph.ts';
import { hashPlan } from './hashPlan.ts';
import { sentInput } from './sentInput.ts';

export interface CompileRequest {
  readonly graph: FlowGraph;
  readonly catalog: FlowCatalog;
  readonly connections: readonly ConnectionFact[];
}

/** `issues` of a plan are warnings only. */
export type Compiled =
  | { readonly ok: true; readonly plan: Plan; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Freezes a graph into the plan that runs walk, or says what must be mended first. Equal flows give equal hashes, wherever their steps stand on the canvas. */
export function compileGraph({ graph, catalog, connections }: CompileRequest): Compiled {
  const issues = validateGraph({ graph, catalog, connections });
  if (issues.some((issue) => issue.severity === 'error')) return { ok: false, issues };

  const order = readingOrder(graph).flatMap((id) => stepOf(graph, id) ?? []);
  const trigger = order.find((step) => step.kind === 'trigger');
  if (!trigger) throw new Error('A graph without errors has a trigger');
  const { timezone, quietHours, frequencyCap } = graph.settings;
  const content = {
    engine: ENGINE,
    timezone,
    ...(quietHours === undefined ? {} : { quietHours }),
    ...(frequencyCap === undefined ? {} : { frequencyCap }),
    trigger: trigger.id,
    steps: Object.fromEntries(order.map((step) => [step.id, planStep(step, graph, catalog)])),
    levels: { root: rootLevel(order, graph) },
  };
  return { ok: true, plan: { hash: hashPlan(content), ...content }, issues };
}

function rootLevel(order: readonly Step[], graph: FlowGraph): PlanLevel {
  const steps = order.map((step) => step.id);
  const place = new Map(order.map((step, index) => [step.id, { index, ports: portsOf(step) }]));
  const sortKey = (edge: PlanEdge) => [place.get(edge.from)?.index ?? 0, place.get(edge.from)?.ports.indexOf(edge.port) ?? 0, place.get(edge.to)?.index ?? 0];
  const edges = graph.edges
    .map(({ id, from, port, to }) => ({ id, from, port, to }))
    .sort((left, right) => {
      const [a, b] = [sortKey(left), sortKey(right)];
      return a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
    });
  return { id: 'root', entries: steps.filter((id) => !edges.some((edge) => edge.to === id)), steps, edges };
}

function planStep(step: Step, graph: FlowGraph, catalog: FlowCatalog): PlanStep {
  const base = { id: step.id, title: stepTitle({ step, graph, catalog }).vi, level: 'root' };
  switch (step.kind) {
    case 'trigger': {
      const node = catalog.trigger(step.node, step.nodeVersion);
      if (!node) throw new Error(`No trigger ${step.node}@${step.nodeVersion}`);
      return {
        ...base,
        kind: step.kind,
        node: step.node,
        nodeVersion: step.nodeVersion,
        event: node.event,
        ...(node.source === undefined ? {} : { source: node.source }),
        ...(step.connectionId === undefined ? {} : { connectionId: step.connectionId }),
      };
    }
    case 'action':
      return { ...base, ...planAction(step, catalog) };
    case 'if':
      return { ...base, kind: step.kind, rule: step.rule };
    case 'switch':
      return { ...base, kind: step.kind, cases: step.cases.map(({ id, rule }) => ({ port: id, rule })) };
    case 'split':
      return { ...base, kind: step.kind, shares: sharesIn(step), by: splitBy(step) };
    case 'set':
      return { ...base, kind: step.kind, fields: step.fields.map(({ key, value }) => ({ key, value })) };
    case 'wait':
      return { ...base, kind: step.kind, wait: step.wait };
    case 'stop':
      return { ...base, kind: step.kind, ...(step.reason === undefined ? {} : { reason: step.reason }) };
    case 'fail':
      return { ...base, kind: step.kind, reason: step.reason };
    default:
      return assertNever(step);
  }
}

function sharesIn({ branches, heldOut }: StepOf<'split'>): PlanStepOf<'split'>['shares'] {
  const held = heldOut === undefined ? [] : [{ port: 'heldOut', weight: heldOut }];
  return [...held, ...branches.map(({ id, weight }) => ({ port: id, weight }))];
}

function planAction(step: StepOf<'action'>, catalog: FlowCatalog) {
  const node = catalog.action(step.node, step.nodeVersion);
  if (!node) throw new Error(`No action ${step.node}@${step.nodeVersion}`);
  const price = Object.values(step.dynamic ?? {}).find((snapshot) => snapshot.priceVnd !== undefined)?.priceVnd;
  return {
    kind: step.kind,
    node: step.node,
    nodeVersion: step.nodeVersion,
    ...(step.connectionId === undefined ? {} : { connectionId: step.connectionId }),
    input: sentInput(step, node.input),
    ...(node.message === undefined ? {} : { message: { channel: node.message.channel, purpose: node.message.purpose } }),
    slow: node.slow,
    rateClass: node.rateClass,
    sample: node.sample,
    ...(price === undefined ? {} : { priceVnd: price }),
  };
}
