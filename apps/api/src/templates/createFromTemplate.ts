import { AppError } from '@noi/errors';
import type { ActionStep, FlowGraph, Step } from '@noi/flow';
import { staffEmail, templates } from '@noi/templates';
import type { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { accountTypeOf } from './accountTypeOf.ts';

type Action = z.infer<typeof ActionStep>;

/** A new draft from a template, wired to the shop's accounts where there is no doubt which one is meant; mail to staff goes to whoever takes it. */
export async function createFromTemplate(ctx: MemberContext, request: { templateId: string; name?: string }): Promise<{ id: string }> {
  const { services, member } = ctx;
  const template = templates.find((one) => one.id === request.templateId);
  if (!template) throw new AppError('not_found', { message: 'No such template', id: request.templateId });

  const graph = await connectSteps(ctx, addressStaff(template.graph, member.email));
  const name = request.name ?? (member.locale === 'en' ? template.title.en : template.title.vi);
  const flow = await services.db.flows.create({ workspaceId: member.workspaceId, name, graph, templateId: template.id });
  return { id: flow.id };
}

/** An API key has no address: then the example stays, and mail to it reaches nobody. */
function addressStaff(graph: FlowGraph, email: string | null): FlowGraph {
  if (email === null) return graph;
  const steps = Object.entries(graph.steps).map(([id, step]): [string, Step] => [
    id,
    step.kind === 'action' && step.input.to === staffEmail ? { ...step, input: { ...step.input, to: email } } : step,
  ]);
  return { ...graph, steps: Object.fromEntries(steps) };
}

async function connectSteps(ctx: MemberContext, graph: FlowGraph): Promise<FlowGraph> {
  const connections = await ctx.services.db.connections.list(ctx.member.workspaceId);
  const steps = await Promise.all(
    Object.values(graph.steps).map(async (step) => {
      if (step.kind !== 'action' && step.kind !== 'trigger' && step.kind !== 'waitForEvent') return step;
      const type = accountTypeOf(ctx.services.catalog, step);
      const fitting = connections.filter((one) => one.type === type);
      const only = fitting.length === 1 ? fitting[0] : undefined;
      if (!only) return step;
      const connected = { ...step, connectionId: only.id };
      return connected.kind === 'action' ? refreshSnapshots(ctx, connected) : connected;
    }),
  );
  return { ...graph, steps: Object.fromEntries(steps.map((step) => [step.id, step])) };
}

/** Takes the account's own fields in place of the shipped ones; an account that does not answer leaves those as they are. */
async function refreshSnapshots(ctx: MemberContext, step: Action): Promise<Action> {
  if (!step.dynamic || !step.connectionId) return step;
  const dynamic = { ...step.dynamic };
  for (const [field, shipped] of Object.entries(step.dynamic)) {
    try {
      const request = { workspaceId: ctx.member.workspaceId, connectionId: step.connectionId, node: step.node, nodeVersion: step.nodeVersion };
      const loaded = await ctx.services.connections.dynamicFields({ ...request, field, input: step.input });
      dynamic[field] = { ...loaded, madeFor: shipped.madeFor, fields: loaded.fields.map((one) => ({ ...one })) };
    } catch (error) {
      ctx.services.log.info({ err: error, node: step.node }, 'kept the shipped fields of a template');
    }
  }
  return { ...step, dynamic };
}
