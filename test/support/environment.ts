import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest's surroundings of a test file, with one difference: its globals lie in an object as plain as that of a program. Jest's own is
 * a proxy that is asked anew for every `Math`, `Map` or `Object` in every line, which cost pure computations a third of their time.
 */
export default class PlainEnvironment extends TestEnvironment {
  constructor(...words: ConstructorParameters<typeof TestEnvironment>) {
    const { createContext } = vm;
    Reflect.set(vm, 'createContext', () => createContext(vm.constants.DONT_CONTEXTIFY));
    try {
      super(...words);
    } finally {
      Reflect.set(vm, 'createContext', createContext);
    }
  }
}
