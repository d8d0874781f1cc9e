/** What is used here of what Jest tells a reporter at the end. */
interface Results {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  testResults: {
    testFilePath: string;
    testResults: { title: string; status: string; ancestorTitles: string[] }[];
  }[];
}

/**
 * Says at the end of a run which suites could not run on this machine, and closes with the counts on a line of
 * their own. A file that could not even be loaded counts as one failure.
 */
export default class LoudReporter {
  onRunComplete(_contexts: unknown, results: Results): void {
    const lines = results.testResults.flatMap((file) =>
      file.testResults
        .filter((test) => test.status === 'todo' && test.title.startsWith('DID NOT RUN'))
        .map((test) => `  ${file.testFilePath}\n    ${test.ancestorTitles.join(' > ')}: ${test.title}`),
    );
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    // Jest's own summary comes after all other reporters, and these lines are to be the last.
    process.once('exit', () => {
      process.stdout.write(`${loud(lines)}\n${results.numPassedTests} passed, ${failed} failed\n`);
    });
  }
}

function loud(lines: string[]): string {
  if (lines.length === 0) return '';
  const bar = '!'.repeat(80);
  return `\n${bar}\n${lines.length} SUITE(S) DID NOT RUN\n${lines.join('\n')}\n${bar}\n`;
}
