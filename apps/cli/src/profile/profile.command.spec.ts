import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeptSurroundings } from '../../../../test/support/surroundings.js';
import { TEST_REGION } from '../../../../test/support/test-region.js';
import { run } from '../program.js';

const GAVLEBORG = 'config/profiles/gavleborg.yaml';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'hemgang-profile-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function profile(...words: string[]) {
  const at = new KeptSurroundings();
  const code = await run(['profile', ...words], {}, at);
  return { code, out: at.written, err: at.said };
}

/** A copy of the test region's profile, changed as text. */
function copy(name: string, change: (text: string) => string): string {
  writeFileSync(join(folder, name), change(readFileSync(TEST_REGION, 'utf8')));
  return join(folder, name);
}

const lineOf = (file: string, text: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

describe('profile check', () => {
  it('says of each profile that it holds', async () => {
    expect(await profile('check', GAVLEBORG, TEST_REGION)).toEqual({
      code: 0,
      out: `ok  gavleborg  ${GAVLEBORG}\nok  provlanet  ${TEST_REGION}\n`,
      err: '',
    });
  });

  it('tells every problem at the line where it stands, also deep in a condition and in rows that stand for several', async () => {
    const bad = copy('bad.yaml', (text) =>
      text
        .replace('has: content.careContact.name', 'has: content.careContact.namn')
        .replace('on: [vardrapport,', 'on: [vardrapporten,')
        .replace('B-ACK-03', 'S-ACK-03'),
    );
    const { code, out } = await profile('check', bad, TEST_REGION);
    expect(code).toBe(1);
    const at = (text: string) => `${bad}:${String(lineOf(bad, text))}: `;
    expect(out.split('\n')).toEqual([
      expect.stringContaining(`${at('S-ACK-03')}deadlines.kvittens-vardag.rule: S-ACK-03 is in none of`),
      expect.stringMatching(/must\.any\.0\.has: nothing stands at content\.careContact\.namn in svar-pa-inskrivning$/),
      expect.stringContaining(`${at('vardrapporten')}transitions.20.on.0: one of`),
      `ok  provlanet  ${TEST_REGION}`,
      '',
    ]);
    expect(out).toContain(at('careContact.namn'));
  });

  it('tells broken YAML at its line, and ends with 2 for a file that is not there or no text', async () => {
    const broken = copy('broken.yaml', (text) => text.replace('name: Provlanet', 'name: "Provlanet'));
    const { code, out } = await profile('check', broken);
    expect(code).toBe(1);
    expect(out).toMatch(/broken\.yaml:\d+: /);
    expect(await profile('check', join(folder, 'none.yaml'))).toMatchObject({ code: 2, out: '' });
    writeFileSync(join(folder, 'latin1.yaml'), Buffer.from('profile: g\xe4vle\n', 'latin1'));
    expect(await profile('check', join(folder, 'latin1.yaml'))).toMatchObject({ code: 2, out: '' });
    expect(await profile('check')).toMatchObject({ code: 2 });
  });

  it('reads standard input', async () => {
    const at = new KeptSurroundings();
    at.input = readFileSync(GAVLEBORG);
    expect(await run(['profile', 'check', '-'], {}, at)).toBe(0);
    expect(at.written).toBe('ok  gavleborg  -\n');
  });
});

describe('profile draw', () => {
  const draw = async (...words: string[]) => (await profile('draw', TEST_REGION, ...words)).out;

  it('draws the states as a Mermaid diagram, kinds that lead the same way on one arrow', async () => {
    const page = await draw();
    const [, diagram = ''] = /```mermaid\n(.*?)```/s.exec(page) ?? [];
    expect(diagram.split('\n')[0]).toBe('stateDiagram-v2');
    expect(diagram).toContain('    [*] --> inskriven : inskrivningsmeddelande\n');
    expect(diagram).toContain('    [*] --> utskrivningsklar : utskrivningsklar (out-of-order)\n');
    expect(diagram).toContain('    utskrivningsklar --> kommunklar : kommunklar\n');
    expect(diagram).not.toContain('same');
    const arrows = diagram.split('\n').slice(1, -1);
    expect(arrows.every((line) => /^ {4}(\[\*\]|[a-z]+) --> [a-z]+ : [a-z(), -]+$/.test(line))).toBe(true);
    expect(new Set(arrows.map((line) => line.split(' : ')[0])).size).toBe(arrows.length);
  });

  it('says which kind fits in which state, and where it leads', async () => {
    const rows = (await draw('--language', 'en')).split('\n');
    expect(rows).toContain(
      '| Message | - | planerad | inskriven | utskrivningsklar | kommunklar | utskriven | avbruten |',
    );
    expect(rows).toContain('| `utskrivning-aterkallad` |  |  |  |  |  | < |  |');
    expect(rows).toContain('| `kommunklar` |  | = | = | kommunklar | = |  |  |');
    expect(rows).toContain(
      '| `utskrivningsmeddelande` |  |  | utskriven (out-of-order G-DIS-16) | utskriven | utskriven |  |  |',
    );
  });

  it('says who sends what to whom, with the rule', async () => {
    const rows = (await draw('--language', 'en')).split('\n');
    expect(rows).toContain(
      '| `vardrapport` | `socialtjanst`, `hemsjukvard`, `sabo`; not `hemtjanst`; may come up to 48 h before the episode, not `piva` (B-REP-07) | the ward | `kvittens-vardag` | B-REP-01 |',
    );
    expect(rows).toContain(
      '| `sip-kallelse` | `oppenvard`, `hemsjukvard`, `sabo`; also without a stay (B-CALL-03) | 1 to 20 of `oppenvard`, `socialtjanst`, `hemsjukvard`, `sabo` |  | B-CALL-02 |',
    );
    expect(rows).toContain(
      '| `fristaende-meddelande` | `slutenvard`, `oppenvard`, `hemsjukvard` | 1 of `oppenvard`, `socialtjanst`, `hemsjukvard`; not `hemtjanst` | `kvittens-vardag` | B-FREE-01 |',
    );
  });

  it('says of each deadline what starts and ends it, when it is due and who owes it', async () => {
    const page = await draw('--language', 'en');
    expect(page).toContain(
      '| `kvittens-vardag` | the delivery | before 15:00 of a weekday: the same day; from 15:00: 12:00 the next weekday; other days: the next 08:00, 12:00, 15:00 of a weekday | each recipient | the receipt |  | B-ACK-03 |',
    );
    expect(page).toContain(
      '| `svar-pa-inskrivning` | `inskrivningsmeddelande` | 24 h; when that is a day off: the end of the next weekday | each recipient: `oppenvard`, `socialtjanst` | `svar-pa-inskrivning`; called off by `avbryt-vardtillfalle` | `svar` | B-ANS-01 |',
    );
    expect(page).toContain(
      '| `fast-vardkontakt` | the last receipt of `inskrivningsmeddelande`; if `episode.category` is one of `D`, `BC`, `CD`, `E` | the end of 3 weekdays | `oppenvard` | `fast-vardkontakt` if there is no `content.ended`; called off by `utskrivningsmeddelande` |  | G-FVK-02, G-FVK-20 |',
    );
    expect(page).toContain(
      '| `sip-kallelse` | `utskrivningsklar` (`episode.readyAt`) | the end of 3 days | whoever coordinates, otherwise `oppenvard` | `sip-kallelse`; over if no to `sip` or `category.sip` is `false` |  | B-CALL-05 |',
    );
    expect(page).toContain('| `svar` | `oppenvard` | `eskalering`: `oppenvard` | 4 h after | B-ANS-14 |');
  });

  it('says what is asked of a message, and what needs consent', async () => {
    const page = await draw('--language', 'en');
    expect(page).toContain(
      '| `kommunklar` | at least 1 of `content.interventions` and there is `content.contacts.phone`, if `content.decided` is `true` | refused `missing-field` | B-MUN-03 |',
    );
    expect(page).toContain(
      '| `fristaende-meddelande` | everything but `useCase`, `profession`: consent to `informationsoverforing` | refused | B-EMG-14 |',
    );
    expect(page).toContain(
      '| `sip-kallelse` | the consent to `sip` covers `recipients` | refused `consent-required` |',
    );
    expect(page).toContain(
      '| `sip-kallelse` | `sender.unit` is the same as `episode.coordinator.by` | remark `inconsistent` |',
    );
    expect(page).toContain(
      '| `sip-kallelse` | `content.meetingAt` is 7 to 21 days after the first known of `episode.dischargedAt`, `episode.expectedDischarge` | remark',
    );
    expect(page).toContain('and `receivedAt` is more than 24 h after `episode.admittedAt` and');
    expect(page).toContain('if `content.urgent` is `true` or not (`sentAt` is a weekday) |');
  });

  it('draws the states of plans, and says who may do what with them and what is owed around them', async () => {
    const page = await draw('--language', 'en');
    const [, , diagram = ''] = page.split('```mermaid');
    expect(diagram).toContain('    [*] --> samtycke : sip-underlag\n');
    expect(diagram).toContain('    samtycke --> mote-genomfort : sip-mote genomfort\n');
    expect(diagram).toContain('    underlag --> pagaende : sip-huvudmal (out-of-order)\n');
    const rows = page.split('\n');
    expect(rows).toContain(
      '| `sip-mote` | `genomfort` | whoever coordinates, the unit of the care contact | B-SIP-02 |',
    );
    expect(rows).toContain('| `sip-mote` |  | whoever coordinates | B-SIP-02 |');
    expect(rows).toContain('| `sip-ateroppnande` |  | those who correct for others | B-SIP-05 |');
    expect(rows).toContain(
      '| `sip-uppfoljning` | at that very time; counted from 14 days before |  | `egen-uppgift` | B-SIP-03 |',
    );
    expect(rows).toContain('| `sip-huvudmal` | the same day | there is `plan.meeting` |  | B-SIP-03, B-SIP-04 |');
    expect(rows).toContain('| Areas and headings | `hemma` | At home | B-SIP-03 |');
    expect(page).toContain('of each of `content.attendance` where `item.attended` is `true`: there is `item.name`');
    expect(page).toContain('`content.needReasons` is among `codes.needReasons`');
    expect(page).toContain('nothing of `content.to.unit` is among `plan.units`');
  });

  it('speaks Swedish unless told otherwise, and the same in both languages', async () => {
    const [swedish, english] = [await draw(), await draw('--language', 'en')];
    expect(swedish).toContain('## Vem som skickar vad till vem');
    expect(english).toContain('## Who sends what to whom');
    expect(swedish.split('\n')).toHaveLength(english.split('\n').length);
    expect(await profile('draw', TEST_REGION, '--language', 'fi')).toMatchObject({ code: 2 });
  });

  it('writes tables whose rows all have the columns of their head', async () => {
    const { out } = await profile('draw', GAVLEBORG);
    const cells = (line: string) => line.split(/(?<!\\)\|/).length;
    const tables = out.split('\n\n').filter((block) => block.startsWith('| '));
    expect(tables.length).toBeGreaterThanOrEqual(5);
    for (const table of tables) expect(new Set(table.trim().split('\n').map(cells)).size).toBe(1);
  });

  it('writes to a file, draws nothing of a profile that is wrong, and says why', async () => {
    const target = join(folder, 'page.md');
    expect(await profile('draw', TEST_REGION, '--out', target)).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(target, 'utf8')).toBe(await draw());
    const bad = copy('wrong.yaml', (text) => text.replace('recipients: withdrawn', 'recipients: alla'));
    expect(await profile('draw', bad)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/wrong\.yaml:\d+: /),
    });
    expect(await profile('draw', TEST_REGION, '--out', join(folder, 'no', 'page.md'))).toMatchObject({ code: 2 });
  });
});
