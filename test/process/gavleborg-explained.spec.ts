import { describe, expect, it } from '@jest/globals';

import type { Explanation } from '#domain/explain/explanation.js';

import { demoDirectory } from '../support/domain.js';
import { ExplainedStay, read } from '../support/explained.js';
import {
  at,
  colour,
  CONSENT,
  contact,
  Gavleborg,
  homeCare,
  housing,
  NO_CONSENT,
  openCare,
  ready,
  social,
  ward,
  ward14,
} from './gavleborg.js';

/** What the hub says in plain words of stays in Gävleborg, to operations and to those who take part. */

const WARD = 'Avdelning 12, medicin';
const CENTRE = 'Gävle Strand hälsocentral';
const HOME = 'Hemsjukvården Gävle';
const SOCIAL = 'Biståndsenheten Gävle';

/** A stay of category CD since Monday 08:15; home health care alone has not receipted. */
function unreceipted(hub = new Gavleborg()): ExplainedStay {
  hub.notice({ planningCategory: 'CD' });
  const stay = new ExplainedStay(hub, 'V1');
  stay.receipted(at('mon 08:50'), () => hub.receipts('mon 08:50', openCare, social));
  return stay;
}

const stepsOf = ({ steps }: Explanation, role: string) => steps.find((view) => view.role === role)?.steps ?? [];
const marked = (explanation: Explanation, role: string) =>
  stepsOf(explanation, role).map(({ number, state, text }) => `${String(number ?? '-')} ${state} ${text.sv}`);

