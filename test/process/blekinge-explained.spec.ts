import { describe, expect, it } from '@jest/globals';

import type { Explanation } from '#domain/explain/explanation.js';
import { explainProfile } from '#domain/profile/words/explain-profile.js';

import { AT, blekinge, CareChain, silentNotice, TREAN, telling } from '../support/blekinge.js';
import { ExplainedStay, read } from '../support/explained.js';

/** What the hub says in plain words of care chains in Blekinge. */

const WARD = 'Avdelning 45, hjärtsjukvård';
const HOME = 'Hemsjukvården Karlskrona';
const SOCIAL = 'Biståndsenheten Karlskrona';
const THURSDAY = '2026-11-26T12:00:00+01:00';

const chained = (chain: CareChain) => new ExplainedStay(chain, 'K1');

/** The item that begins with these words, and what hangs on it. */
function under(lines: readonly string[], beginning: string): string[] {
  const first = lines.findIndex((line) => line.startsWith(beginning));
  const rest = lines.slice(first + 1);
  const end = rest.findIndex((line) => !line.startsWith(' '));
  return first < 0 ? [] : [lines[first] ?? '', ...(end < 0 ? rest : rest.slice(0, end))];
}

describe('a care chain in plain words', () => {
  it('[B-DIS-02] [B-DIS-03] [B-DIS-09] says why nobody may be discharged yet: the criteria, and who has not said kommunklar', () => {
    const chain = new CareChain().admitted().answered().reported().ready();
    const next = (at = THURSDAY) => under(read(chained(chain).explain(at, AT.ward).next), 'Utskrivningsmeddelande');
    expect(next()).toEqual([
      'Utskrivningsmeddelande från slutenvården avvisas än så länge. [B-DIS-11]',
      '  Ännu inte uppfyllt: e, sjukhuset inväntar kommunklar. [B-DIS-09]',
      `    Kommunklar saknas från ${SOCIAL} och ${HOME}.`,
      '  Meddelandet måste säga: a, personen eller en närstående är muntligt informerad. [B-DIS-02]',
      '  Meddelandet måste säga: a, medicinska utskrivningsanteckningen är överlämnad. [B-DIS-02]',
      '  Meddelandet måste säga: a, läkemedelslistan är överlämnad. [B-DIS-02]',
      '  Meddelandet måste säga: a, omvårdnadsepikrisen är överlämnad. [B-DIS-02]',
      '  Meddelandet måste säga: a, om ett träningsprogram är överlämnat. [B-DIS-02]',
      '  Meddelandet måste säga: c, hjälpmedel finns från utskrivningsdagen eller enligt överenskommelse. [B-DIS-04]',
      '  Meddelandet måste säga: d, läkemedel följer med eller enligt överenskommelse. [B-DIS-06]',
      '  Meddelandet måste säga: f, om kontakt är tagen med mottagande enhet, eller inte behövs. [B-DIS-10]',
      '  Meddelandet måste säga: en sammanfattning av vården. [B-DIS-11]',
      '  Uppfyllt: b, öppenvården har namngett fast vårdkontakt i sitt svar. [B-DIS-03]',
    ]);

    chain.admit(chain.by(AT.social, 'kommunklar'), '2026-11-26T14:00:00+01:00');
    expect(next('2026-11-26T15:00:00+01:00').slice(0, 3)).toEqual([
      'Utskrivningsmeddelande från slutenvården avvisas än så länge. [B-DIS-11]',
      '  Ännu inte uppfyllt: e, sjukhuset inväntar kommunklar. [B-DIS-09]',
      `    Kommunklar saknas från ${HOME}.`,
    ]);

    chain.admit(chain.by(AT.homeCare, 'kommunklar'), '2026-11-26T16:00:00+01:00');
    const after = chained(chain).explain('2026-11-26T17:00:00+01:00', AT.ward);
    expect(read(after.next)).toContain(
      'Nu kan slutenvården skicka utskrivningsmeddelande. Läget blir då ”utskriven”. [B-DIS-11]',
    );
    expect(read(after.standing)[0]).toBe(
      'Kommunen är klar att ta emot patienten, enligt besked torsdag 26 november kl. 16:00.',
    );
  });

  it('[B-DIS-03] says that the care contact of open care is missing', () => {
    const chain = new CareChain().admitted().reported();
    chain.admit(chain.answer(AT.centre, { careContact: undefined }), '2026-11-24T08:00:00+01:00');
    const { next, missing } = chained(chain.ready()).explain(THURSDAY);
    expect(under(read(next, 'en'), 'Discharge notice')).toContain(
      '  Not fulfilled yet: b, open care names a fast vårdkontakt in its answer. [B-DIS-03]',
    );
    expect(read(missing, 'en')).toContainEqual(
      expect.stringContaining('No care contact who coordinates has been named.'),
    );
  });

  it('[B-RDY-04] says what has to be there before anybody is ready', () => {
    const { next } = chained(new CareChain().admitted()).explain('2026-11-23T12:00:00+01:00');
    expect(under(read(next), 'Utskrivningsklar')).toEqual([
      'Utskrivningsklar från slutenvården avvisas än så länge. [B-RDY-05]',
      '  Ännu inte uppfyllt: utskrivningsrapport med bedömd rörlighet och aktivitet, eller varför den saknas. [B-RDY-04]',
      '  Meddelandet måste säga: ansvarig läkares namn. [B-RDY-01]',
      '  Meddelandet måste säga: att personen eller en närstående är muntligt informerad, eller varför det skickas ändå. [B-RDY-03]',
    ]);
  });

  it('[B-ANS-01] [B-ANS-14] [B-ACK-08] says who owes an answer and a receipt until when, and who hears of it', () => {
    const chain = new CareChain().admitted();
    const { waitedFor } = chained(chain).explain('2026-11-23T10:00:00+01:00');
    const lines = read(waitedFor);
    expect(under(lines, `${HOME} ska svara`)).toEqual([
      `${HOME} ska svara ${WARD} med svar på inskrivning senast tisdag 24 november kl. 09:00. [B-ANS-01]`,
      `  Kommer det inte, påminns ${HOME} tisdag 24 november kl. 09:00. [B-ANS-14]`,
      `  Kommer det inte, får ${WARD} veta det tisdag 24 november kl. 09:00. [B-ANS-14]`,
      '  Kommer det inte, får Enhetschef, kommunal hälso- och sjukvård Karlskrona veta det tisdag 24 november kl. 11:00. [B-ANS-14]',
      '  Kommer det inte, får Driftledning, Blekinge veta det onsdag 25 november kl. 09:00. [B-ANS-14]',
    ]);
    // The reminders of the window come before the end of the day, too.
    expect(under(lines, `${HOME} ska kvittera`).slice(0, 2)).toEqual([
      `${HOME} ska kvittera inskrivningsmeddelande från ${WARD} senast vid slutet av måndag 23 november. [B-ACK-03]`,
      `  Kommer det inte, påminns ${HOME} måndag 23 november kl. 12:00. [B-ACK-13]`,
    ]);
    expect(under(lines, `${WARD} ska skicka utskrivningsrapport`)[0]).toBe(
      `${WARD} ska skicka utskrivningsrapport med medicinsk vårdplan senast vid slutet av tisdag 24 november. [B-DRP-01]`,
    );
  });

  it('[B-ADM-08] [B-ADM-09] [B-CON-02] says that a chain without consent stands still, and what that stops', () => {
    const chain = new CareChain();
    chain.admit(silentNotice(), '2026-11-23T09:00:00+01:00');
    const { missing, next } = chained(chain).explain(THURSDAY, AT.social);
    const consent = under(read(missing), 'Samtycke till informationsöverföring');
    expect(consent[0]).toBe(
      'Samtycke till informationsöverföring är nekat eller återkallat sedan måndag 23 november kl. 08:00. [B-ADM-08]',
    );
    expect(consent).toContainEqual(expect.stringMatching(/Därför avvisas .*svar på inskrivning, .*\[B-ADM-09\]/));
    expect(consent).toContainEqual(
      expect.stringMatching(/utskrivningsmeddelande .*inte vidare till någon\. \[B-CON-02\]/),
    );
    expect(under(read(next), 'Svar på inskrivning')).toEqual([
      'Svar på inskrivning från socialtjänsten avvisas än så länge. [B-ANS-01]',
      '  Det kräver samtycke till informationsöverföring. [B-ADM-09]',
    ]);
  });

  it('[B-REP-07] tells of a report that came before the stay, and that it waited', () => {
    const chain = new CareChain();
    chain.tell(telling('vardrapport', AT.homeCare, { patient: TREAN }), '2026-11-23T05:30:00+01:00');
    const lines = read(chained(chain.admitted()).explain(THURSDAY, AT.ward).happened);
    expect(under(lines, `${HOME} skickade vårdrapport`)[0]).toBe(
      `${HOME} skickade vårdrapport innan vårdtillfället fanns. Det väntade tills vårdtillfället började.`,
    );
  });
});

