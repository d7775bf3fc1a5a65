import { portsOf } from '../../graph/ports.ts';
import { portWords } from '../../graph/portWords.ts';
import { wiresFrom } from '../../graph/reach.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** A branch that leads nowhere ends the run there: allowed, but said. */
export function branchesWired({ steps, drawn }: Draft): readonly Issue[] {
  return steps.flatMap((step): Issue[] => {
    const branches = portsOf(step).filter((port) => port !== 'error');
    if (branches.length < 2) return [];
    return branches
      .filter((port) => !wiresFrom(drawn, step.id).some((edge) => edge.port === port))
      .map((port) => {
        const { vi, en } = portWords(step, port);
        return {
          code: 'branch_unwired',
          severity: 'warning',
          stepId: step.id,
          field: `port.${port}`,
          message: {
            vi: `Nhánh “${vi}” chưa nối với bước nào. Lượt chạy vào nhánh này sẽ kết thúc tại đây.`,
            en: `The branch “${en}” is not wired. Runs that take it end here.`,
          },
        };
      });
  });
}
