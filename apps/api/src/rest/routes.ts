import { backtestRoutes } from '../backtests/restRoutes.ts';
import { fileRoutes } from '../files/restRoutes.ts';
import { flowRoutes } from '../flows/restRoutes.ts';
import { flowTestRoutes } from '../flowTests/restRoutes.ts';
import { runRoutes } from '../runs/restRoutes.ts';
import { shelfRoutes } from '../shelves/restRoutes.ts';
import { shopFileRoutes } from '../shopFiles/restRoutes.ts';
import { shopRoutes } from './shopRoutes.ts';

/** Every operation of the public API. */
export const routes = [...flowRoutes, ...flowTestRoutes, ...fileRoutes, ...shelfRoutes, ...shopFileRoutes, ...backtestRoutes, ...runRoutes, ...shopRoutes];
