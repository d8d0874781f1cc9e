/** What spec files import from `@jest/globals`, without the rest of Jest: its runner and its `expect`. */
export { expect } from 'expect';
export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from 'jest-circus';
