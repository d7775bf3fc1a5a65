import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

const mostDays = 365;
const mostMessages = 1000;

/** A frequency cap lets at least one message through, and looks back over a time that the ledger keeps. */
export function frequencyCapValid({ graph }: Draft): readonly Issue[] {
  const { frequencyCap } = graph.settings;
  if (!frequencyCap || (isWhole(frequencyCap.messages, mostMessages) && isWhole(frequencyCap.days, mostDays))) return [];
  return [
    {
      code: 'frequency_cap_invalid',
      severity: 'error',
      field: 'settings.frequencyCap',
      message: {
        vi: `Giới hạn số tin chưa đúng. Nhập số tin từ 1 đến ${mostMessages} và số ngày từ 1 đến ${mostDays} trong cài đặt quy trình.`,
        en: `The message limit is not right. Enter 1 to ${mostMessages} messages and 1 to ${mostDays} days in the flow’s settings.`,
      },
    },
  ];
}

function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}
