/** Who may import whom: docs/decisions and CONTRIBUTING say why. */
const lib = (names) => `^libs/(${names})/`;

/** The ports of the flows: `ports.ts` and what was split off it (`operations-ports.ts`). */
const ports = 'flows/src/[a-z-]*ports\\.ts$';

/** The page of the console, which runs in a browser. */
const PAGE = '^apps/console/web/';

/** From a library, everything of ours is forbidden but itself and what is named. */
function arrows(from, to) {
  const allowed = [from, ...to].map((name) => (name.includes('/') ? `^libs/${name}` : `^libs/${name}/`));
  return {
    name: `arrows-from-${from}`,
    severity: 'error',
    from: { path: lib(from), pathNot: '\\.spec\\.ts$' },
    to: { path: '^(apps|libs|test|launcher|tools)/', pathNot: allowed },
  };
}

/** Only the rooms named may know the packages named. Specs may use what they test with. */
function packages(name, pattern, rooms) {
  return {
    name,
    severity: 'error',
    from: { path: '^(apps|libs)/', pathNot: [...rooms, '\\.spec\\.ts$'] },
    to: { path: `^node_modules/(${pattern})(/|$)` },
  };
}

/** A library that reaches nothing outside our own code but what `pattern` names. */
function pure(names, pattern) {
  return {
    name: `${names.replaceAll('|', '-')}-without-packages`,
    severity: 'error',
    from: { path: lib(names), pathNot: '\\.spec\\.ts$' },
    to: {
      dependencyTypesNot: ['local', 'aliased', 'aliased-tsconfig', 'aliased-subpath-import'],
      path: '.',
      pathNot: pattern,
    },
  };
}

module.exports = {
  forbidden: [
    arrows('domain', []),
    arrows('settings', []),
    arrows('security', ['domain']),
    arrows('formats', ['domain']),
    arrows('flows', ['domain', 'formats']),
    arrows('persistence', ['domain', ports]),
    arrows('queue', ['domain', ports]),
    {
      name: 'apps-do-not-know-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/hub/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'hub-knows-only-modules',
      severity: 'error',
      from: { path: '^apps/hub/' },
      to: { path: '^apps/', pathNot: ['^apps/hub/', '^apps/[^/]+/src/[^/]+\\.module\\.ts$'] },
    },
    {
      name: 'nothing-shipped-imports-tests',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^test/', '\\.spec\\.ts$'] },
    },
    {
      // Answers of the hub it knows by their types only.
      name: 'arrows-from-the-page',
      severity: 'error',
      from: { path: PAGE, pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^(apps|libs|test|launcher|tools)/',
        pathNot: [PAGE, lib('domain|formats')],
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'nothing-imports-the-page', severity: 'error', from: { pathNot: PAGE }, to: { path: PAGE } },
    pure('domain', ['^(libs|node_modules/temporal-polyfill)/']),
    packages('no-framework-in-the-core', '@nestjs|fastify|pino|prom-client', [
      lib('persistence|queue|security'),
      '^apps/',
    ]),
    packages('only-persistence-knows-the-database', 'typeorm|pg', [lib('persistence')]),
    packages('only-queue-knows-bullmq', 'bullmq|ioredis|@bull-board', [lib('queue')]),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '\\.spec\\.ts$', '/main\\.ts$', '^test/(support|faults)/'] },
      to: {},
    },
    {
      // The package names sources that it does not bring, under the condition that our own aliases go by.
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^react-aria-components$' },
    },
    {
      // The page is bundled: what it needs travels in its files.
      name: 'no-dev-packages-in-what-is-shipped',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['\\.spec\\.ts$', PAGE] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'dist'] },
    exclude: { path: ['^dist/', '^var/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'require', 'default', 'types'],
    },
  },
};
