import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ALERT_ID, ALERT_KINDS, ALERT_SPAN, checkAlerts } from './alert-rules.js';

const configuration = (path: string) => readFileSync(new URL(`../../../../config/${path}`, import.meta.url), 'utf8');
const PROFILES = new Set(['gavleborg', 'blekinge']);
const check = (yaml: string) => checkAlerts(parse(yaml), PROFILES);
function problems(yaml: string): string[] {
  const checked = check(yaml);
  return checked.ok ? [] : checked.problems.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const CHANNELS = `
channels:
  jour: { webhook: 'https://larm.region.example/hook' }
  mejl: { email: [drift@region.example, chef@region.example] }`;

describe('the rules of alerts', () => {
  it('of the repository hold for a start out of the box, and send nowhere', () => {
    const checked = check(configuration('alerts.yaml'));
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
    expect(checked.alerts.rules.map(({ kind }) => kind)).toEqual([...ALERT_KINDS]);
    expect(checked.alerts.rules.flatMap(({ channels }) => channels)).toEqual([]);
  });

  it('are read with their channels, their spans in minutes, and a name of their own where they have one', () => {
    const checked = check(`${CHANNELS}
rules:
  sena: { kind: overdue-receipts, over: 20, profile: gavleborg, for: 90m, clearFor: 2h, channels: [jour, mejl, jour] }
  tysta: { kind: silent-party, silentHours: 6, name: { sv: Tyst länge, en: Long silent } }`);
    expect(checked).toMatchObject({
      ok: true,
      alerts: {
        channels: new Map<string, unknown>([
          ['jour', { id: 'jour', transport: 'webhook', url: 'https://larm.region.example/hook' }],
          ['mejl', { id: 'mejl', transport: 'email', addresses: ['drift@region.example', 'chef@region.example'] }],
        ]),
        rules: [
          {
            id: 'sena',
            over: 20,
            profile: 'gavleborg',
            forMinutes: 90,
            clearForMinutes: 120,
            channels: ['jour', 'mejl'],
          },
          { id: 'tysta', over: 0, silentHours: 6, forMinutes: 0, clearForMinutes: 10, name: { sv: 'Tyst länge' } },
        ],
      },
    });
  });

  it('tell everything that is wrong at once, each where it stands', () => {
    expect(
      problems(`
channels:
  Jour: { webhook: 'https://x.example' }
  b: { webhook: 'http://larm.region.example', email: [drift@region.example] }
  c: { webhook: 'https://user:secret@x.example' }
  d: { email: ['drift region'] }
  e: { email: [] }
rules:
  one: { kind: flood }
  two: { kind: sweep-late, over: 2, profile: gavleborg }
  three: { kind: overdue-receipts, profile: skane, channels: [jour], for: 5, clearFor: 5s }
  four: { kind: quarantine, over: 1.5, silentHours: 3, secret: x }
  five: { kind: silent-party, silentHours: 1 }`),
    ).toEqual([
      'channels.Jour: an id of a to z, 0 to 9 and - is expected, a letter first',
      'channels.b: either webhook or email is expected',
      'channels.c.webhook: an https address without a password (http only on this machine) is expected',
      'channels.d.email.0: an address such as drift@region.example is expected',
      'channels.e.email: at least one address is expected',
      `rules.one.kind: one of ${ALERT_KINDS.join(', ')} is expected`,
      'rules.two.over: sweep-late has nothing to count',
      'rules.two.profile: sweep-late is of the whole hub',
      'rules.three.profile: no such profile; known are blekinge, gavleborg',
      'rules.three.for: minutes or hours, such as 15m or 2h in quotes is expected',
      'rules.three.clearFor: minutes or hours, such as 15m or 2h is expected',
      'rules.three.channels.0: no such channel; known are Jour, b, c, d, e',
      'rules.four.secret: unknown key; known are kind, name, over, profile, silentHours, for, clearFor, channels',
      'rules.four.silentHours: quarantine is not about silence',
      'rules.four.over: a whole number from 0 on is expected',
      'rules.five.silentHours: a whole number from 2 to 24 is expected',
    ]);
  });

  it.each([
    ['https://larm.example/x', true],
    ['http://127.0.0.1:8099/x', true],
    ['http://[::1]:8099/x', true],
    ['http://localhost/x', true],
    ['http://10.0.0.1/x', false],
    ['http://127.0.0.1.example/x', false],
    ['ftp://larm.example/x', false],
    ['larm.example', false],
  ])('take %s as a webhook: %s', (url, isTaken) => {
    expect(problems(`channels: { a: { webhook: '${url}' } }\nrules: {}`)).toHaveLength(isTaken ? 0 : 1);
  });

  it('have a schema for editors that knows the same kinds, keys, ids and spans', () => {
    const schema = JSON.parse(configuration('schema/alerts.schema.json')) as {
      $defs: {
        id: { pattern: string };
        span: { pattern: string };
        rule: { properties: Record<string, { enum?: string[] }> };
        channel: { properties: Record<string, unknown> };
      };
    };
    const { id, span, rule, channel } = schema.$defs;
    expect([id.pattern, span.pattern]).toEqual([ALERT_ID.source, ALERT_SPAN.source]);
    expect(rule.properties['kind']?.enum).toEqual([...ALERT_KINDS]);
    const known = problems(
      `channels: { a: { x: 1, webhook: 'https://x.example' } }\nrules: { a: { kind: disk-low, x: 1 } }`,
    );
    expect(known[0]).toBe(`channels.a.x: unknown key; known are ${Object.keys(channel.properties).join(', ')}`);
    const [, names = ''] = /known are (.*)$/.exec(known[1] ?? '') ?? [];
    expect(names.split(', ').sort()).toEqual(Object.keys(rule.properties).sort());
  });
});
