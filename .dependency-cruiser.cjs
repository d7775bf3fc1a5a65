/**
 * Rooms and the direction of imports between them. A room may import what stands in its row, and nothing else of ours.
 * Type-only imports count. That the browser takes nothing but types from the API is held by the API's exports map, which has no other door.
 */
const rows = {
  'packages/errors': [],
  'packages/events': [],
  'packages/config': [],
  'packages/telemetry': [],
  'packages/ports': [],
  'packages/ui': [],
  'packages/node-sdk': ['packages/events'],
  'packages/node-testing': ['packages/node-sdk', 'packages/events'],
  'packages/flow': ['packages/errors', 'packages/events', 'packages/node-sdk'],
  'packages/templates': ['packages/events', 'packages/flow'],
  'packages/catalog': ['packages/errors', 'packages/events', 'packages/node-sdk'],
  'packages/db': ['packages/errors', 'packages/events', 'packages/flow', 'packages/ports'],
  'packages/orders': ['packages/errors', 'packages/events', 'packages/flow', 'packages/db'],
  'packages/messages': ['packages/errors', 'packages/events', 'packages/db'],
  'packages/connections': ['packages/errors', 'packages/events', 'packages/node-sdk', 'packages/catalog', 'packages/db'],
  'nodes/[^/]+': ['packages/node-sdk', 'packages/events'],
  'temporal/server': ['packages/ports'],
  'temporal/workflows': ['packages/errors', 'packages/flow'],
  'temporal/activities': [
    'packages/errors',
    'packages/events',
    'packages/flow',
    'packages/node-sdk',
    'packages/catalog',
    'packages/db',
    'packages/connections',
    'packages/messages',
    'packages/orders',
    'packages/telemetry',
    'temporal/workflows',
  ],
  'temporal/worker': ['packages/(?!ui)[^/]+', 'nodes/[^/]+', 'temporal/(workflows|activities)'],
  'apps/api': ['packages/(?!ui)[^/]+', 'nodes/[^/]+', 'temporal/workflows'],
  'apps/sandbox': ['packages/(errors|events|db|catalog|node-sdk|node-testing|telemetry)', 'nodes/[^/]+'],
  'apps/web': ['packages/(errors|flow|ui|node-sdk)', 'apps/api'],
};

/** Tests may start real servers and emulators; the arrows between rooms of the product stay as they are. */
const test = '\\.(test|property\\.test|integration\\.test)\\.tsx?$|/test/|/testing/|/bench/|/chaos/|/e2e/';

const onlyKnown = Object.entries(rows).map(([room, allowed]) => ({
  name: `room-${room.replace('/[^/]+', '-any').replaceAll('/', '-')}`,
  severity: 'error',
  comment: `${room} may import only: ${allowed.join(', ') || 'nothing of ours'}`,
  from: { path: `^${room}/`, pathNot: test },
  to: {
    path: '^(packages|nodes|temporal|apps)/',
    pathNot: [`^(${[room.includes('[') ? '$1' : room, ...allowed].join('|')})/`].map((own) => own.replace('$1', room)),
  },
}));

module.exports = {
  forbidden: [
    ...onlyKnown,
    { name: 'no-circle', severity: 'error', comment: 'Arrows never turn back.', from: {}, to: { circular: true } },
    { name: 'unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\.(css|svg)$|generated' } },
    {
      name: 'prisma-only-in-db',
      severity: 'error',
      comment: 'Only repositories speak to the database.',
      from: { pathNot: `^packages/db/|${test}` },
      to: { path: 'node_modules/(@prisma|pg)/' },
    },
    {
      name: 'flow-is-pure',
      severity: 'error',
      comment: 'The domain has no I/O, no Temporal, no React.',
      from: { path: '^packages/(flow|errors|events)/src', pathNot: test },
      to: { path: '^(node:|fs|path|crypto)$|node_modules/(@temporalio|react|undici|pg)/', dependencyTypes: ['core', 'npm'] },
    },
    { name: 'api-takes-nodes-in-main', severity: 'error', from: { path: '^apps/api/', pathNot: `^apps/api/src/main\\.ts$|${test}` }, to: { path: '^nodes/' } },
    {
      name: 'backtest-sends-nothing',
      severity: 'error',
      comment: 'What walks drafts through the past reaches nothing that could call a provider, start a run or write the send ledger.',
      from: { path: '^apps/api/src/backtests/engine/', pathNot: test },
      to: {
        path: '^(packages/(connections|messages|orders|catalog|node-testing)|nodes|temporal|apps/api/src/(?!backtests/engine))/|^(node:)?(http|https|http2|net|tls|dgram|child_process)$|node_modules/(@temporalio|undici|fastify)/',
        reachable: true,
      },
    },
    { name: 'no-room-without-a-name', severity: 'error', from: {}, to: { path: '/(common|shared|utils|util|lib|helpers)/', pathNot: 'node_modules' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules|dist|generated' },
    exclude: { path: '(^|/)(dist|generated)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'packages/config/tsconfig/base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
