export { ensurePartitions } from '../partitions/ensurePartitions.ts';
export { migrate } from './migrate.ts';
