/** SQL: how a plan names the step that a row is about, in both languages; null where the plan or its step is gone. */
export function plannedTitle(row: string, planHash: string): string {
  return `(select jsonb_build_object('vi', p.step ->> 'title', 'en', coalesce(p.step ->> 'titleEn', p.step ->> 'title'))
    from (select plan #> array['steps', ${row}.step_id] as step from plan where workspace_id = ${row}.workspace_id and hash = ${planHash}) p where p.step is not null)`;
}
