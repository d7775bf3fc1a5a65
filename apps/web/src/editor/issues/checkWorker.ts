import { type CheckRequest, createChecker } from './checkFlow.ts';

/** Checks flows beside the page, so that a large one never holds up a key. */
const check = createChecker();

self.onmessage = ({ data }: MessageEvent<CheckRequest>) => {
  const answer = check(data);
  if (answer) self.postMessage(answer);
};
