import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/cli.js';
import type { CliRun } from '../support/cli.js';
import { startHub } from '../support/hub.js';
import type { RunningHub } from '../support/hub.js';

const WARD = 'SE2321000016-AVD12';
const SOCIAL = 'SE2120002338-SOC01';
const PATIENT = {
  ...{ id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' },
  ...{ municipality: '2180', healthCentre: 'SE2321000016-HC01' },
};

describe('reports of a running hub', () => {
  let hub: RunningHub;
  let folder: string;
  let run: (...words: string[]) => Promise<CliRun>;

  /** A message of the ward at the hub's own time. */
  async function tell(kind: string, content: object, more: object = {}): Promise<void> {
    const { now } = (await hub.call(await hub.token('operations'), 'GET', '/v1/simulation/clock')).body;
    const message = { messageId: `${kind}-${now}`, kind, sender: WARD, sentAt: now, episodeId: 'R1', ...more, content };
    const { status, body } = await hub.call(await hub.tokenFor(WARD), 'POST', '/v1/messages', message);
    if (status !== 201) throw new Error(JSON.stringify(body));
  }

  const move = async (now: string) => hub.call(await hub.token('operations'), 'POST', '/v1/simulation/clock', { now });
  const report = async (path: string) => hub.call(await hub.token('operations'), 'GET', `/v1/ops/reports/${path}`);

  beforeAll(async () => {
    hub = await startHub();
    folder = mkdtempSync(join(tmpdir(), 'hemgang-report-'));
    const env = { HEMGANG_DATA_DIR: hub.dataDir, HEMGANG_HTTP_PORT: new URL(hub.url).port };
    run = (...words) => runCli(['report', ...words], { ...env, HEMGANG_CALLED_FROM: folder });
    const admitted = { admittedAt: '2026-11-23T07:00:00+01:00', expectedDischarge: '2026-11-27' };
    await tell('inskrivningsmeddelande', admitted, { patient: PATIENT, planningCategory: 'C' });
    await move('2026-11-23T10:00:00+01:00');
    await tell('utskrivningsklar', { readyAt: '2026-11-23T10:00:00+01:00', assessedBy: { name: 'Disa Doktor' } });
    await move('2026-11-28T09:00:00+01:00');
  }, 90_000);

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await hub.stop();
  });

  it('[L-PAY-03] [L-PAY-05] tell the days for which the municipality is liable, on the simulated clock', async () => {
    const { status, body } = await report('betalningsansvar?from=2026-11-01&to=2026-11-30');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      madeAt: '2026-11-28T08:00:00.000Z',
      rows: [{ number: 'R1', municipality: '2180', firstLiableDay: '2026-11-26', days: 2, daysWithoutAmount: 2 }],
      summary: [{ municipality: '2180', liableDays: 2 }],
    });
  });

  it('[G-ACK-03] tell of receipts that never came, and of the stay that is open and why', async () => {
    expect((await report('kvittenser')).body.rows).toMatchObject([
      { unit: SOCIAL, asked: 2, outstanding: 2, share: 0 },
    ]);
    const waits = (await report('oppna-vardtillfallen')).body.rows.map((row: { waits: string }) => row.waits);
    expect(waits).toEqual(expect.arrayContaining(['kvittens', 'duty']));
  });

  it('are shown by the command line as tables in Swedish and English, as JSON, and as CSV in a file', async () => {
    const table = await run('kvittenser', '--from', '2026-11-01', '--to', '2026-11-30');
    expect(table).toMatchObject({ code: 0, err: '' });
    expect(table.out).toMatch(
      /^Kvittenser i tid, per enhet · Receipt punctuality, per unit, 2026-11-01 – 2026-11-30$/m,
    );
    expect(table.out).toMatch(new RegExp(`^${SOCIAL} .*gavleborg +2 +0 +0 +2 +0 +0 %`, 'm'));
    const json = await run('betalningsansvar', '--summary', '--format', 'json');
    expect(JSON.parse(json.out)).toMatchObject({ summary: [{ liableDays: 2 }] });
    const csv = await run('utskrivningsklar-till-hemgang', '--format', 'csv', '--out', 'tid.csv');
    expect(csv).toEqual({ code: 0, out: '', err: '' });
    const written = readFileSync(join(folder, 'tid.csv'), 'utf8');
    expect(written).toMatch(/^\uFEFFVårdtillfälle \(navets id\);.*\r\n.*;R1;.*;2026-11-23 10:00:00;/);
    expect(written + table.out).not.toMatch(/191212121212|Tolvan/);
  });

  it('are listed without a name; a wrong question ends with 1 and says everything that is wrong with it', async () => {
    const list = await run();
    expect(list).toMatchObject({ code: 0, out: expect.stringMatching(/^betalningsansvar {2}Kommunernas/m) });
    const wrong = await run('medeldygn', '--from', 'igår', '--profile', 'atlantis');
    expect(wrong).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/422[^]*from: .*\n +profile: /) });
    expect(await run('arsrapport')).toMatchObject({ code: 1, err: expect.stringContaining('ingen sådan rapport') });
    expect((await run('medeldygn', '--format', 'pdf')).code).toBe(2);
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('./hemgang report kvittenser') });
  });
});
