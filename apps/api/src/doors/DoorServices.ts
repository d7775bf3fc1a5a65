import type { Services } from '../services/Services.ts';

/** What doors need of the world. */
export type DoorServices = Pick<Services, 'connections' | 'db' | 'metrics' | 'tracing' | 'log' | 'now'>;
