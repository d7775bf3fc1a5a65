import type { NewRun, RunRow } from '../Db.ts';
import { newId } from '../newId.ts';
import { toJson } from '../store/json.ts';
import type { Queryable } from '../store/Store.ts';
import { runColumns } from './runs.ts';

export type RunToInsert = NewRun & { readonly id?: string; readonly state?: 'starting' | 'queued' | 'stopped' };

/** Records runs whose (flow, entry key) is new, and returns these in the order given. Without a state they are `starting`; those that a newer one overtook at once are `stopped`. */
export async function insertRuns(client: Queryable, runs: readonly RunToInsert[]): Promise<readonly RunRow[]> {
  const inputs = runs.map((run, nr) => ({
    nr,
    id: run.id ?? newId(),
    workspace_id: run.workspaceId,
    flow_id: run.flowId,
    version_id: run.versionId,
    plan_hash: run.planHash,
    engine: run.engine,
    workflow_id: run.workflowId,
    event_id: run.eventId,
    entry_key: run.entryKey,
    state: run.state ?? 'starting',
    subject: run.subject,
    customer: run.customer,
    parent_run_id: run.parent?.runId ?? null,
    parent_token: run.parent?.token ?? null,
    about: run.about ?? [],
  }));
  const { rows } = await client.query<RunRow>({
    name: 'dispatch.runs',
    text: `
      with input as (
        select * from jsonb_to_recordset($1::jsonb) as x(nr int, id uuid, workspace_id text, flow_id uuid, version_id uuid, plan_hash text, engine int,
          workflow_id text, event_id uuid, entry_key text, state text, subject text, customer text,
          parent_run_id uuid, parent_token text, about jsonb)
      ), fresh as (
        insert into run_key (workspace_id, flow_id, entry_key, run_id)
        select workspace_id, flow_id, entry_key, id from input order by workspace_id, flow_id, entry_key, nr
        on conflict do nothing
        returning run_id
      ), made as (
        insert into run (id, workspace_id, flow_id, version_id, plan_hash, engine, workflow_id, event_id, state, subject, customer, parent_run_id, parent_token, started_at,
          ended_at, stopped_by)
        select id, workspace_id, flow_id, version_id, plan_hash, engine, workflow_id, event_id, state, subject, customer, parent_run_id, parent_token, now(),
          case when state = 'stopped' then now() end, case when state = 'stopped' then 'newer' end
        from input where id in (select run_id from fresh)
        returning *
      ), noted as (
        insert into about (workspace_id, key, kind, id)
        select workspace_id, key, 'run', id from (
          select workspace_id, jsonb_array_elements_text(about) as key, id from input
          union select input.workspace_id, a.key, input.id from input join about a on a.workspace_id = input.workspace_id and a.id = input.parent_run_id
        ) told where id in (select run_id from fresh)
      )
      select ${runColumns} from made r join input using (id) order by input.nr`,
    values: [toJson(inputs)],
  });
  return rows;
}
