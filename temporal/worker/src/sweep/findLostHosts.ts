import { type Client, WorkflowNotFoundError } from '@temporalio/client';

/** Most names in one question to Temporal's index. */
const atOnce = 100;

/**
 * Which of these workflows host nothing any more. Temporal's index answers for many at once, but late; whatever it does not call running is asked for by name.
 * One that closed less than `lostAfterMs` ago may still have activities that write what it did.
 */
export async function findLostHosts(
  client: Pick<Client, 'workflow'>,
  { workflowIds, lostAfterMs, now }: { workflowIds: readonly string[]; lostAfterMs: number; now: Date },
): Promise<readonly string[]> {
  const lost: string[] = [];
  for (let at = 0; at < workflowIds.length; at += atOnce) {
    const asked = workflowIds.slice(at, at + atOnce);
    const running = await findRunning(client, asked);
    for (const workflowId of asked) if (!running.has(workflowId) && (await isLost(client, { workflowId, lostAfterMs, now }))) lost.push(workflowId);
  }
  return lost;
}

async function findRunning(client: Pick<Client, 'workflow'>, workflowIds: readonly string[]): Promise<ReadonlySet<string>> {
  const names = workflowIds.map((id) => `'${id.replaceAll("'", "''")}'`).join(', ');
  const running = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query: `ExecutionStatus = 'Running' AND WorkflowId IN (${names})` })) running.add(workflowId);
  return running;
}

async function isLost(
  client: Pick<Client, 'workflow'>,
  { workflowId, lostAfterMs, now }: { workflowId: string; lostAfterMs: number; now: Date },
): Promise<boolean> {
  try {
    const { status, closeTime } = await client.workflow.getHandle(workflowId).describe();
    return status.name !== 'RUNNING' && status.name !== 'PAUSED' && closeTime !== undefined && now.getTime() - closeTime.getTime() >= lostAfterMs;
  } catch (error) {
    // The start of its runs was confirmed, so it was there.
    if (error instanceof WorkflowNotFoundError) return true;
    throw error;
  }
}
