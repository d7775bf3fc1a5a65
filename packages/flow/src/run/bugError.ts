import type { StepError } from './RunPorts.ts';

/** A fault of our own, as the outcome of the step at which it showed. */
export function bugError(thrown: unknown): StepError {
  return {
    kind: 'bug',
    text: {
      vi: 'Nối gặp lỗi của chính mình ở bước này. Hãy chạy lại; nếu vẫn lỗi, hãy báo cho người quản trị.',
      en: 'Nối hit a fault of its own at this step. Run it again; if it fails again, tell your administrator.',
    },
    providerMessage: thrown instanceof Error ? thrown.message : String(thrown),
    repeatable: true,
  };
}
