import { availableParallelism } from 'node:os';

if (Number(process.versions.node.split('.')[0]) < 24) {
  throw new Error(
    `The tests run on the project's own Node 24, not on ${process.version}: use ./hemgang test or npm test.`,
  );
}

/**
 * One Jest configuration for the whole repository. TypeScript is compiled by swc; modules are real ES modules.
 * Unit specs lie beside their source (`*.spec.ts`), what crosses rooms lies under `test/`.
 */
export default {
  testEnvironment: '<rootDir>/test/support/environment.ts',
  testSequencer: '<rootDir>/test/support/sequence.ts',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: {
    '^#(domain|formats|flows|persistence|queue|security|settings)/(.*)\\.js$': '<rootDir>/libs/$1/src/$2.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  // Half as many again as there are cores: what starts hubs and browsers waits for them a third of its time. A share above
  // 100 % cannot be said as one: Jest reads '150%' as 150 workers.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  reporters: ['default', '<rootDir>/test/support/loud-reporter.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testTimeout: 30_000,
};
