// The bundle's entry: every export is a workflow type.
export { runGroup } from './runGroup.ts';
