import { FlowGraph } from '@noi/flow';
import { z } from 'zod';
import { defineRoute } from '../rest/defineRoute.ts';
import { createFromTemplate } from '../templates/createFromTemplate.ts';
import { readTemplates, TemplateView } from '../templates/listTemplates.ts';
import { Id, Ok } from '../trpc/wire.ts';
import { makeFlow, NewFlow } from './createFlow.ts';
import { FlowSummary, FlowView, SimulationView } from './flowViews.ts';
import { readFlow } from './getFlow.ts';
import { readFlows } from './listFlows.ts';
import { cancelMove, MoveOfFlow, readMoveOf } from './moves.ts';
import { holdFlow } from './pauseFlow.ts';
import { PublishPreview, previewPublish } from './previewPublish.ts';
import { Published, PublishFlow, publishFlow } from './publishFlow.ts';
import { ReplaceGraph, replaceGraph } from './replaceGraph.ts';
import { Overdue, Resumed, ResumeFlow, readOverdue, resumeFlow } from './resumeFlow.ts';
import { SimulateFlow, simulateFlow } from './simulateFlow.ts';
import { StartByHand, StartedByHand, startFlowByHand } from './startByHand.ts';

const ById = z.object({ id: Id });

/** Flows and templates of the public API. */
export const flowRoutes = [
  defineRoute({
    id: 'listTemplates',
    method: 'GET',
    path: '/templates',
    summary: 'Ready-made flows',
    status: 200,
    response: z.object({ templates: z.array(TemplateView) }),
    handle: async (ctx) => ({ templates: await readTemplates(ctx) }),
  }),
  defineRoute({
    id: 'useTemplate',
    method: 'POST',
    path: '/templates/{id}/use',
    summary: 'Makes a flow from a template; accounts are filled in where the shop has exactly one that fits',
    params: z.object({ id: z.string().max(80) }),
    body: z.object({ name: z.string().trim().min(1).max(120).optional() }),
    status: 201,
    response: z.object({ flowId: z.string() }),
    async handle(ctx, { params, body }) {
      const { id } = await createFromTemplate(ctx, { templateId: params.id, ...(body.name && { name: body.name }) });
      return { flowId: id };
    },
  }),
  defineRoute({
    id: 'listFlows',
    method: 'GET',
    path: '/flows',
    summary: 'The shop’s flows',
    status: 200,
    response: z.object({ flows: z.array(FlowSummary) }),
    handle: async (ctx) => ({ flows: await readFlows(ctx) }),
  }),
  defineRoute({
    id: 'createFlow',
    method: 'POST',
    path: '/flows',
    summary: 'A new draft: empty, from a template, or with a document',
    body: NewFlow.extend({ graph: FlowGraph.optional() }),
    status: 201,
    response: FlowView,
    async handle(ctx, { body: { graph, ...flow } }) {
      const { id } = await makeFlow(ctx, flow);
      if (graph) await replaceGraph(ctx, { id, graph });
      return readFlow(ctx, id);
    },
  }),
  defineRoute({
    id: 'getFlow',
    method: 'GET',
    path: '/flows/{id}',
    summary: 'The draft: its document, revision and last edits',
    params: ById,
    status: 200,
    response: FlowView,
    handle: (ctx, { params }) => readFlow(ctx, params.id),
  }),
  defineRoute({
    id: 'replaceFlow',
    method: 'PUT',
    path: '/flows/{id}',
    summary: 'Makes the draft equal to a document, as one edit that can be undone',
    params: ById,
    body: ReplaceGraph.omit({ id: true }),
    status: 200,
    response: FlowView,
    async handle(ctx, { params, body }) {
      await replaceGraph(ctx, { ...body, id: params.id });
      return readFlow(ctx, params.id);
    },
  }),
  defineRoute({
    id: 'previewPublish',
    method: 'GET',
    path: '/flows/{id}/publish-preview',
    summary: 'Which runs of former versions wait where, and what publishing the draft would do to them if they were moved',
    params: ById,
    status: 200,
    response: PublishPreview,
    handle: (ctx, { params }) => previewPublish(ctx, params.id),
  }),
  defineRoute({
    id: 'publishFlow',
    method: 'POST',
    path: '/flows/{id}/publish',
    summary: 'Freezes the draft as the next version and makes it live; 422 with issues when something is to fix',
    params: ById,
    body: PublishFlow.omit({ id: true }),
    status: 200,
    response: Published,
    handle: (ctx, { params, body }) => publishFlow(ctx, { ...body, id: params.id }),
  }),
  defineRoute({
    id: 'getMove',
    method: 'GET',
    path: '/flows/{id}/move',
    summary: 'How far the latest publish is with the runs under way that it moves or ends',
    params: ById,
    status: 200,
    response: MoveOfFlow,
    handle: (ctx, { params }) => readMoveOf(ctx, params.id),
  }),
  defineRoute({
    id: 'cancelMove',
    method: 'POST',
    path: '/flows/{id}/move/cancel',
    summary: 'Leaves all runs on their version after all; 409 once the first of them was touched',
    params: ById,
    status: 200,
    response: Ok,
    handle: (ctx, { params }) => cancelMove(ctx, params.id),
  }),
  defineRoute({
    id: 'pauseFlow',
    method: 'POST',
    path: '/flows/{id}/pause',
    summary: 'Events start no more runs, and no step of a run sends anything',
    params: ById,
    status: 200,
    response: Ok,
    handle: (ctx, { params }) => holdFlow(ctx, params.id),
  }),
  defineRoute({
    id: 'resumeFlow',
    method: 'POST',
    path: '/flows/{id}/resume',
    summary: 'Events start runs of the live version again; says what becomes of the steps and events of the pause',
    params: ById,
    body: ResumeFlow.omit({ id: true }),
    status: 200,
    response: Resumed,
    handle: (ctx, { params, body }) => resumeFlow(ctx, { ...body, id: params.id }),
  }),
  defineRoute({
    id: 'overdueOfFlow',
    method: 'GET',
    path: '/flows/{id}/overdue',
    summary: 'What a pause holds back: steps that came due, and events',
    params: ById,
    status: 200,
    response: Overdue,
    handle: (ctx, { params }) => readOverdue(ctx, params.id),
  }),
  defineRoute({
    id: 'startFlow',
    method: 'POST',
    path: '/flows/{id}/start',
    summary: 'Starts a run of the live version by hand, with the data that it asks for; 400 with faults by field when they do not fit',
    params: ById,
    body: StartByHand.omit({ id: true }),
    status: 200,
    response: StartedByHand,
    handle: (ctx, { params, body }) => startFlowByHand(ctx, { ...body, id: params.id }),
  }),
  defineRoute({
    id: 'simulateFlow',
    method: 'POST',
    path: '/flows/{id}/simulate',
    summary: 'Walks the draft with one event on a virtual clock; nothing is sent',
    params: ById,
    body: SimulateFlow.omit({ id: true }),
    status: 200,
    response: SimulationView,
    handle: (ctx, { params, body }) => simulateFlow(ctx, { ...body, id: params.id }),
  }),
];
