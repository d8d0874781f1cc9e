/** The hub cannot start: what is wrong and how to mend it, a line each. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}