describe('the rules of the region', () => {
  it.each([
    ['B-INI-07', 'sip-initiativ'],
    ['B-CALL-03', 'sip-kallelse'],
  ])('[%s] a %s may be told of somebody who has no stay', (rule, kind) => {
    const its = explainProfile(blekinge()).kinds.find((one) => one.kind === kind);
    expect(its?.senders.sv).toContain(`även utan vårdtillfälle (${rule})`);
  });
});

describe('the steps of the care chain', () => {
  const views = (explanation: Explanation) =>
    explanation.steps.map(({ role, steps }) => [
      role,
      ...steps.map(({ number, state, text }) => `${String(number ?? '-')} ${state} ${text.sv}`),
    ]);

  it('[B-SCO-11] are numbered for whose they are, and those of others are marked as theirs', () => {
    const chain = new CareChain().admitted().answered().reported().ready();
    const [ward] = views(chained(chain).explain(THURSDAY, AT.ward));
    expect(ward).toEqual([
      'slutenvard',
      '- open Vårdrapport till den enhet där personen läggs in',
      '1 done Inskrivningsmeddelande',
      '- open Kvittera inskrivningsmeddelandet',
      '- done Svar på inskrivning',
      '2 done Utskrivningsrapport',
      '- unseen Planera insatserna efter utskrivningen med personen och varandra',
      '3 done Utskrivningsklar',
      '- open Kommunklar',
      '4 open Beställ resan hem',
      '5 open Utskrivningsmeddelande, när kriterierna a till f är uppfyllda',
    ]);
    const [view] = chained(chain).explain(THURSDAY, AT.ward).steps;
    expect(view?.steps.find(({ text }) => text.sv === 'Kommunklar')).toMatchObject({
      rule: 'B-MUN-01',
      roles: ['socialtjanst', 'hemsjukvard'],
      whose: { sv: 'socialtjänsten och hemsjukvården', en: 'social services and home health care' },
    });
  });

  it('[B-TRP-01] [B-TRP-03] show the transport home to open care and the municipality as the hospital’s, and when it is booked', () => {
    const chain = new CareChain().admitted().answered();
    const transport = (unit: string) =>
      chained(chain)
        .explain(THURSDAY, unit)
        .steps[0]?.steps.find(({ rule }) => rule === 'B-TRP-01');
    for (const unit of [AT.centre, AT.social]) {
      expect(transport(unit)).toMatchObject({ state: 'open', roles: ['slutenvard'], whose: { sv: 'slutenvården' } });
      expect(transport(unit)?.number).toBeUndefined();
    }
    expect(transport(AT.ward)?.number).toBe(4);
    chain.admit(chain.byWard('extrameddelande', { transport: undefined }), '2026-11-25T09:00:00+01:00');
    expect(transport(AT.social)?.state).toBe('open');
    chain.admit(chain.byWard('extrameddelande'), '2026-11-25T10:00:00+01:00');
    expect(transport(AT.social)?.state).toBe('done');
  });

  it('[B-SCO-12] are one rule each, shown to hospital, open care and municipality in their own way', () => {
    const chain = new CareChain().admitted();
    chain.admit(chain.answer(AT.centre), '2026-11-23T15:30:00+01:00');
    chain.receipt(AT.social);
    const stay = chained(chain);
    const [social] = views(stay.explain(THURSDAY, AT.social));
    const [centre] = views(stay.explain(THURSDAY, AT.centre));
    const own = (view: readonly string[] | undefined) => view?.filter((line) => /^\d/.test(line));
    expect(own(social)).toEqual([
      '1 open Vårdrapport till den enhet där personen läggs in',
      '2 done Kvittera inskrivningsmeddelandet',
      '3 open Svar på inskrivning',
      '4 unseen Planera insatserna efter utskrivningen med personen och varandra',
      '5 open Kommunklar',
    ]);
    expect(own(centre)).toEqual([
      '1 open Kvittera inskrivningsmeddelandet',
      '2 done Svar på inskrivning',
      '3 unseen Planera insatserna efter utskrivningen med personen och varandra',
    ]);
    const rules = (view: number) => stay.explain(THURSDAY).steps[view]?.steps.map(({ rule, text }) => [rule, text.en]);
    expect(stay.explain(THURSDAY).steps.map(({ role }) => role)).toEqual([
      'slutenvard',
      'oppenvard',
      'socialtjanst',
      'hemsjukvard',
    ]);
    for (const view of [1, 2, 3]) expect(rules(view)).toEqual(rules(0));
  });

  /** A chain of a person in special housing. */
  const housed = () => new CareChain().admitted({ needs: ['sabo', 'socialtjanst'] });

  it('[B-REP-01] [B-ADM-14] [B-ACK-01] [B-ANS-01] [B-DRP-01] [B-SCO-07] [B-CALL-02] [B-RDY-05] [B-MUN-01] [B-TRP-01] [B-DIS-11] are each the step of these roles, and of no others', () => {
    const municipal = ['hemsjukvard', 'sabo', 'socialtjanst'];
    const receivers = ['hemsjukvard', 'oppenvard', 'sabo', 'socialtjanst'];
    const owners = new Map<string, Set<string>>();
    for (const chain of [new CareChain().admitted(), housed()]) {
      Object.assign(chain.episode('K1').facts, { sip: { need: { initiativeAt: THURSDAY } } });
      for (const { rule, roles } of chained(chain).explain(THURSDAY, AT.ward).steps[0]?.steps ?? []) {
        owners.set(rule, new Set([...(owners.get(rule) ?? []), ...roles]));
      }
    }
    expect([...owners].map(([rule, roles]) => [rule, [...roles].sort()])).toEqual([
      ['B-REP-01', municipal],
      ['B-ADM-14', ['slutenvard']],
      ['B-ACK-01', receivers],
      ['B-ANS-01', receivers],
      ['B-DRP-01', ['slutenvard']],
      ['B-SCO-07', receivers],
      ['B-CALL-02', ['oppenvard']],
      ['B-RDY-05', ['slutenvard']],
      ['B-MUN-01', municipal],
      ['B-TRP-01', ['slutenvard']],
      ['B-DIS-11', ['slutenvard']],
    ]);
  });

  it('[B-REP-01] [B-ADM-14] [B-ACK-01] [B-ANS-01] [B-DRP-01] [B-SCO-07] [B-CALL-02] [B-RDY-05] [B-MUN-01] [B-DIS-11] are done one after the other', () => {
    const chain = new CareChain();
    const done = () =>
      chained(chain)
        .explain('2026-11-27T16:00:00+01:00', AT.ward)
        .steps[0]?.steps.flatMap(({ rule, state }) => (state === 'done' ? [rule] : []));
    chain.admitted();
    expect(done()).toEqual(['B-ADM-14']);
    for (const unit of [AT.centre, AT.social, AT.homeCare]) chain.receipt(unit);
    expect(done()).toEqual(['B-ADM-14', 'B-ACK-01']);
    chain.answered();
    expect(done()).toEqual(['B-ADM-14', 'B-ACK-01', 'B-ANS-01']);
    chain.reported();
    chain.admit(chain.by(AT.homeCare, 'vardrapport'), '2026-11-24T11:00:00+01:00');
    expect(done()).toEqual(['B-REP-01', 'B-ADM-14', 'B-ACK-01', 'B-ANS-01', 'B-DRP-01']);
    chain.ready();
    expect(done()).toEqual(['B-REP-01', 'B-ADM-14', 'B-ACK-01', 'B-ANS-01', 'B-DRP-01', 'B-RDY-05']);
    for (const unit of [AT.social, AT.homeCare]) {
      chain.admit(chain.by(unit, 'kommunklar'), '2026-11-26T14:00:00+01:00');
    }
    chain.admit(chain.byWard('utskrivningsmeddelande'), '2026-11-27T14:05:00+01:00');
    expect(done()?.slice(-3)).toEqual(['B-RDY-05', 'B-MUN-01', 'B-DIS-11']);
  });

  it('have nothing done by a stay that is only planned', () => {
    const chain = new CareChain();
    const planned = { episodeId: 'K1', patient: TREAN, content: { plannedAdmission: '2026-11-30' } };
    chain.admit(telling('planerad-inskrivning', AT.ward, planned), '2026-11-23T09:00:00+01:00');
    const [view] = chained(chain).explain(THURSDAY, AT.ward).steps;
    expect(view?.steps.filter(({ state }) => state === 'done')).toEqual([]);
  });

  it.each([
    ['oppenvard', AT.centre],
    ['socialtjanst', AT.social],
    ['hemsjukvard', AT.homeCare],
    ['sabo', AT.housing],
  ])('[B-ANS-01] [B-MUN-01] have the answer, and kommunklar, of %s open until it has said so itself', (role, unit) => {
    const chain = role === 'sabo' ? housed() : new CareChain().admitted();
    const state = (rule: string) =>
      [unit, AT.ward].map(
        (one) =>
          chained(chain)
            .explain('2026-11-26T18:00:00+01:00', one)
            .steps[0]?.steps.find((step) => step.rule === rule)?.state,
      );
    const parties = chain.episode('K1').facts.parties;
    for (const party of parties.filter((one) => one.unit !== unit)) {
      chain.admit(chain.answer(party.unit), '2026-11-23T15:30:00+01:00');
    }
    expect(state('B-ANS-01')).toEqual(['open', 'open']);
    chain.admit(chain.answer(unit), '2026-11-23T16:00:00+01:00');
    expect(state('B-ANS-01')).toEqual(['done', 'done']);
    if (role === 'oppenvard') return;
    chain.reported().ready();
    for (const party of parties.filter((one) => one.unit !== unit && one.role !== 'oppenvard')) {
      chain.admit(chain.by(party.unit, 'kommunklar'), '2026-11-26T14:00:00+01:00');
    }
    expect(state('B-MUN-01')).toEqual(['open', 'open']);
    chain.admit(chain.by(unit, 'kommunklar'), '2026-11-26T15:00:00+01:00');
    expect(state('B-MUN-01')).toEqual(['done', 'done']);
  });

  it('[B-SCO-12] [B-MUN-01] show kommunklar as done to the branch that has said it, and again open when the ready notice is taken back', () => {
    const chain = new CareChain().admitted().answered().reported().ready();
    chain.admit(chain.by(AT.social, 'kommunklar'), '2026-11-26T14:00:00+01:00');
    const kommunklar = (unit: string) =>
      chained(chain)
        .explain('2026-11-26T17:00:00+01:00', unit)
        .steps[0]?.steps.find(({ rule }) => rule === 'B-MUN-01')?.state;
    expect([kommunklar(AT.social), kommunklar(AT.homeCare), kommunklar(AT.ward)]).toEqual(['done', 'open', 'open']);
    chain.admit(chain.byWard('utskrivningsklar-aterkallad', { reason: 'feber' }), '2026-11-26T16:00:00+01:00');
    expect(kommunklar(AT.social)).toBe('open');
  });

  it('[B-CALL-02] have the call to a SIP, for open care, where a need has been seen', () => {
    const chain = new CareChain().admitted();
    const sip = (unit: string) =>
      chained(chain)
        .explain(THURSDAY, unit)
        .steps[0]?.steps.find(({ rule }) => rule === 'B-CALL-02');
    expect(sip(AT.centre)).toBeUndefined();
    const { facts } = chain.episode('K1');
    Object.assign(facts, { sip: { need: { initiativeAt: '2026-11-24T10:00:00+01:00' } } });
    expect(sip(AT.centre)).toMatchObject({ state: 'open', roles: ['oppenvard'], checklist: { rule: 'B-REF-12' } });
    expect(sip(AT.social)).not.toHaveProperty('number');
  });

  it('[B-REF-12] [B-REP-08] [B-ANS-12] [B-DRP-09] link to the page of checklists where one helps, for whose step it is', () => {
    const stay = chained(new CareChain().admitted());
    const linked = (...units: string[]) =>
      stay
        .explain(THURSDAY, ...units)
        .steps.flatMap(({ steps }) => steps.flatMap(({ checklist, rule }) => (checklist ? [[rule, checklist]] : [])));
    const link = 'https://checklistor.blekinge.example/';
    expect(linked(AT.social)).toEqual([
      ['B-REP-01', { rule: 'B-REP-08', link }],
      ['B-ANS-01', { rule: 'B-ANS-12', link }],
    ]);
    expect(linked(AT.centre)).toEqual([['B-ANS-01', { rule: 'B-ANS-12', link }]]);
    expect(linked(AT.ward)).toEqual([['B-DRP-01', { rule: 'B-DRP-09', link }]]);
  });
});
