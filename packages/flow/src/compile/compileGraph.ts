import { assertNever } from '@noi/errors';
import { type FlowGraph, type Goal, isContainer, type Step, type StepOf } from '../graph/FlowGraph.ts';
import { portsOf } from '../graph/ports.ts';
import { readingOrder } from '../graph/reach.ts';
import { runningGraph } from '../graph/runningGraph.ts';
import { splitBy } from '../graph/splitBy.ts';
import { stepOf } from '../graph/stepOf.ts';
import { stepTitle } from '../graph/stepTitle.ts';
import { ENGINE, type LevelId, type Plan, type PlanEdge, type PlanEvent, type PlanLevel, type PlanStep, type PlanStepOf } from '../plan/Plan.ts';
import { richFields } from '../richText/richFields.ts';
import type { ConnectionFact, FlowCatalog } from '../validate/FlowCatalog.ts';
import type { Issue } from '../validate/Issue.ts';
import { validateGraph } from '../validate/validateGraph.ts';
import { hashPlan } from './hashPlan.ts';
import { sentInput } from './sentInput.ts';

export interface CompileRequest {
  readonly graph: FlowGraph;
  readonly catalog: FlowCatalog;
  readonly connections: readonly ConnectionFact[];
  /** Of the flow itself, to find calls that come back to it. */
  readonly flowId?: string | undefined;
}

/** `issues` of a plan are warnings only. */
export type Compiled =
  | { readonly ok: true; readonly plan: Plan; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Freezes a graph into the plan that runs walk, or says what must be mended first. Equal flows give equal hashes, wherever their steps stand on the canvas. Steps that are switched off leave no trace. */
export function compileGraph({ graph: drawn, catalog, connections, flowId }: CompileRequest): Compiled {
  const issues = validateGraph({ graph: drawn, catalog, connections, flowId });
  if (issues.some((issue) => issue.severity === 'error')) return { ok: false, issues };

  const graph = runningGraph(drawn);
  const order = readingOrder(graph).flatMap((id) => stepOf(graph, id) ?? []);
  const trigger = order.find((step) => step.kind === 'trigger');
  if (!trigger) throw new Error('A graph without errors has a trigger');
  const { goal, ...settings } = graph.settings;
  const errorHandler = order.find((step) => step.kind === 'errorHandler');
  const content = {
    engine: ENGINE,
    ...settingsOf(settings),
    ...(goal === undefined ? {} : { goal: planEvent(goal, catalog) }),
    ...(errorHandler === undefined ? {} : { errorHandler: errorHandler.id }),
    trigger: trigger.id,
    steps: Object.fromEntries(order.map((step) => [step.id, planStep(step, graph, catalog)])),
    levels: levelsOf(order, graph),
  };
  return { ok: true, plan: { hash: hashPlan(content), ...content }, issues };
}

/** Settings that are absent, or empty, leave no trace in the plan, so that they never change its name. */
function settingsOf(settings: Omit<FlowGraph['settings'], 'goal'>): PlanSettings {
  const kept = Object.entries(settings).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  return { ...Object.fromEntries(kept), timezone: settings.timezone };
}

type PlanSettings = Omit<Plan, 'hash' | 'engine' | 'goal' | 'errorHandler' | 'trigger' | 'steps' | 'levels'>;

function levelsOf(order: readonly Step[], graph: FlowGraph): Plan['levels'] {
  const containers = order.filter(isContainer).map(({ id }) => id);
  return Object.fromEntries(['root', ...containers].map((id) => [id, levelOf(id, order, graph)]));
}

function levelOf(id: LevelId, order: readonly Step[], graph: FlowGraph): PlanLevel {
  const members = order.filter((step) => levelIdOf(step) === id);
  const steps = members.map((step) => step.id);
  const place = new Map(members.map((step, index) => [step.id, { index, ports: portsOf(step) }]));
  const sortKey = (edge: PlanEdge) => [place.get(edge.from)?.index ?? 0, place.get(edge.from)?.ports.indexOf(edge.port) ?? 0, place.get(edge.to)?.index ?? 0];
  const edges = graph.edges
    .filter((edge) => place.has(edge.from))
    .map(({ id, from, port, to }) => ({ id, from, port, to }))
    .sort((left, right) => {
      const [a, b] = [sortKey(left), sortKey(right)];
      return a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
    });
  const isLedTo = (step: Step) => edges.some((edge) => edge.to === step.id);
  const entries = members.filter((step) => step.kind !== 'errorHandler' && !isLedTo(step));
  return { id, entries: entries.map((step) => step.id), steps, edges };
}

function levelIdOf(step: Step): LevelId {
  return step.parent ?? 'root';
}

function planEvent({ node, nodeVersion, connectionId, belongs, rule }: Goal, catalog: FlowCatalog): PlanEvent {
  const trigger = catalog.trigger(node, nodeVersion);
  if (!trigger) throw new Error(`No trigger ${node}@${nodeVersion}`);
  return {
    event: trigger.event,
    ...(trigger.source === undefined ? {} : { source: trigger.source }),
    ...(connectionId === undefined ? {} : { connectionId }),
    belongs,
    ...(rule === undefined ? {} : { rule }),
  };
}

function planStep(step: Step, graph: FlowGraph, catalog: FlowCatalog): PlanStep {
  const { vi, en } = stepTitle({ step, graph, catalog });
  const base = { id: step.id, title: vi, ...(en === vi ? {} : { titleEn: en }), level: levelIdOf(step) };
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
        ...(node.poll === undefined || step.connectionId === undefined ? {} : { poll: node.poll }),
        ...(Object.keys(step.input).length === 0 ? {} : { input: step.input }),
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
    case 'waitForEvent': {
      const { timeout } = step;
      const sample = catalog.trigger(step.node, step.nodeVersion)?.sample ?? {};
      return { ...base, kind: step.kind, ...planEvent(step, catalog), ...(timeout === undefined ? {} : { timeout }), sample };
    }
    case 'approval': {
      const { kind, question, approvers, needed, canVeto, timeout, remindEvery } = step;
      return {
        ...base,
        ...{ kind, question, approvers, needed, canVeto },
        ...(timeout === undefined ? {} : { timeout }),
        ...(remindEvery === undefined ? {} : { remindEvery }),
      };
    }
    case 'parallel':
    case 'first':
    case 'errorHandler':
      return { ...base, kind: step.kind };
    case 'forEach':
      return { ...base, kind: step.kind, list: step.list, atOnce: step.atOnce, onFailure: step.onFailure };
    case 'repeat':
      return { ...base, kind: step.kind, until: step.until, most: step.most };
    case 'subflow':
      return { ...base, kind: step.kind, flowId: step.flowId, input: step.input };
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
  const input = sentInput(step, node.input);
  const rich = richFields(input, node.input);
  const price = Object.values(step.dynamic ?? {}).find((snapshot) => snapshot.priceVnd !== undefined)?.priceVnd;
  return {
    kind: step.kind,
    node: step.node,
    nodeVersion: step.nodeVersion,
    ...(step.connectionId === undefined ? {} : { connectionId: step.connectionId }),
    input,
    ...(rich.length === 0 ? {} : { rich }),
    ...(node.message === undefined ? {} : { message: { channel: node.message.channel, purpose: node.message.purpose } }),
    slow: node.slow,
    rateClass: node.rateClass,
    sample: node.sample,
    ...(price === undefined ? {} : { priceVnd: price }),
    // What everybody gets who chose nothing leaves no trace.
    ...(step.onUnknown === undefined || step.onUnknown === 'ask' ? {} : { onUnknown: step.onUnknown }),
  };
}