describe('a stay in plain words', () => {
  it('[G-CAT-13] says how it stands since when, who has a part and by which rule', () => {
    expect(read(unreceipted().explain(at('mon 12:00')).standing)).toEqual([
      'Patienten är inskriven, enligt besked måndag 23 november kl. 08:15.',
      'Planeringskategorin är CD. Den berör socialtjänsten, hemsjukvården och öppenvården. [G-CAT-13]',
      `${WARD} har patienten.`,
      `${SOCIAL} är part, eftersom kategori CD berör socialtjänsten. [G-CAT-13]`,
      `${HOME} är part, eftersom kategori CD berör hemsjukvården. [G-CAT-13]`,
      `${CENTRE} är part, eftersom kategori CD berör öppenvården. [G-CAT-13]`,
      'Inskriven: måndag 23 november kl. 07:00.',
      'Beräknad utskrivning: fredag 27 november.',
    ]);
  });

  it('[G-ACK-03] [G-ACK-11] [G-ACK-12] says who is waited for until when, whom to call, and who hears of it next', () => {
    const stay = unreceipted();
    const before = stay.explain(at('mon 08:55')).waitedFor;
    expect(read(before)).toEqual([
      `${HOME} ska kvittera inskrivningsmeddelande från ${WARD} senast måndag 23 november kl. 09:00. [G-ACK-03]`,
      `  Kommer det inte, påminns ${HOME} måndag 23 november kl. 09:00. [G-ACK-12]`,
      `  Kommer det inte, får ${WARD} veta det måndag 23 november kl. 09:00. [G-ACK-12]`,
      '  Kommer det inte, får Enhetschef, kommunal hälso- och sjukvård Gävle veta det måndag 23 november kl. 11:00. [G-ACK-11]',
      '  Kommer det inte, får Driftledning, samordnad utskrivning veta det tisdag 24 november kl. 09:00. [G-ACK-11]',
    ]);
    expect(before).toMatchObject([
      { overdue: false, kind: 'kvittens', unit: { hsaId: homeCare, phone: expect.stringMatching(/^0/) } },
    ]);

    stay.passes(at('mon 09:00'));
    stay.passes(at('mon 11:00'));
    const after = stay.explain(at('mon 11:30')).waitedFor;
    expect(after).toMatchObject([{ code: 'awaits-receipt-overdue', overdue: true }]);
    expect(read(after, 'en')).toEqual([
      `${HOME} should have receipted admission notice from ${WARD} by Monday 23 November at 09:00, but has not. [G-ACK-03]`,
      `  If it does not come, ${HOME} is reminded on Monday 23 November at 13:00. [G-ACK-12]`,
      '  If it does not come, Driftledning, samordnad utskrivning will be told on Tuesday 24 November at 09:00. [G-ACK-11]',
    ]);
  });

  it('says that reminders wait for planned downtime, and that the deadline does not', () => {
    const downtime = [{ from: at('mon 08:00'), to: at('mon 10:00') }];
    const index = [...demoDirectory().units.keys()].indexOf(homeCare);
    const hub = new Gavleborg(demoDirectory({ [`units.${String(index)}.downtime`]: downtime }));
    const [awaited] = unreceipted(hub).explain(at('mon 08:55')).waitedFor;
    expect(awaited?.due.toISOString()).toBe(new Date(at('mon 09:00')).toISOString());
    expect(read(awaited?.then ?? [])).toEqual([
      `${HOME} har planerat driftstopp till måndag 23 november kl. 10:00. Påminnelser väntar så länge, tidsgränsen gör det inte.`,
      `Kommer det inte, får ${WARD} veta det måndag 23 november kl. 09:00. [G-ACK-12]`,
      `Kommer det inte, påminns ${HOME} måndag 23 november kl. 10:00. [G-ACK-12]`,
      'Kommer det inte, får Enhetschef, kommunal hälso- och sjukvård Gävle veta det måndag 23 november kl. 11:00. [G-ACK-11]',
      'Kommer det inte, får Driftledning, samordnad utskrivning veta det tisdag 24 november kl. 09:00. [G-ACK-11]',
    ]);
  });

  it('[G-ACK-12] [G-ADM-02] says what has happened in order, what it led to, and what was late', () => {
    const hub = new Gavleborg();
    const late = { content: { admittedAt: '2026-11-21T07:00:00+01:00', expectedDischarge: '2026-11-27' } };
    hub.notice({ planningCategory: 'C', ...late });
    const stay = new ExplainedStay(hub, 'V1');
    stay.passes(at('mon 09:00'));
    stay.receipted(at('mon 09:20'), () => hub.receipts('mon 09:20', social));
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:30'));
    const { happened } = stay.explain(at('thu 10:00'));
    expect(happened.map((item) => item.at?.toISOString())).toEqual(
      ['mon 08:15', 'mon 09:00', 'mon 09:00', 'mon 09:20', 'thu 09:30'].map((when) => new Date(at(when)).toISOString()),
    );
    expect(read(happened)).toEqual([
      `${WARD} skickade inskrivningsmeddelande.`,
      '  Vårdtillfället började som ”inskriven”.',
      `  Det gick till ${SOCIAL}.`,
      `  Därmed väntades kvittens på inskrivningsmeddelande från ${SOCIAL} senast måndag 23 november kl. 09:00. [G-ACK-03]`,
      `  Inskrivningsmeddelande från ${WARD} kom för sent, det skulle ha kommit senast söndag 22 november kl. 07:00. [G-ADM-02]`,
      `  Inskrivningsmeddelande med beräknat utskrivningsdatum från ${WARD} kom för sent, det skulle ha kommit senast söndag 22 november kl. 07:00. [G-ADM-33]`,
      '  Anmärkning: Meddelandet kom senare än regeln säger. [G-ADM-02]',
      '  Anmärkning: Meddelandet kom senare än regeln säger. [G-ADM-33]',
      '  Anmärkning: Något som rutinen kräver saknas: ankomstsamtalet hålls före meddelandet. [G-ADM-21]',
      `${SOCIAL} påmindes om kvittens på inskrivningsmeddelande. [G-ACK-12]`,
      `${WARD} fick veta att kvittens på inskrivningsmeddelande från ${SOCIAL} inte har kommit. [G-ACK-12]`,
      `${SOCIAL} kvitterade inskrivningsmeddelande för sent. Det skulle ha skett senast måndag 23 november kl. 09:00. [G-ACK-12]`,
      `${WARD} skickade utskrivningsklar.`,
      '  Läget ändrades från ”inskriven” till ”utskrivningsklar”.',
      `  Det gick till ${SOCIAL}.`,
      `  Därmed väntades kvittens på utskrivningsklar från ${SOCIAL} senast torsdag 26 november kl. 13:00. [G-ACK-03]`,
      `  Därmed väntades utskrivningsmeddelande från ${WARD} senast vid slutet av torsdag 26 november. [G-DIS-07]`,
      `  Därmed väntades slutanteckningar från ${WARD} senast vid slutet av torsdag 26 november. [G-XFER-01]`,
      `  Utskrivningsklar från ${WARD} kom i tid. [G-RDY-03]`,
    ]);
  });

  it('[G-ACK-07] [G-DIS-14] says what may be sent now, by whom, where it leads, and what stands in its way', () => {
    const { next } = unreceipted().explain(at('mon 12:00'));
    const lines = read(next);
    expect(lines.slice(0, 6)).toEqual([
      'Nu kan slutenvården skicka utskrivningsklar. Läget blir då ”utskrivningsklar”. [G-RDY-02]',
      'Nu kan slutenvården skicka utskrivningsmeddelande. Läget blir då ”utskriven”. [G-DIS-06]',
      '  Anmärks på annars: patientinformation från avdelningen och varje part. [G-DIS-14]',
      `    Patientinformation saknas från ${SOCIAL}, ${HOME} och ${CENTRE}.`,
      '  Anmärks på annars: slutanteckningar. [G-DIS-14]',
      '  Anmärks på annars: en namngiven fast vårdkontakt. [G-FVK-08]',
    ]);
    const refused = lines.indexOf(
      'Planeringsunderlag från öppenvården, socialtjänsten och hemsjukvården avvisas än så länge. [G-PLAN-09]',
    );
    expect(lines[refused + 1]).toBe(
      '  Ännu inte uppfyllt: alla parter har kvitterat det första inskrivningsmeddelandet. [G-ACK-07]',
    );
    expect(lines).toContainEqual(expect.stringMatching(/^Utan att läget ändras kan slutenvården skicka .*ADL-status/));
  });

  it('[G-FVK-02] [G-COL-16] says what is missing: date, care contact, colours and whose answers they wait for', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'CD', consent: CONSENT, content: { admittedAt: at('mon 07:00') } });
    const stay = new ExplainedStay(hub, 'V1');
    stay.receipted(at('mon 08:50'), () => hub.receipts('mon 08:50', openCare, social, homeCare));
    hub.sends(social, 'planeringsunderlag', 'mon 09:10', colour('gul'));
    const missing = () => read(stay.explain(at('mon 12:00')).missing).filter((line) => !line.includes('SIP'));
    expect(missing()).toEqual([
      `Beräknat utskrivningsdatum saknas. ${WARD} ska lämna det. [G-ADM-07]`,
      `Ingen fast vårdkontakt som samordnar är utsedd. Det ska göras av ${CENTRE}. [G-FVK-02]`,
      `Samlat färgspår saknas, eftersom färg inte har kommit från ${HOME} och ${CENTRE}. [G-PLAN-09]`,
    ]);
    hub.notice({ planningCategory: 'CD', consent: CONSENT }, 'mon 12:10');
    hub.sends(openCare, 'fast-vardkontakt', 'mon 12:20', contact('Frida Vik', { phone: '026-15 40 00' }));
    for (const party of [openCare, homeCare]) hub.sends(party, 'planeringsunderlag', 'mon 12:30', colour('gron'));
    const complete = stay.explain(at('mon 13:00'));
    expect(missing()).toEqual([]);
    expect(read(complete.standing)).toEqual(
      expect.arrayContaining([
        `Frida Vik är fast vårdkontakt och samordnar, utsedd av ${CENTRE}.`,
        'Samlat färgspår: gul.',
      ]),
    );
  });

  it('[G-ADM-08] [G-CON-03] [G-CON-04] [G-XFER-08] says which consent is missing since when, and what that stops', () => {
    const hub = new Gavleborg();
    hub.notice({ consent: { ...NO_CONSENT, recordedAt: at('mon 08:00') } });
    const { missing } = new ExplainedStay(hub, 'V1').explain(at('mon 12:00'));
    const lines = read(missing);
    const first = lines.findIndex((line) => line.startsWith('Samtycke till informationsöverföring'));
    expect(lines[first]).toBe(
      'Samtycke till informationsöverföring är nekat eller återkallat sedan måndag 23 november kl. 08:00. [G-ADM-08]',
    );
    expect(lines.slice(first + 1)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^ {2}Därför går vårdbegäran, planeringsunderlag, .* inte vidare till någon\. \[G-CON-03\]$/,
        ),
        '  Därför går slutanteckningar vidare utan innehåll. [G-XFER-08]',
        expect.stringMatching(
          /^ {2}Därför går inskrivningsmeddelande vidare utan orsak, mobilnummer, .* \[G-ADM-08\]$/,
        ),
      ]),
    );
  });

  it('of a stay that was entered in error says that, and waits for nothing', () => {
    const hub = new Gavleborg();
    const first = hub.notice();
    hub.sends(ward, 'makulering', 'mon 08:40', { content: { messageId: first.message.messageId, reason: 'fel' } });
    const explanation = new ExplainedStay(hub, 'V1').explain(at('mon 09:30'));
    expect(read(explanation.standing)[0]).toBe('Vårdtillfället är avbrutet sedan måndag 23 november kl. 08:15.');
    expect([explanation.waitedFor, explanation.missing]).toEqual([[], []]);
    expect(read(explanation.happened)[0]).toBe(`${WARD} skickade inskrivningsmeddelande, som sedan togs tillbaka.`);
  });

  it('[G-REQ-06] [G-REQ-08] tells of a request that came before the stay', () => {
    const hub = new Gavleborg();
    const early = { patient: hub.written(ward, 'inskrivningsmeddelande', 'mon 06:00', {}).patient, consent: CONSENT };
    hub.tell(hub.written(openCare, 'vardbegaran', 'mon 06:00', { ...early, episodeId: undefined }), at('mon 06:00'));
    hub.sends(ward, 'planerad-inskrivning', 'mon 07:00', { patient: early.patient });
    const planned = new ExplainedStay(hub, 'V1');
    expect(read(planned.explain(at('mon 07:10')).missing)).toContain(
      `Vårdbegäran från ${CENTRE} väntar på att vårdtillfället börjar, längst till onsdag 25 november kl. 06:00. [G-REQ-06]`,
    );
    expect(read(planned.explain(at('mon 07:10'), ward14).missing).join()).not.toContain('Vårdbegäran');
    hub.notice({}, 'mon 08:15');
    expect(read(planned.explain(at('mon 09:00')).happened)[0]).toBe(
      `${CENTRE} skickade vårdbegäran innan vårdtillfället fanns. Det väntade tills vårdtillfället började.`,
    );
  });
});

