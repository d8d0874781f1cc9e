import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CliRun } from '../support/cli.js';
import { runCli } from '../support/cli.js';
import type { RunningHub } from '../support/hub.js';
import { startHub } from '../support/hub.js';

const HEALTH_CENTRE = 'SE2321000016-HC01';
const A01 = 'docs/examples/a01.hl7';
const NOTICE = 'docs/examples/notice.json';

describe('send and inbox against a running hub', () => {
  let hub: RunningHub;
  let folder: string;
  let run: (...words: string[]) => Promise<CliRun>;

  beforeAll(async () => {
    hub = await startHub();
    folder = mkdtempSync(join(tmpdir(), 'hemgang-cli-'));
    const env = {
      HEMGANG_DATA_DIR: hub.dataDir,
      HEMGANG_HTTP_PORT: new URL(hub.url).port,
      HEMGANG_MLLP_PORT: String(hub.mllpPort),
    };
    run = (...words) => runCli(words, env);
  }, 90_000);

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await hub.stop();
  });

  function file(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  it('the example messages are accepted, HL7 over MLLP and JSON over HTTP, and receipts are said in Swedish time', async () => {
    const { code, out } = await run('send', A01, NOTICE);
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^AA +EXAMPLE-A01 .*\n(.*\n)*201 +EXAMPLE-NOTICE /m),
    });
    expect(out).toContain('Sätra hälsocentral (SE2321000016-HC02): kvittens senast mån 23 nov 09:00');
    expect(out).toContain('2 skickade, 2 mottagna, 0 avvisade');
  });

  it('what is sent again is answered as the first time, over HTTP too', async () => {
    expect((await run('send', A01)).code).toBe(0);
    const { code, out } = await run('send', A01, '--http', '--repeat', '2');
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('samma svar igen') });
  });

  it('a care episode is explained as operations see it, and as a party does, in either language', async () => {
    await run('send', A01);
    const number = ['--organisation', 'gavle-sjukhus', '--number', 'V20261123-001'];
    const { code, out } = await run('explain', ...number);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Vårdtillfälle V20261123-001 vid gavle-sjukhus \([0-9a-f-]{36}\)\nSå som det står mån 23 nov /,
    );
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'ska kvittera inskrivningsmeddelande från Avdelning 12, medicin senast måndag 23 november kl. 09:00. [G-ACK-03] Ring ',
    );
    expect(out.match(/^Steg för steg: /gm)?.length).toBeGreaterThan(2);
    expect(out).not.toMatch(/Tolvan|191212121212/);

    const [, id = ''] = /\(([0-9a-f-]{36})\)/.exec(out) ?? [];
    const english = await run('explain', id, '--unit', HEALTH_CENTRE, '--language', 'en');
    expect(english).toMatchObject({ code: 0, out: expect.stringContaining('Step by step: health centre') });
    expect(english.out).not.toContain('Step by step: social services');
    const json = await run('explain', id, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ id, explanation: { standing: expect.any(Array) } });
  });

  it('of a care episode that is not there, or not named, nothing is explained', async () => {
    const number = (text: string) => ['--organisation', 'gavle-sjukhus', '--number', text];
    expect(await run('explain', ...number('V0'))).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('inget sådant'),
    });
    expect((await run('explain', ...number('V20261123-001'), '--unit', 'SE2321000016-AVD32')).code).toBe(1);
    for (const words of [[], ['--number', 'V1'], ['some-id', ...number('V1')]]) {
      expect(await run('explain', ...words)).toMatchObject({ code: 2, err: expect.stringContaining('--organisation') });
    }
    expect((await run('explain', 'x', '--language', 'fi')).code).toBe(2);
    const help = await run('explain', '--help');
    expect(help).toMatchObject({ code: 0, out: expect.stringContaining('./hemgang explain --organisation') });
  });

  it('a refused message ends with 1 and tells where, which rule and why, but not the value', async () => {
    const text = readFileSync(A01, 'utf8').replaceAll('191212121212', '191212121213').replace('EXAMPLE-A01', 'CLI-2');
    const { code, out } = await run('send', file('wrong-identity.hl7', text));
    expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/^AE +CLI-2 /) });
    expect(out).toMatch(/PID-3\S*  .*\[invalid-identity G-ADM-29\]/);
    expect(out).not.toContain('191212121213');
  });

  it('several messages in one file are sent one after the other, and one refusal among them ends with 1', async () => {
    const good = readFileSync(A01, 'utf8').replace('EXAMPLE-A01', 'CLI-3').replace('V20261123-001', 'V20261123-CLI');
    const bad = good.replace('CLI-3', 'CLI-4').replace('|BC|', '|Q|');
    const { code, out } = await run('send', file('two.hl7', `${good}\n${bad}`));
    expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/^AA +CLI-3 [^]*^AE +CLI-4 /m) });
    expect(out).toContain('2 skickade, 1 mottagna, 1 avvisade');
  });

  it('--quiet prints nothing when all goes well', async () => {
    expect(await run('send', A01, NOTICE, '--quiet')).toEqual({ code: 0, out: '', err: '' });
  });

  it('bytes that the hub cannot read are answered and shown', async () => {
    const { code, out } = await run('send', 'test/fixtures/messages/hostile/er7-unknown-charset.hl7');
    expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/^A[ER] .*\n.*MSH-18/) });
  });

  it('the inbox shows message, episode, category and due time, and nothing of the patient', async () => {
    const { code, out } = await run('inbox', HEALTH_CENTRE);
    expect(code).toBe(0);
    expect(out).toMatch(
      /inskrivningsmeddelande +Avdelning 12, medicin +EXAMPLE-A01 +V20261123-001 +BC +mån 23 nov 09:00/,
    );
    expect(out).not.toMatch(/1912|Tolvan|T\.T|TT/);
  });

  it('receipting all empties what waits, a second time finds nothing, and --all shows it receipted', async () => {
    const receipted = await run('inbox', HEALTH_CENTRE, '--receipt', 'all', '--by', 'Anna Ek, distriktssköterska');
    expect({ code: receipted.code, out: receipted.out }).toEqual({
      code: 0,
      out: expect.stringContaining('kvitterad'),
    });
    const again = await run('inbox', HEALTH_CENTRE, '--receipt', 'all', '--by', 'Anna Ek');
    expect({ code: again.code, out: again.out }).toEqual({ code: 0, out: expect.stringContaining('Inget väntar') });
    const items: { deliveryId: string; state: string; message: { messageId: string } }[] = JSON.parse(
      (await run('inbox', HEALTH_CENTRE, '--all', '--json')).out,
    );
    expect(items.find(({ message }) => message.messageId === 'EXAMPLE-A01')?.state).toBe('receipted');
  });

  it('a receipt for what is not in the inbox ends with 1', async () => {
    const id = '00000000-0000-7000-8000-000000000000';
    const { code, out } = await run('inbox', HEALTH_CENTRE, '--receipt', id, '--by', 'Anna Ek');
    expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining('inte kvitterad') });
  });

  it('a client may be named; one that does not own the unit, or has another secret, ends with 2', async () => {
    const client = (id: string): string[] => {
      const secret = hub.clients.find(({ clientId }) => clientId === id)?.clientSecret ?? '';
      return ['--client-id', id, '--client-secret', secret];
    };
    expect((await run('inbox', HEALTH_CENTRE, ...client('halsocentraler'))).code).toBe(0);
    expect(await run('inbox', HEALTH_CENTRE, ...client('gavle-kommun'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('404'),
    });
    expect(await run('inbox', HEALTH_CENTRE, '--client-id', 'halsocentraler', '--client-secret', 'x')).toMatchObject({
      code: 2,
      err: expect.stringContaining('halsocentraler'),
    });
  });
});

