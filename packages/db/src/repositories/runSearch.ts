import { assertNever } from '@noi/errors';
import type { RunFilter, RunSearch, RunState, StepFilter } from '../Db.ts';
import { smallestIdAt } from '../partitions/monthBounds.ts';
import { causeColumns } from './failureCause.ts';

/** How many runs one search looks at where no index answers all of the filter. */
const window = 3_000;

/** Adds a value and answers with its place in the statement. */
type Put = (value: unknown) => string;

/** SQL: a customer's name as people type it: lower case, without marks. */
const plainName = `lower(translate(regexp_replace(normalize(coalesce(r.customer, ''), NFD), '[\\u0300-\\u036f]', '', 'g'), 'đĐ', 'dd'))`;

/**
 * One page of runs: columns of `run` as `r`, and `looked` (how many were looked at) and `edge` (the oldest of them) in every row, so that a page with no
 * run still says how far the search has come. First the newest runs that an index finds, no more than a bounded number, then what else must hold.
 */
export function searchStatement({ workspaceId, filter, before, limit }: RunSearch, columns: string): { text: string; values: unknown[]; most: number } {
  const values: unknown[] = [];
  const put: Put = (value) => `$${values.push(value)}`;
  const shop = put(workspaceId);
  const bounds = (id: string) =>
    [
      before !== undefined && `${id} < ${put(before)}`,
      filter.from && `${id} >= ${put(smallestIdAt(filter.from.getTime()))}`,
      filter.to && `${id} < ${put(smallestIdAt(filter.to.getTime()))}`,
    ].filter((part) => typeof part === 'string');
  const rest = conditions(filter, put);
  const isDirect = isByRun(filter);
  const most = rest.length > 0 || !isDirect ? window : limit;
  // Runs that were found by another table are looked up one by one: joined in any other way, all runs might be read.
  const run = isDirect ? 'looked r' : 'looked cross join lateral (select * from run where run.id = looked.id limit 1) r';
  const known = isDirect ? [] : [`r.workspace_id = ${shop}`, ...onRun(filter, put)];
  const where = [...known, ...rest];
  const text = `
    with looked as materialized (${candidates({ filter, put, shop, bounds })} order by id desc limit ${most}),
    edge as (select count(*)::int as looked, (array_agg(id order by id))[1] as edge from looked),
    page as (select ${columns} from ${run} ${where.length > 0 ? `where ${where.join(' and ')}` : ''} order by r.id desc limit ${put(limit)})
    select edge.looked, edge.edge, page.* from edge left join page on true order by page.id desc`;
  return { text, values, most };
}

const isByRun = ({ ids, about, step }: RunFilter) => ids === undefined && about === undefined && apart(step).length === 0;

interface Candidates {
  readonly filter: RunFilter;
  readonly put: Put;
  readonly shop: string;
  bounds(id: string): readonly string[];
}

/** SQL: the newest runs that one index finds, by the narrowest part of the filter: their rows, or only their ids where another table finds them. */
function candidates({ filter, put, shop, bounds }: Candidates): string {
  const { ids, about, step } = filter;
  const where = (...parts: readonly string[]) => `where ${parts.join(' and ')}`;
  if (ids !== undefined) return `select id from unnest(${put(ids)}::uuid[]) as t(id) ${where('true', ...bounds('id'))}`;
  if (about !== undefined)
    return `select distinct id from about ${where(`workspace_id = ${shop}`, `key = any(${put(about)}::text[])`, `kind = 'run'`, ...bounds('id'))}`;
  const states = apart(step);
  if (step !== undefined && states.length > 0) {
    const stepId = put(step.stepId);
    const ofState = (state: string) =>
      `(select run_id as id from step_run ${where(`workspace_id = ${shop}`, `step_id = ${stepId}`, `state = '${state}'`, ...bounds('run_id'))} order by run_id desc limit ${window})`;
    return `select distinct id from (${states.map(ofState).join(' union all ')}) stopped_here`;
  }
  return `select r.* from run r ${where(`r.workspace_id = ${shop}`, ...onRun(filter, put), ...bounds('r.id'))}`;
}

/** Step states that few runs are in, which an index of their own finds. */
function apart(step: StepFilter | undefined): readonly string[] {
  const outcome = step?.outcome;
  switch (outcome) {
    case 'waiting':
      return ['waiting', 'retrying'];
    case 'failed':
      return ['failed'];
    case 'dropped':
      return ['skipped', 'stopped'];
    case 'passed':
    case undefined:
      return [];
    default:
      return assertNever(outcome);
  }
}

const openStates: ReadonlySet<RunState> = new Set(['queued', 'starting', 'running', 'waiting']);

/** What the indexes of runs know. */
function onRun({ flowId, versionId, state, isOpen, cause }: RunFilter, put: Put): string[] {
  const wanted = cause === undefined ? state : 'failed';
  return [
    flowId !== undefined && `r.flow_id = ${put(flowId)}`,
    versionId !== undefined && `r.version_id = ${put(versionId)}`,
    isOpen && 'r.ended_at is null',
    // Written out, since indexes over one state are only used where the statement names it.
    wanted !== undefined && `r.state = '${wanted}'${openStates.has(wanted) ? ' and r.ended_at is null' : ''}`,
  ].filter((part) => typeof part === 'string');
}

/** What no index knows. */
function conditions({ name, step, cause }: RunFilter, put: Put): string[] {
  return [
    name !== undefined && `${plainName} like ${put(`%${name.replace(/[\\%_]/g, '\\$&')}%`)}`,
    step && stepCondition(step, put),
    cause &&
      `(${causeColumns.stepId}, ${causeColumns.errorKind}, ${causeColumns.cause}) = (${put(cause.stepId)}, ${put(cause.errorKind)}, ${put(cause.cause)})`,
  ].filter((part) => typeof part === 'string');
}

function stepCondition(step: StepFilter, put: Put): string {
  const states = apart(step);
  const parts = [
    `s.run_id = r.id and s.workspace_id = r.workspace_id and s.step_id = ${put(step.stepId)}`,
    states.length > 0 && `s.state in (${states.map((state) => `'${state}'`).join(', ')})`,
    step.outcome === 'passed' && `s.state = 'done'`,
    step.port !== undefined && `s.port = ${put(step.port)}`,
  ];
  return `(select true from step_run s where ${parts.filter(Boolean).join(' and ')} limit 1)`;
}