describe('what a party reads of a stay', () => {
  it('is what its units sent and got; of the others it knows whom the hub waits for', () => {
    const hub = new Gavleborg();
    const stay = unreceipted(hub);
    stay.receipted(at('mon 08:55'), () => hub.receipts('mon 08:55', homeCare));
    const asked = { recipients: [openCare], content: { text: 'Vem följer med?' } };
    hub.sends(homeCare, 'generellt-meddelande', 'mon 10:00', { ...asked, consent: CONSENT });
    const said = (...units: string[]) => read(stay.explain(at('mon 12:00'), ...units).happened).join('\n');
    expect(said(openCare)).toContain(`${HOME} skickade generellt meddelande.`);
    expect(said(social)).not.toContain('generellt meddelande');
    expect(said(ward14)).not.toContain('generellt meddelande');
    // To whom else the notice went is its sender's; so is what its sender was told.
    expect(said(social)).toContain(`Det gick till ${SOCIAL}.`);
    expect(said(ward14)).toContain(`Det gick till ${SOCIAL}, ${HOME} och ${CENTRE}.`);
    expect(said(social)).not.toContain('Anmärkning');
  });

  it('names a message that is waited for only to those who sent or got it', () => {
    const hub = new Gavleborg();
    const stay = unreceipted(hub);
    const awaited = (...units: string[]) => read(stay.explain(at('mon 08:55'), ...units).waitedFor)[0];
    expect(awaited(social)).toContain(`${HOME} ska kvittera inskrivningsmeddelande`);
    const other = hub.known(hub.written(ward, 'utskrivningsklar', 'mon 09:00', {}));
    expect(other.outstanding).toHaveLength(1);
    const unseen = new ExplainedStay(hub, 'V1');
    hub.deliveries.filter(({ unit }) => unit === social).forEach((delivery) => (delivery.state = 'misdirected'));
    expect(read(unseen.explain(at('mon 08:55'), social).waitedFor)[0]).toBe(
      `${HOME} ska kvittera ett meddelande senast måndag 23 november kl. 09:00. [G-ACK-03]`,
    );
  });

  it('never says who the patient is', () => {
    const hub = new Gavleborg();
    const stay = unreceipted(hub);
    hub.sends(openCare, 'fast-vardkontakt', 'mon 12:20', contact('Frida Vik'));
    for (const units of [[], [social], [ward]]) {
      expect(JSON.stringify(stay.explain(at('mon 13:00'), ...units))).not.toMatch(/Tolvan|191212121212/);
    }
  });
});