describe('the command line without a hub', () => {
  it.each([
    [['send', A01, '--port', '1'], 'Cannot connect to 127.0.0.1:1'],
    [['inbox', 'SE-X', '--client-id', 'a', '--client-secret', 'b', '--url', 'http://127.0.0.1:1'], 'Cannot connect'],
    [['inbox', 'SE-X'], 'No client for SE-X'],
    [['inbox', 'SE-X', '--client-id', 'a'], 'Give both'],
    [['send', 'no-such-file.hl7'], 'cannot be read'],
    [['send', 'config/profiles/gavleborg.yaml'], 'no message in any known format'],
    [['send'], 'missing required argument'],
    [['send', A01, '--repeat', '0'], 'no number greater than zero'],
    [['demo', '--profile', 'atlantis'], 'There is: gavleborg'],
    [['dance'], 'unknown command'],
  ])('%j ends with 2 and says why, without a stack', async (words, why) => {
    const { code, out, err } = await runCli(words, { HEMGANG_DATA_DIR: 'var/none' });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(why);
    expect(err).not.toMatch(/^ +at /m);
  });

  it('mapping test shows what a message becomes and where each value stands', async () => {
    const right = await runCli(['mapping', 'test', A01, '--source', 'local-mllp']);
    expect({ code: right.code, out: right.out }).toEqual({
      code: 0,
      out: expect.stringMatching(/planningCategory +OBX\(2\)-5 +8:\d+ +BC\n/),
    });
    const help = await runCli(['mapping', 'test', '--help']);
    expect({ code: help.code, out: help.out }).toEqual({
      code: 0,
      out: expect.stringContaining('./hemgang mapping test'),
    });
    expect((await runCli(['mapping', 'test', A01, '--source', 'none'])).code).toBe(2);
  });

  it.each(['send', 'validate', 'convert', 'inbox', 'demo'])(
    '%s --help shows how it is called, with an example, and ends with 0',
    async (name) => {
      const { code, out } = await runCli([name, '--help']);
      expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(`./hemgang ${name}`) });
    },
  );
});
