import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isWellFormedIdentity } from '#domain/identity.js';
import { checkMessage } from '#domain/message-check.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { readMessage } from '#flows/read-message.js';
import { repositoryPath } from '../support/repository-files.js';
import { admission, asHl7, asJson, timesOf } from './admission-messages.js';
import { slowViews } from './console.js';
import { consoleViews } from './console-views.js';
import { readHttpAnswer, readMllpAnswer } from './connection.js';
import { figuresOf, percentile, rounded } from './figures.js';
import { readOptions, UsageError } from './options.js';
import { newMessage, templateOf } from './reference-rows.js';
import { asJsonFigures, asText } from './report.js';
import { shown, table } from './table.js';
import { TEST_PERSONS, testPerson } from './test-persons.js';

const TIMES = timesOf(new Date('2026-11-23T07:15:00Z'));

describe('figures', () => {
  it('a percentile is a value that was measured: the least one with that share at or below it', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([0, 0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([1, 50, 99, 100]);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it('slices add up: what was under way at the end has its time counted, and not its rate', () => {
    const slice = { milliseconds: 500, count: 2, latencies: Float64Array.of(1, 2, 9) };
    const figures = figuresOf([
      { ...slice, cpu: { program: 4, database: 8 } },
      { ...slice, cpu: { program: 4, database: 0 } },
    ]);
    expect(figures).toMatchObject({ count: 4, perSecond: 4, p50: 2, p99: 9, cpu: { program: 2, database: 2 } });
    expect(figuresOf([slice]).cpu).toBeUndefined();
  });

  it('what was not measured is null for a program and a dash for a person', () => {
    expect([rounded(Number.NaN), rounded(1.005, 1)]).toEqual([null, 1]);
    expect([undefined, null, Number.NaN, 1.234, 12.34, 1234.5].map(shown)).toEqual([
      '-',
      '-',
      '-',
      '1.23',
      '12.3',
      '1235',
    ]);
  });

  it('the figures for a program have the promised fields, and empty parts when they were not measured', () => {
    const one = { count: 10, perSecond: 100.123, p50: 1.234, p99: 5.678, cpu: undefined };
    const cells = [{ transport: 'mllp' as const, connections: 32, hub: one, reference: { ...one, perSecond: 50 } }];
    expect(asJsonFigures({ accept: { cells, peakMegabytes: 200 } })).toEqual({
      accept: [{ transport: 'mllp', connections: 32, perSecond: 100.12, p50: 1.23, p99: 5.68, reference: 50 }],
      poll: [],
      parse: {},
      decide: [],
      large: {},
      fire: {},
      console: {},
      memory: { peakMegabytes: 200 },
    });
  });

  it('decisions are told by region, with what their message costs to read and copy beside them', () => {
    const cell = { profile: 'gavleborg', name: 'kvittens', earlier: 5, median: 4.125, p95: 6.5, reference: 2.25 };
    expect(
      asText({ decide: [cell] })
        .split('\n')
        .at(-1),
    ).toBe('gavleborg: kvittens                 5    4.13    6.50               2.25');
    expect(asJsonFigures({ decide: [cell] })).toMatchObject({ decide: [{ ...cell, median: 4.13 }] });
  });

  it('a view of the console that is not there within half a second is told by name', () => {
    const view = { name: 'overview', first: 9, p50: 5.126, p95: 7, ratio: 5, bytes: 40_960, cpu: undefined };
    const one = { count: 10, perSecond: 100, p50: 1, p99: 2, cpu: { program: 0.4, database: 0.6 } };
    const pages = {
      pages: 10,
      without: one,
      beside: one,
      ratio: 1.0123,
      ratios: [1.0123],
      events: 2,
      megabytes: 0.1,
      calls: 1,
    };
    const size = { messages: 1_000, openDeadlines: 100, quarantined: 2, plans: 1 };
    const views = [view, { ...view, name: 'parties', p95: 501 }];
    expect(slowViews({ views })).toEqual(['parties']);
    expect(slowViews(undefined)).toEqual([]);
    const console = { size, views, idle: { program: 3, database: 4 }, pages };
    expect(asJsonFigures({ console })).toMatchObject({
      console: { views: [{ p50: 5.13, cpu: null }, {}], idle: { hub: 3, database: 4 }, pages: { ratio: 1.012 } },
    });
    expect(asText({ console })).toContain('with pages open by that without: 1.012');
  });

  it('a table has its first column to the left and its numbers to the right', () => {
    expect(
      table(
        ['what', 'n'],
        [
          ['a', '10'],
          ['bcdef', '1'],
        ],
      ),
    ).toBe('what    n\n-----  --\na      10\nbcdef   1');
  });
});

describe('the load', () => {
  it('every message is of another test person whose number is well formed', () => {
    const serials = [0, 1, 37_999, 38_000, 759_999, 760_000, TEST_PERSONS - 1];
    const persons = serials.map(testPerson);
    expect(persons.filter(({ id, idType }) => !isWellFormedIdentity(id, idType))).toEqual([]);
    const many = Array.from({ length: 50_000 }, (_, serial) => testPerson(serial * 30).id);
    expect(new Set(many).size).toBe(many.length);
  });

  it('JSON and ER7 say the same: a first notice in category CD', () => {
    const one = admission('run', 760_001, TIMES);
    const json = checkMessage(JSON.parse(asJson(one)));
    const bytes = Buffer.from(asHl7(one));
    const hl7 = readMessage({ bytes, contentType: '' }, 'hl7v2', { mapping: PLAIN_MAPPING, processingIds: ['P'] });
    if (!json.ok || !hl7.ok) throw new Error('the messages of the bench are refused');
    const { sender, episodeId, planningCategory, messageId, patient } = json.message;
    expect(hl7.message).toMatchObject({ sender, episodeId, planningCategory, messageId });
    expect(hl7.message.patient?.id).toBe(patient?.id);
    expect(hl7.message.content['expectedDischarge']).toBe(json.message.content['expectedDischarge']);
  });

  it('an answer counts once it is whole, and as good only when it is positive', () => {
    const accepted = Buffer.from('\x0bMSH|^~\\&|HUB\rMSA|AA|1\r\x1c\r');
    expect(readMllpAnswer(accepted.subarray(0, -1))).toBeUndefined();
    expect(readMllpAnswer(accepted)).toMatchObject({ end: accepted.length, answer: { isGood: true } });
    expect(readMllpAnswer(Buffer.from('\x0bMSH|^~\\&|HUB\rMSA|AE|1\r\x1c\r'))?.answer.isGood).toBe(false);
    const created = Buffer.from('HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}');
    expect(readHttpAnswer(created.subarray(0, -1))).toBeUndefined();
    expect(readHttpAnswer(created)).toMatchObject({ end: created.length, answer: { isGood: true } });
    expect(readHttpAnswer(Buffer.from('HTTP/1.1 503 Away\r\ncontent-length: 0\r\n\r\n'))?.answer.isGood).toBe(false);
  });
});

describe('the views of the console', () => {
  const things = {
    ...{
      message: 'id',
      episode: 'id',
      quarantine: 'id',
      plan: 'id',
      planUnit: 'SE2120002742-SOC01',
      episodeNumber: 'V-1',
      messageId: 'M-1',
      unit: 'SE2321000016-HC01',
    },
    shiftStart: '2026-11-22T18:00:00Z',
  };

  it('whatever a view asks for by itself is measured', () => {
    const measured = new Set(
      consoleViews(things).map(({ path }) => path.replace(/\?.*/, '').replace(/\/(id|gavleborg)(?=\/|$)/, '/*')),
    );
    const folder = repositoryPath('apps/console/web/src/views');
    const asked = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .flatMap((name) => askedIn(readFileSync(join(folder, name), 'utf8')));
    expect(asked.length).toBeGreaterThan(20);
    expect([...new Set(asked)].filter((path) => !measured.has(path))).toEqual([]);
  });
});

/** Paths in `useOne`, `useList` and `useContents`, with a star for each id. */
function askedIn(source: string): string[] {
  return [...source.matchAll(/use(One|List|Contents)<.*?>+\(\s*['`]([^'`]+)['`]/gs)].map(([, hook, path = '']) => {
    const plain = path.replaceAll(/\$\{[^}]*\}/g, '*');
    return hook === 'Contents' ? `${plain}/content` : plain;
  });
}

describe('the bare reference', () => {
  it('writes the rows that the hub wrote, with ids of its own wherever an id stands', () => {
    const id = '01a201f9-5544-7868-9a52-0f2fd886ecb1';
    const at = new Date('2026-11-23T07:15:00Z');
    const template = templateOf(
      new Map([
        ['message', [{ id, message_id: 'M-1', body: { id, messageId: 'M-1', kind: 'x' }, received_at: at }]],
        ['delivery', [{ id, message_id: id, position: '7', state: 'waiting', key: Buffer.alloc(4) }]],
      ]),
    );
    const [message, delivery] = newMessage(template);
    expect(message?.statement).toBe(
      'INSERT INTO "message" ("id", "message_id", "body", "received_at") VALUES ($1, $2, $3, $4)',
    );
    expect(delivery?.statement).toContain("VALUES ($1, $2, nextval('delivery_position'), $3, $4)");
    const [own, number, body, arrival] = message?.values ?? [];
    expect(own).not.toBe(id);
    expect(body).toBe(JSON.stringify({ id: own, messageId: number, kind: 'x' }));
    expect(arrival).not.toEqual(at);
    expect(delivery?.values.slice(0, 3)).toEqual([own, own, 'waiting']);
    expect(delivery?.values[3]).toHaveLength(4);
  });
});

describe('options', () => {
  it('everything is measured unless something is named', () => {
    expect(readOptions([])).toMatchObject({
      parts: ['parse', 'decide', 'accept', 'large', 'poll', 'fire', 'console'],
      connections: [1, 8, 32, 128],
    });
    expect(
      readOptions(['--only', 'fire', '--only', 'accept', '--connections', '32', '--seconds', '1.5']),
    ).toMatchObject({
      parts: ['accept', 'fire'],
      connections: [32],
      seconds: 1.5,
    });
    expect(readOptions(['--help'])).toBeUndefined();
  });

  it.each(['--only speed', '--connections 0', '--connections many', '--seconds 0', '--fast'])(
    'wrong words are refused: %s',
    (words) => {
      expect(() => readOptions(words.split(' '))).toThrow(UsageError);
    },
  );
});
