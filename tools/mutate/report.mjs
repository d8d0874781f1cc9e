/** What `--mutate` prints. */

const VERDICTS = ['killed', 'refused', 'same', 'equivalent', 'survived'];

/** How many changes had which end. */
export function counted(mutants) {
  return Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, mutants.filter((one) => one.verdict === verdict).length]),
  );
}

/** The changes alone. */
export function printMutants(mutants) {
  for (const mutant of mutants) console.log(`${line(mutant)}  [${mutant.ids.join(' ')}]`);
  console.log(`${String(mutants.length)} changes`);
}

/** What survived in a profile, and the sum. */
export function printResult({ profile, mutants, failing, seconds }) {
  for (const test of failing) console.log(`fails without any change, so it judges nothing: ${test}`);
  for (const mutant of mutants.filter(({ verdict }) => verdict === 'survived')) {
    const ids = mutant.ids.join(' ') || 'any';
    console.log(`${line(mutant)}  survived ${String(mutant.tests)} ${mutant.tests === 1 ? 'test' : 'tests'} of ${ids}`);
  }
  const { killed, refused, same, equivalent, survived } = counted(mutants);
  console.log(
    `${profile}: ${String(mutants.length)} changes: ${String(killed)} noticed by a test, ${String(refused)} refused by the ` +
      `check, ${String(same)} say the same, ${String(equivalent)} equivalent, ${String(survived)} SURVIVED; ` +
      `${seconds.toFixed(0)} s, ${String(Math.round((mutants.length / seconds) * 60))} a minute`,
  );
}

const line = ({ file, line: number, place, change }) => `${file}:${String(number)} ${place}: ${change}`;

/** How far it has come, on the error stream: one line that changes on a terminal, now and then a line elsewhere. */
export class Progress {
  #done = 0;
  #survived = 0;
  #specs = 0;
  #last = -Infinity;

  constructor(profile, all) {
    this.profile = profile;
    this.all = all;
  }

  /** One spec file has been run as things are. */
  spec() {
    this.#specs += 1;
    this.#tell(`${String(this.#specs)} spec files looked through`);
  }

  /** One change has been judged. */
  step(verdict) {
    this.#done += 1;
    if (verdict === 'survived') this.#survived += 1;
    this.#tell(`${String(this.#done)} of ${String(this.all)} changes, ${String(this.#survived)} survived so far`);
  }

  end() {
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  }

  #tell(text) {
    const now = performance.now();
    if (now - this.#last < (process.stderr.isTTY ? 100 : 10_000)) return;
    this.#last = now;
    process.stderr.write(process.stderr.isTTY ? `\r\u001B[K${this.profile}: ${text}` : `${this.profile}: ${text}\n`);
  }
}