describe('the steps of the ward and of the receivers', () => {
  const admittedOnly = () => new ExplainedStay(unreceipted().world, 'V1');

  it('[G-PLAN-28] are for the ward its eight, numbered, with those of the receivers between them', () => {
    const steps = stepsOf(admittedOnly().explain(at('mon 12:00'), ward), 'slutenvard');
    expect(
      steps.filter(({ number }) => number !== undefined).map(({ number, text, rule }) => [number, text.sv, rule]),
    ).toEqual(
      [
        'Ankomstsamtal',
        'Uppskatta utskrivningsdagen inom 24 timmar',
        'Inskrivningsmeddelande och planeringsunderlag',
        'Fortlöpande planering',
        'Slutanteckningar',
        'Klargör läkaransvaret efter utskrivningen',
        'Material och hjälpmedel till hemgången',
        'Skriftlig information till patienten',
      ].map((text, index) => [index + 1, text, 'G-PLAN-28']),
    );
    const others = steps.filter(({ number }) => number === undefined);
    expect(others.every(({ roles, rule }) => !roles.includes('slutenvard') && rule === 'G-PLAN-29')).toBe(true);
    expect(others).toHaveLength(8);
  });

  it('[G-PLAN-28] are done as the ward says what they ask for', () => {
    const hub = new Gavleborg();
    const content = { admittedAt: at('mon 07:00') };
    hub.notice({ planningCategory: 'CD', content });
    const stay = new ExplainedStay(hub, 'V1');
    const states = () => stepsOf(stay.explain(at('fri 12:00'), ward), 'slutenvard').filter(({ number }) => number);
    const done = () => states().flatMap(({ number, state }) => (state === 'done' ? [number] : []));
    const unseen = () => states().flatMap(({ number, state }) => (state === 'unseen' ? [number] : []));
    expect([done(), unseen()]).toEqual([[], [4, 7]]);
    hub.notice(
      { planningCategory: 'CD', content: { ...content, arrivalTalk: { heldAt: at('mon 07:40') } } },
      'mon 09:00',
    );
    expect(done()).toEqual([1]);
    hub.notice({ planningCategory: 'CD', content: { ...content, expectedDischarge: '2026-11-27' } }, 'mon 10:00');
    expect(done()).toEqual([1, 2]);
    hub.sends(ward, 'planeringsunderlag', 'mon 11:00', { consent: CONSENT });
    expect(done()).toEqual([1, 2, 3]);
    hub.sends(ward, 'slutanteckningar', 'thu 11:00', { consent: CONSENT });
    expect(done()).toEqual([1, 2, 3, 5, 6]);
    hub.sends(ward, 'patientinformation', 'thu 12:00');
    expect(done()).toEqual([1, 2, 3, 5, 6, 8]);
  });

  it('[G-PLAN-28] without consent the final notes say nothing of the physician', () => {
    const hub = new Gavleborg();
    hub.notice({ consent: NO_CONSENT });
    hub.sends(ward, 'slutanteckningar', 'thu 11:00');
    const steps = stepsOf(new ExplainedStay(hub, 'V1').explain(at('thu 12:00'), ward), 'slutenvard');
    expect(steps.filter(({ number }) => number === 5 || number === 6).map(({ state }) => state)).toEqual([
      'done',
      'open',
    ]);
  });

  it('[G-PLAN-29] are for each receiver those of its role, done when it has done its part', () => {
    const hub = new Gavleborg();
    const stay = unreceipted(hub);
    const receivers = (role: string, unit: string) =>
      marked(stay.explain(at('fri 12:00'), unit), role).filter((line) => !line.startsWith('-'));
    expect(receivers('socialtjanst', social)).toEqual([
      '1 done Kvittera inskrivningsmeddelandet',
      '2 open Vårdbegäran vid behov, och planeringsunderlag',
      '3 unseen Egen planering',
      '4 open Kvittera utskrivningsklar',
      '5 unseen Ta emot patienten hemma samma dag',
      '6 unseen Följ upp hemma vid behov',
    ]);
    // Home health care has not receipted: the step is done for the others and open for it.
    expect(receivers('hemsjukvard', homeCare)[0]).toBe('1 open Kvittera inskrivningsmeddelandet');
    hub.receipts('mon 09:10', homeCare);
    expect(receivers('hemsjukvard', homeCare)[0]).toBe('1 done Kvittera inskrivningsmeddelandet');
    hub.sends(openCare, 'planeringsunderlag', 'mon 10:00', { consent: CONSENT });
    hub.sends(openCare, 'fast-vardkontakt', 'mon 10:10', contact('Frida Vik'));
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:30'));
    hub.receipts('thu 10:00', openCare);
    expect(receivers('oppenvard', openCare)).toEqual([
      '1 done Kvittera inskrivningsmeddelandet',
      '2 done Vårdbegäran vid behov, och planeringsunderlag',
      '3 unseen Egen planering',
      '4 done Utse fast vårdkontakt',
      '5 done Kvittera utskrivningsklar',
      '6 unseen Ta emot patienten hemma samma dag',
      '7 unseen Följ upp hemma vid behov',
      '8 open Kalla till SIP',
    ]);
    const consent = { given: true, scope: ['sip'], actors: [openCare, social, homeCare] };
    hub.sends(openCare, 'sip-kallelse', 'thu 11:00', { recipients: [social, homeCare], consent });
    expect(receivers('oppenvard', openCare)[7]).toBe('8 done Kalla till SIP');
    expect(receivers('socialtjanst', social)[1]).toBe('2 open Vårdbegäran vid behov, och planeringsunderlag');
  });

  it('[G-PLAN-29] leave out the care contact and the SIP where the category asks for none', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'B', content: { admittedAt: at('mon 07:00'), physicianAssessed: true } });
    const lines = marked(new ExplainedStay(hub, 'V1').explain(at('mon 12:00'), openCare), 'oppenvard');
    expect(lines.filter((line) => /fast vårdkontakt|SIP/.test(line))).toEqual([]);
    expect(lines.filter((line) => !line.startsWith('-'))).toHaveLength(6);
  });

  it('[G-PLAN-28] [G-PLAN-29] are each the step of these roles, and of no others', () => {
    const health = ['hemsjukvard', 'oppenvard', 'sabo'];
    const receivers = [...health, 'socialtjanst'];
    const owners = new Map<string, Set<string>>();
    for (const planningCategory of ['CD', 'E'] as const) {
      const hub = new Gavleborg();
      hub.notice({ planningCategory });
      for (const step of stepsOf(new ExplainedStay(hub, 'V1').explain(at('mon 12:00')), 'slutenvard')) {
        owners.set(step.text.sv, new Set([...(owners.get(step.text.sv) ?? []), ...step.roles]));
      }
    }
    expect([...owners].map(([step, roles]) => [step, [...roles].sort()])).toEqual([
      ['Ankomstsamtal', ['slutenvard']],
      ['Uppskatta utskrivningsdagen inom 24 timmar', ['slutenvard']],
      ['Inskrivningsmeddelande och planeringsunderlag', ['slutenvard']],
      ['Kvittera inskrivningsmeddelandet', receivers],
      ['Vårdbegäran vid behov, och planeringsunderlag', receivers],
      ['Fortlöpande planering', ['slutenvard']],
      ['Egen planering', receivers],
      ['Utse fast vårdkontakt', health],
      ['Kvittera utskrivningsklar', receivers],
      ['Slutanteckningar', ['slutenvard']],
      ['Klargör läkaransvaret efter utskrivningen', ['slutenvard']],
      ['Material och hjälpmedel till hemgången', ['slutenvard']],
      ['Skriftlig information till patienten', ['slutenvard']],
      ['Ta emot patienten hemma samma dag', receivers],
      ['Följ upp hemma vid behov', receivers],
      ['Kalla till SIP', health],
    ]);
  });

  it('[G-PLAN-28] of the ward are not done by what the others say', () => {
    const hub = new Gavleborg();
    const parties = [openCare, social, homeCare];
    hub.notice({ planningCategory: 'CD' });
    hub.receipts('mon 08:50', ...parties);
    for (const party of parties) {
      hub.sends(party, 'planeringsunderlag', 'mon 10:00', { consent: CONSENT });
      hub.sends(party, 'patientinformation', 'mon 11:00');
    }
    const housed = new Gavleborg();
    housed.notice({ planningCategory: 'E' });
    housed.receipts('mon 08:50', openCare, social, housing);
    housed.sends(housing, 'planeringsunderlag', 'mon 10:00', { consent: CONSENT });
    housed.sends(housing, 'patientinformation', 'mon 11:00');
    for (const one of [hub, housed]) {
      const steps = stepsOf(new ExplainedStay(one, 'V1').explain(at('mon 12:00'), ward), 'slutenvard');
      const open = steps.filter(({ number, state }) => number !== undefined && state === 'open');
      expect(open.map(({ number }) => number)).toEqual([3, 5, 6, 8]);
    }
  });

  it('[G-PLAN-28] have no notice done where the ward skipped it', () => {
    const hub = new Gavleborg();
    const patient = hub.written(ward, 'inskrivningsmeddelande', 'mon 06:00', {}).patient;
    hub.sends(ward, 'utskrivningsklar', 'mon 09:30', { ...ready('mon 09:30'), patient, planningCategory: 'CD' });
    hub.sends(ward, 'planeringsunderlag', 'mon 10:00', { consent: CONSENT });
    const steps = stepsOf(new ExplainedStay(hub, 'V1').explain(at('mon 12:00'), ward), 'slutenvard');
    expect(steps.find(({ number }) => number === 3)?.state).toBe('open');
  });

  it.each([
    ['oppenvard', openCare, 'CD'],
    ['socialtjanst', social, 'CD'],
    ['hemsjukvard', homeCare, 'CD'],
    ['sabo', housing, 'E'],
  ] as const)(
    '[G-PLAN-29] have the planning answers of %s open until it has given its own',
    (role, unit, planningCategory) => {
      const hub = new Gavleborg();
      hub.notice({ planningCategory });
      const parties = hub.episode().facts.parties.map((party) => party.unit);
      hub.receipts('mon 08:50', ...parties);
      const stay = new ExplainedStay(hub, 'V1');
      const own = (...units: string[]) =>
        stepsOf(stay.explain(at('mon 12:00'), ...units), units.length === 0 ? 'slutenvard' : role).find(({ text }) =>
          text.sv.startsWith('Vårdbegäran'),
        )?.state;
      for (const party of parties.filter((one) => one !== unit)) {
        hub.sends(party, 'planeringsunderlag', 'mon 10:00', { consent: CONSENT });
      }
      expect([own(unit), own()]).toEqual(['open', 'open']);
      hub.sends(unit, 'planeringsunderlag', 'mon 10:10', { consent: CONSENT });
      expect([own(unit), own()]).toEqual(['done', 'done']);
    },
  );

  it('are shown to operations as each role has them', () => {
    expect(
      admittedOnly()
        .explain(at('mon 12:00'))
        .steps.map(({ role }) => role),
    ).toEqual(['slutenvard', 'oppenvard', 'socialtjanst', 'hemsjukvard']);
  });
});
