/** SQL: the batch `b` goes on. */
export const isUnderWay = 'b.cancelled_at is null and b.ended_at is null';

/** SQL: the steps at which the run `r` stands, as `step_id`; one that waits for its turn stands at its trigger. */
export const stepsOf = (states: readonly ('waiting' | 'retrying' | 'running')[]) => `
  select o.step_id from step_run o where o.run_id = r.id and o.workspace_id = r.workspace_id and o.state in (${states.map((state) => `'${state}'`).join(', ')})
  union all
  select a.plan ->> 'trigger' from plan a where r.state = 'queued' and a.workspace_id = r.workspace_id and a.hash = r.plan_hash`;

/** SQL: what was chosen for a run that stands at these steps. */
export const chosenAt = (choices: string, steps: string) => `(
  select case when bool_or(${choices} ->> step_id = 'cancel') then 'cancel' when bool_or(${choices} ->> step_id = 'move') then 'move' else 'keep' end
  from unnest(${steps}) as chosen(step_id))`;
