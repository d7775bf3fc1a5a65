import type { StepError } from '../run/RunPorts.ts';

/** Why a simulated run was ended before its time: it, with all that it called, made more moves than are walked. */
export const tooManySteps: StepError = {
  kind: 'quota',
  text: {
    vi: 'Lượt thử dừng ở bước này vì quy trình đi nhiều bước hơn mức một lượt thử xem được. Hãy giảm số vòng lặp, hoặc thử với danh sách ngắn hơn.',
    en: 'The trial was ended at this step: the flow takes more steps than a trial walks. Let its loops go fewer rounds, or try it with a shorter list.',
  },
  repeatable: true,
};
