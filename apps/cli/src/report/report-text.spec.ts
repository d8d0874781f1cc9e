import { describe, expect, it } from '@jest/globals';
import { PLAN_MEETINGS_REPORT } from '#flows/report-plan-meetings.js';
import { SERVICES_REPORT } from '#flows/report-services.js';
import { Answer } from '../api/answer.js';
import { listLines, reportLines } from './report-text.js';

const heading = (sv: string, en: string) => ({ sv, en });
const column = (key: string, form: string, sv: string, en: string) => ({ key, form, heading: heading(sv, en) });

const REPORT = {
  title: heading('Medeldygn', 'Mean days'),
  period: { from: '2026-11-01', to: '2026-11-30' },
  columns: [
    column('episode', 'text', 'Id', 'Id'),
    column('readyAt', 'instant', 'Klar', 'Ready'),
    column('share', 'share', 'Andel', 'Share'),
    column('mean', 'number', 'Medel', 'Mean'),
    column('open', 'yes-no', 'Kvar', 'There'),
    column('faults', 'codes', 'Brist', 'Fault'),
  ],
  rows: [
    { episode: 'e-1', readyAt: '2026-11-23T07:15:00Z', share: 0.958, mean: 1.5, open: true, faults: ['a', 'b'] },
    { episode: 'e-2', readyAt: null, share: null, mean: 12_000, open: false, faults: [] },
  ],
};
const linesOf = (report: object) => reportLines(Answer.of(report, 'report'));

describe('a report on a terminal', () => {
  it('has a title with its period, headings in both languages, and cells as people in Sweden write them', () => {
    const [title, , swedish, english, , ...rows] = linesOf(REPORT);
    expect(title).toBe('Medeldygn · Mean days, 2026-11-01 – 2026-11-30');
    expect([swedish, english, ...rows].map((line) => line?.split(/ {2,}/))).toEqual([
      ['Klar', 'Andel', 'Medel', 'Kvar', 'Brist'],
      ['Ready', 'Share', 'Mean', 'There', 'Fault'],
      ['mån 23 nov 08:15', '95,8 %', '1,5', 'ja', 'a, b'],
      ['', '12 000', 'nej'],
    ]);
  });

  it('has the sums below, and says so where there is nothing to show', () => {
    const sums = { summaryColumns: [column('days', 'number', 'Dygn', 'Days')], summary: [{ days: 3 }] };
    expect(linesOf({ ...REPORT, ...sums }).slice(-5)).toEqual(['', 'Dygn', 'Days', '----', '3']);
    expect(linesOf({ ...REPORT, period: null, rows: [] })).toEqual([
      'Medeldygn · Mean days',
      '',
      'Inget att visa · Nothing to show',
    ]);
  });

  it('[G-DIS-17] of services has their party, start and whether they were told of in time', () => {
    const { title, columns, summary } = SERVICES_REPORT.head;
    const row = {
      ...{ number: 'V1', service: 1, role: 'socialtjanst', unit: 'SE2120002338-SOC01', unitName: 'Socialtjänsten' },
      ...{ startsOn: '2026-11-26', startsAt: '2026-11-26T18:00:00Z', noticeAt: '2026-11-26T11:00:00Z', inTime: false },
      ...{ promisedFrom: '2026-11-27', onDischargeDay: true, able: false },
    };
    const sum = { role: 'socialtjanst', services: 4, onDischargeDay: 3, able: 2, inTime: 3, late: 1, share: 0.75 };
    const lines = linesOf({ title, columns, rows: [row], summaryColumns: summary, summary: [sum] });
    expect(lines[0]).toBe('Insatser vid utskrivning · Services at discharge');
    expect(lines[5]?.trim().split(/ {2,}/)).toEqual([
      ...['V1', '1', 'socialtjanst', 'SE2120002338-SOC01', 'Socialtjänsten', '2026-11-26', 'tor 26 nov 19:00'],
      ...['tor 26 nov 12:00', 'nej', '2026-11-27', 'ja', 'nej'],
    ]);
    expect(lines.at(-1)?.trim().split(/ {2,}/)).toEqual(['socialtjanst', '4', '3', '2', '3', '1', '75 %']);
  });

  it('of plans leaves out the ids of the hub but for the plan, which has no other name', () => {
    const { title, columns } = PLAN_MEETINGS_REPORT.head;
    const lines = linesOf({ title, columns, rows: [{ plan: 'p-1', meeting: 'm-1', purpose: 'sip', called: 3 }] });
    expect(lines.join('\n')).toMatch(/SIP \(hub id\)[^]*p-1/);
    expect(lines.join('\n')).not.toMatch(/m-1|Meeting \(hub id\)/);
  });

  it('is listed with what it counts, in both languages', () => {
    const items = [{ name: 'medeldygn', title: REPORT.title, about: heading('Per kommun', 'Per municipality') }];
    expect(listLines(Answer.of({ items }, 'list'))).toEqual([
      'medeldygn  Medeldygn · Mean days',
      '  Per kommun',
      '  Per municipality',
    ]);
  });
});
