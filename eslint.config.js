import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const neverInTests = [
  {
    selector: 'MemberExpression[property.name=/^(skip|only|failing)$/][object.name=/^(it|test|describe)$/]',
    message: 'A test runs or is removed. What a machine cannot run says so loudly (test/support/redis.ts).',
  },
  {
    selector: 'CallExpression[callee.name=/^(xit|xdescribe|xtest|fit|fdescribe)$/]',
    message: 'A test runs or is removed.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^(toMatchSnapshot|toMatchInlineSnapshot)$/]',
    message: 'Say what is expected, not that it is as it was.',
  },
  {
    selector: "CallExpression[callee.name='setTimeout']",
    message: 'No sleeping in tests: move the clock, or wait for an event with a bound (test/support/eventually.ts).',
  },
  {
    selector: "ImportDeclaration[source.value='node:timers/promises']",
    message: 'No sleeping in tests: move the clock, or wait for an event with a bound (test/support/eventually.ts).',
  },
];

export default defineConfig(
  globalIgnores(['node_modules', 'dist', 'var', 'coverage', 'test/fixtures']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  {
    files: ['**/*.{js,mjs,cjs,ts,tsx}'],
    rules: {
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'off',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': ['error', ...neverInTests.slice(0, 2)],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A describe block is a function too, as long as its tests.
      'max-lines-per-function': 'off',
    },
  },
  {
    files: ['**/*.spec.ts'],
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...neverInTests],
    },
  },
);
