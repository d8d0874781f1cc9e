import { describe, expect, it } from '@jest/globals';
import type { Content, Message, Patient } from '#domain/message.js';

import { AT, CareChain, CRITERIA, NO, notice, silentNotice, telling, TREAN, YES } from '../support/blekinge.js';
import { demoDirectory, told } from '../support/domain.js';

/** What each message of the chain is asked for, and where it is not asked for it. */

const MORNING = '2026-11-23T09:00:00+01:00';
const NOON = '2026-11-27T12:00:00+01:00';

/** What a message is told by one rule, `refused` or `remarked` with the code; nothing where it is accepted without a word of it. */
function toldBy(rule: string, chain: CareChain, message: Message, at = NOON): string[] {
  const decision = chain.decide(message, at);
  const reasons = decision.kind === 'refused' ? decision.reasons : decision.plan.answer.warnings;
  const its = reasons.filter((reason) => reason.rule === rule).map(({ code }) => code);
  if (decision.kind === 'accepted') return its.map((code) => `remarked ${code}`);
  return its.length > 0 ? its.map((code) => `refused ${code}`) : [`refused otherwise: ${told(reasons).join(', ')}`];
}

const without = (whole: object, field: string): Content =>
  Object.fromEntries(Object.entries(whole).filter(([key]) => key !== field));

const admitted = (changes: Partial<Message> = {}) => new CareChain().admitted(changes);
const readyChain = () => admitted().answered().reported().ready();
const untilDischarge = () => new CareChain().untilDischarge();
const silent = () => {
  const chain = new CareChain();
  chain.admit(silentNotice(), MORNING);
  return chain;
};

describe('the admission notice', () => {
  it('[B-ADM-06] says whether the person consents, unless the chain knows it', () => {
    expect(toldBy('B-ADM-06', new CareChain(), { ...silentNotice(), consent: undefined })).toEqual([
      'remarked incomplete',
    ]);
    expect(toldBy('B-ADM-06', new CareChain(), silentNotice())).toEqual([]);
    expect(toldBy('B-ADM-06', new CareChain(), notice())).toEqual([]);
    expect(toldBy('B-ADM-06', silent(), { ...silentNotice(), consent: undefined })).toEqual([]);
    expect(toldBy('B-ADM-06', admitted(), notice({ consent: undefined }))).toEqual([]);
  });

  it.each([
    ['reason', { reason: undefined }],
    ['expectedDischarge', { expectedDischarge: undefined }],
  ])(
    '[B-ADM-07] with consent holds %s, which a later one need not repeat; without consent it need not',
    (_field, missing) => {
      const content = {
        reason: 'Hjärtsvikt',
        expectedDischarge: '2026-11-27',
        admittedAt: '2026-11-23T07:00:00+01:00',
      };
      expect(toldBy('B-ADM-07', new CareChain(), notice({ content: { ...content, ...missing } }))).toEqual([
        'refused missing-field',
      ]);
      expect(toldBy('B-ADM-07', admitted({ content }), notice({ content: { ...content, ...missing } }))).toEqual([]);
      expect(toldBy('B-ADM-07', new CareChain(), silentNotice(missing))).toEqual([]);
      const unexplained = without(content, 'reason');
      const known = new CareChain();
      known.admit(
        { ...notice({ consent: NO }), content: { expectedDischarge: '2026-11-27' } },
        '2026-11-23T09:00:00+01:00',
      );
      expect(toldBy('B-ADM-07', known, { ...notice(), content: unexplained })).toEqual(['refused missing-field']);
    },
  );

  it('[B-ADM-17] is told of a discharge before the admission by its own date, and by that of the chain where it has none', () => {
    const early = { expectedDischarge: '2026-11-22' };
    expect(toldBy('B-ADM-17', new CareChain(), notice({ content: early }))).toEqual(['refused contradiction']);
    expect(toldBy('B-ADM-17', admitted(), notice({ content: { ...early, admittedAt: undefined } }))).toEqual([
      'refused contradiction',
    ]);
    const moved = { admittedAt: '2026-11-20T08:00:00+01:00', ...early };
    expect(toldBy('B-ADM-17', admitted(), notice({ content: moved }))).toEqual([]);
  });

  it('[B-ADM-13] may come at once, but for places of observation', () => {
    const soon = (sender: string) => notice({ sender, sentAt: '2026-11-23T08:00:00+01:00' });
    expect(toldBy('B-ADM-13', new CareChain(), soon(AT.ward), MORNING)).toEqual([]);
    for (const place of [AT.moa, AT.aka, AT.piva, AT.paka]) {
      expect([place, toldBy('B-ADM-13', new CareChain(), soon(place), MORNING)]).toEqual([
        place,
        ['remarked out-of-order'],
      ]);
    }
  });

  it('[B-ADM-14] is sent by no emergency department, psychiatric or not', () => {
    const directory = demoDirectory();
    for (const { hsaId } of [...directory.units.values()].filter(
      ({ type }) => type === 'akut' || type === 'psykakut',
    )) {
      expect([hsaId, toldBy('B-ADM-14', new CareChain(), notice({ sender: hsaId }))[0]]).toEqual([
        hsaId,
        'refused sender-role',
      ]);
    }
    expect([...directory.units.values()].map(({ type }) => type)).toEqual(expect.arrayContaining(['akut', 'psykakut']));
  });

  const unsaid: Content = { placedBy: 'Karlskrona kommun', compulsoryCare: 'LPT' };
  const instants = { assessedAt: '2026-11-23T07:30:00+01:00', needIdentifiedAt: '2026-11-23T07:40:00+01:00' };
  it.each(Object.entries({ ...unsaid, ...instants }))(
    '[B-ADM-08] without consent does not pass on %s',
    (field, value) => {
      const sent = (consent: object) => {
        const message = notice({ content: { reason: undefined, admittedAt: undefined, [field]: value }, ...consent });
        const decision = new CareChain().decide(message, NOON);
        return decision.kind === 'accepted' ? decision.plan.message.content[field] : told(decision.reasons);
      };
      expect(sent({ consent: NO })).toBeUndefined();
      expect(sent({ consent: YES })).toEqual(['missing-field B-ADM-07']);
      const whole = new CareChain().admit(notice({ content: { [field]: value } }), NOON);
      expect(whole.message.content[field]).toEqual(value);
    },
  );

  it('[B-ADM-08] without consent is refused when it tells of the arrival talk', () => {
    const arrivalTalk = { heldAt: '2026-11-23T07:40:00+01:00' };
    expect(toldBy('B-ADM-08', new CareChain(), silentNotice({ arrivalTalk }))).toEqual(['refused consent-required']);
  });

  it('[B-ADM-10] [B-ADM-01] is remarked upon when it lacks a date that may come later', () => {
    const dates = (missing: object) => silentNotice({ admittedAt: '2026-11-23T07:00:00+01:00', ...missing });
    expect(toldBy('B-ADM-10', new CareChain(), dates({ expectedDischarge: undefined }))).toEqual([
      'remarked date-missing',
    ]);
    expect(toldBy('B-ADM-01', new CareChain(), dates({ admittedAt: undefined }))).toContain('remarked date-missing');
    expect(toldBy('B-ADM-10', new CareChain(), dates({}))).toEqual([]);
  });

  it.each(['1060', '1080', '1081', '1082', '1083'])(
    '[B-SCO-01] is for people of municipality %s, and a vårdrapport too',
    (municipality) => {
      const patient = { ...TREAN, municipality };
      const named = { patient, recipients: [AT.social, AT.homeCare] };
      expect(toldBy('B-SCO-01', new CareChain(), notice(named))).toEqual([]);
      expect(toldBy('B-SCO-01', new CareChain(), report(patient))).toEqual([]);
    },
  );

  it('[B-SCO-01] from elsewhere is remarked upon; where nobody knows from where, nothing is', () => {
    const patient = { ...TREAN, municipality: '2180' };
    const named = { patient, recipients: [AT.social, AT.homeCare] };
    expect(toldBy('B-SCO-01', new CareChain(), notice(named))).toEqual(['remarked outside-target-group']);
    expect(toldBy('B-SCO-01', new CareChain(), report(patient))).toEqual(['remarked outside-target-group']);
    const unknown = without(TREAN, 'municipality') as unknown as Patient;
    expect(
      toldBy('B-SCO-01', new CareChain(), notice({ patient: unknown, recipients: [AT.social, AT.homeCare] })),
    ).toEqual([]);
    expect(toldBy('B-SCO-01', new CareChain(), report(unknown))).toEqual([]);
  });
});

/** A vårdrapport of home health care before the stay. */
function report(patient: Message['patient']): Message {
  return telling('vardrapport', AT.homeCare, { patient });
}

describe('a vårdrapport', () => {
  it('[B-ADM-09] before the stay asks for no consent; in the chain it does, to what the chain is about', () => {
    expect(toldBy('B-ADM-09', new CareChain(), report(TREAN))).toEqual([]);
    const chain = silent();
    expect(toldBy('B-ADM-09', chain, chain.by(AT.homeCare, 'vardrapport'))).toEqual(['refused consent-required']);
    const toPlan = admitted({
      consent: { given: true, scope: ['sip'] },
      content: { reason: undefined, admittedAt: undefined },
    });
    expect(toldBy('B-ADM-09', toPlan, toPlan.by(AT.homeCare, 'vardrapport'))).toEqual(['refused consent-required']);
    expect(toldBy('B-ADM-09', admitted(), admitted().by(AT.homeCare, 'vardrapport'))).toEqual([]);
  });

  it.each([AT.piva, AT.paka, AT.moa, AT.aka])(
    '[B-REP-07] before the stay goes to no place of observation, such as %s',
    (place) => {
      const named = new CareChain().decide({ ...report(TREAN), recipients: [place] }, NOON);
      const all = new CareChain().decide(report(TREAN), NOON);
      const reached = [named, all].flatMap((one) =>
        one.kind === 'accepted' ? one.plan.deliveries.map(({ unit }) => unit) : [],
      );
      expect(reached).not.toContain(place);
    },
  );
});

describe('an answer to the notice', () => {
  const ofCentre = (content: Content) => (chain: CareChain) =>
    chain.by(AT.centre, 'svar-pa-inskrivning', { information: undefined, contacts: undefined, ...content });
  const careContact = { name: 'Dag Distriktsson', title: 'distriktssköterska', phone: '08-465 004 83' };

  it('[B-ANS-06] says something: what there is to tell, that there is nothing, or afterwards who the care contact is', () => {
    const alone = ofCentre({ careContact });
    expect(toldBy('B-ANS-06', admitted(), ofCentre({})(admitted()))).toEqual(['refused missing-field']);
    expect(toldBy('B-ANS-06', admitted(), ofCentre({ information: 'Hör dåligt' })(admitted()))).toEqual([]);
    expect(toldBy('B-ANS-06', admitted(), ofCentre({ nothingToTell: true })(admitted()))).toEqual([]);
    expect(toldBy('B-ANS-06', admitted(), alone(admitted()))).toEqual(['refused missing-field']);
    const chain = admitted();
    for (const unit of [AT.social, AT.homeCare]) chain.admit(chain.answer(unit), NOON);
    expect(toldBy('B-ANS-06', chain, alone(chain))).toEqual(['refused missing-field']);
    chain.admit(ofCentre({ information: 'Hör dåligt' })(chain), NOON);
    expect(toldBy('B-ANS-06', chain, alone(chain))).toEqual([]);
    expect(toldBy('B-ANS-06', chain, ofCentre({})(chain))).toEqual(['refused missing-field']);
  });

  it('[B-ANS-06] an answer of special housing does not open the way for a care contact alone either', () => {
    const chain = admitted({ needs: ['sabo', 'socialtjanst', 'oppenvard'] });
    chain.admit(chain.answer(AT.housing), NOON);
    expect(toldBy('B-ANS-06', chain, ofCentre({ careContact })(chain))).toEqual(['refused missing-field']);
  });

  it('[B-ANS-07] does not both tell something and say that there is nothing', () => {
    expect(
      toldBy('B-ANS-07', admitted(), ofCentre({ information: 'Hör dåligt', nothingToTell: true })(admitted())),
    ).toEqual(['refused contradiction']);
    expect(toldBy('B-ANS-07', admitted(), ofCentre({ nothingToTell: true })(admitted()))).toEqual([]);
  });

  const REACH = { name: 'Bo Handläggarsson', phone: '031-390 06 40' };
  const chainWith = (unit: string) =>
    admitted(unit === AT.housing ? { needs: ['sabo', 'socialtjanst', 'oppenvard'] } : {});

  it.each([AT.social, AT.homeCare, AT.housing])(
    '[B-ANS-08] of the municipality, at %s, names whom to reach and how',
    (unit) => {
      const of = (content: Content) => {
        const chain = chainWith(unit);
        return toldBy('B-ANS-08', chain, chain.by(unit, 'svar-pa-inskrivning', { contacts: undefined, ...content }));
      };
      const informs = { information: 'Hör dåligt' };
      const nothing = { information: undefined, nothingToTell: true };
      expect(of({ ...informs, contacts: [REACH] })).toEqual([]);
      expect(of(informs)).toEqual(['refused missing-field']);
      expect(of({ ...informs, contacts: [{ name: REACH.name }] })).toEqual(['refused missing-field']);
      expect(of({ ...informs, contacts: [{ phone: REACH.phone }] })).toEqual(['refused missing-field']);
      expect(of({ ...nothing, contacts: [REACH] })).toEqual([]);
      expect(of(nothing)).toEqual(['remarked incomplete']);
      expect(of({ ...nothing, contacts: [{ name: REACH.name }] })).toEqual(['remarked incomplete']);
      expect(of({ ...nothing, contacts: [{ phone: REACH.phone }] })).toEqual(['remarked incomplete']);
    },
  );

  it('[B-ANS-08] of open care names nobody else', () => {
    expect(toldBy('B-ANS-08', admitted(), ofCentre({ information: 'Hör dåligt' })(admitted()))).toEqual([]);
    expect(toldBy('B-ANS-08', admitted(), ofCentre({ nothingToTell: true })(admitted()))).toEqual([]);
  });

  it('[B-ANS-09] of open care gives the telephone number of the care contact that it names', () => {
    const unreachable = without(careContact, 'phone');
    const informs = { information: 'Hör dåligt' };
    expect(toldBy('B-ANS-09', admitted(), ofCentre({ ...informs, careContact })(admitted()))).toEqual([]);
    expect(toldBy('B-ANS-09', admitted(), ofCentre(informs)(admitted()))).toEqual([]);
    expect(toldBy('B-ANS-09', admitted(), ofCentre({ ...informs, careContact: unreachable })(admitted()))).toEqual([
      'refused missing-field',
    ]);
    const ofHome = admitted().by(AT.homeCare, 'svar-pa-inskrivning', { careContact: unreachable });
    expect(toldBy('B-ANS-09', admitted(), ofHome)).toEqual([]);
  });

  it('[B-ANS-15] of open care names the care contact, unless it has; the municipality is not asked for one', () => {
    const chain = admitted();
    const unsaid = ofCentre({ information: 'Hör dåligt' });
    expect(toldBy('B-ANS-15', chain, chain.answer(AT.homeCare))).toEqual([]);
    expect(toldBy('B-ANS-15', chain, unsaid(chain))).toEqual(['remarked incomplete']);
    chain.admit(chain.answer(AT.centre), NOON);
    expect(toldBy('B-ANS-15', chain, unsaid(chain))).toEqual([]);
  });
});

describe('a discharge report', () => {
  it.each(['medicalPlan', 'nursingStatus'])('[B-DRP-11] holds %s, or one before it does', (field) => {
    const without = { [field]: undefined };
    const chain = admitted();
    const other = field === 'medicalPlan' ? { medicalPlan: undefined } : { nursingStatus: undefined };
    expect(toldBy('B-DRP-11', chain, chain.byWard('utskrivningsrapport', without))).toEqual(['remarked incomplete']);
    chain.admit(chain.byWard('utskrivningsrapport', other), NOON);
    expect(toldBy('B-DRP-11', chain, chain.byWard('utskrivningsrapport', without))).toEqual(['remarked incomplete']);
    chain.admit(chain.byWard('utskrivningsrapport'), NOON);
    expect(toldBy('B-DRP-11', chain, chain.byWard('utskrivningsrapport', without))).toEqual([]);
  });
});

describe('consent to a plan alone', () => {
  it.each([
    [AT.ward, 'utskrivningsrapport'],
    [AT.ward, 'extrameddelande'],
    [AT.ward, 'utskrivningsklar'],
    [AT.centre, 'svar-pa-inskrivning'],
    [AT.social, 'kommunklar'],
  ] as const)('[B-ADM-09] is none to what is told in the chain: %s %s', (unit, kind) => {
    const chain = admitted({
      content: { reason: undefined, admittedAt: undefined },
      consent: { given: true, scope: ['sip'] },
    });
    const message = unit === AT.ward ? chain.byWard(kind) : chain.by(unit, kind);
    expect(toldBy('B-ADM-09', chain, message)).toEqual(['refused consent-required']);
  });

  it.each(['utskrivningsklar-aterkallad', 'utskrivning-aterkallad'] as const)(
    '[B-CON-02] once it is taken back, %s is known to the hospital and told to nobody',
    (kind) => {
      const chain = new CareChain();
      chain
        .admitted({ consent: { given: true, scope: ['informationsoverforing', 'sip'] } })
        .answered()
        .reported()
        .ready();
      if (kind === 'utskrivning-aterkallad')
        chain.municipalityReady().admit(chain.byWard('utskrivningsmeddelande'), NOON);
      chain.admit(chain.by(AT.social, 'samtycke-aterkallat', { scope: ['informationsoverforing'] }), NOON);
      const decision = chain.decide(chain.byWard(kind), NOON);
      expect(decision.kind === 'accepted' && decision.plan.deliveries).toEqual([]);
      expect(toldBy('B-CON-02', chain, chain.byWard(kind))).toEqual(['remarked consent-missing']);
    },
  );
});

describe('utskrivningsklar', () => {
  const TITLES = [
    ...['läkare', 'överläkare', 'biträdande överläkare', 'specialistläkare', 'avdelningsläkare', 'underläkare'],
    ...['ST-läkare', 'AT-läkare', 'BT-läkare', 'psykiatriker', 'geriatriker'],
    ...['Läkare', 'Överläkare', 'Specialistläkare', 'Underläkare'],
  ];
  const judgedBy = (assessedBy: Content) => readyChain().byWard('utskrivningsklar', { assessedBy });

  it.each(TITLES)('[B-RDY-01] is decided by a doctor, such as one with the title %s', (title) => {
    expect(toldBy('B-RDY-01', readyChain(), judgedBy({ name: 'Disa Doktor', title }))).toEqual([]);
  });

  it('[B-RDY-01] of somebody with another title is remarked upon; a title that is missing is none', () => {
    expect(toldBy('B-RDY-01', readyChain(), judgedBy({ name: 'Siv Syster', title: 'sjuksköterska' }))).toEqual([
      'remarked inconsistent',
    ]);
    expect(toldBy('B-RDY-01', readyChain(), judgedBy({ name: 'Disa Doktor' }))).toEqual([]);
  });

  const override = { reason: 'Bedömd vid ronden' };
  it('[B-RDY-03] is refused when nobody was told, and remarked upon when a reason is given; not both', () => {
    const told = (content: Content) =>
      toldBy('B-RDY-03', readyChain(), readyChain().byWard('utskrivningsklar', content));
    expect(told({ informedOrally: false })).toEqual(['refused missing-field']);
    expect(told({ informedOrally: false, override })).toEqual(['remarked incomplete']);
    expect(told({ informedOrally: true, override })).toEqual([]);
    expect(told({ informedOrally: true })).toEqual([]);
  });

  it.each([
    ['mobility alone', { activity: undefined }, false],
    ['activity alone', { mobility: undefined }, false],
    ['both', {}, true],
  ])(
    '[B-RDY-04] is preceded by a report of %s, also where a reason lifts the stop: enough %s',
    (_what, content, isEnough) => {
      const chain = admitted().answered();
      chain.admit(chain.byWard('utskrivningsrapport', content), NOON);
      const stops = toldBy('B-RDY-04', chain, chain.byWard('utskrivningsklar'));
      const lifted = toldBy('B-RDY-04', chain, chain.byWard('utskrivningsklar', { override }));
      expect([stops, lifted]).toEqual(isEnough ? [[], []] : [['refused not-yet'], ['remarked incomplete']]);
    },
  );
});

describe('kommunklar', () => {
  const of = (rule: string, content: Content, chain = readyChain()) =>
    toldBy(rule, chain, chain.by(AT.social, 'kommunklar', content));
  const decided = {
    ...{ decided: true, interventions: [{ name: 'Dusch' }], executableFrom: '2026-11-27' },
    contacts: [{ unit: 'Hemtjänsten', phone: '031-390 06 41' }],
  };
  const nothing = { decided: false, interventions: undefined, executableFrom: undefined, contacts: undefined };

  it.each([
    ['B-MUN-03', 'interventions'],
    ['B-MUN-04', 'executableFrom'],
    ['B-MUN-05', 'contacts'],
  ])('[%s] holds %s where something was decided, and nowhere else', (rule, field) => {
    expect(of(rule, decided)).toEqual([]);
    expect(of(rule, { ...decided, [field]: undefined })).toEqual(['refused missing-field']);
    expect(of(rule, nothing)).toEqual([]);
  });

  it('[B-MUN-07] does not say what was decided where nothing was', () => {
    expect(of('B-MUN-07', nothing)).toEqual([]);
    expect(of('B-MUN-07', decided)).toEqual([]);
    expect(of('B-MUN-07', { ...nothing, interventions: decided.interventions })).toEqual(['refused contradiction']);
    expect(of('B-MUN-07', { ...nothing, executableFrom: decided.executableFrom })).toEqual(['refused contradiction']);
  });

  it('[B-PLN-02] under SoL comes after a planned treatment; otherwise the day of the decision says nothing', () => {
    const early = { ...decided, interventions: [{ name: 'Dusch', law: 'SoL' }], decidedOn: '2026-11-20' };
    const planned = () => {
      const chain = new CareChain();
      const content = { plannedAdmission: '2026-11-23', expectedDischarge: '2026-11-27' };
      chain.admit(
        telling('planerad-inskrivning', AT.ward, { episodeId: 'K1', patient: TREAN, content }),
        '2026-11-16T09:00:00+01:00',
      );
      return chain.admitted().answered().reported().ready();
    };
    expect(of('B-PLN-02', early, planned())).toEqual(['remarked inconsistent']);
    expect(of('B-PLN-02', { ...early, decidedOn: '2026-11-24' }, planned())).toEqual([]);
    expect(of('B-PLN-02', { ...early, interventions: [{ name: 'Sår', law: 'HSL' }] }, planned())).toEqual([]);
    expect(of('B-PLN-02', early)).toEqual([]);
  });

  it('[B-MUN-01] [B-DIS-09] the chain is kommunklar when each branch with a part has said it since the patient was ready', () => {
    const chain = admitted().answered().reported().ready();
    const said = (unit: string) => chain.admit(chain.by(unit, 'kommunklar', { ...decided, branches: undefined }), NOON);
    expect(said(AT.homeCare).answer.episode.state).toBe('utskrivningsklar');
    expect(said(AT.social).answer.episode.state).toBe('kommunklar');
    chain.admit(chain.byWard('utskrivningsklar-aterkallad'), NOON);
    chain.ready();
    expect(said(AT.social).answer.episode.state).toBe('utskrivningsklar');
    const home = chain.byWard('utskrivningsmeddelande');
    expect(toldBy('B-DIS-09', chain, home)).toEqual(['refused not-yet']);
    expect(said(AT.homeCare).answer.episode.state).toBe('kommunklar');
    expect(toldBy('B-DIS-09', chain, home)).toEqual([]);
  });

  it('[B-MUN-01] [B-DIS-09] special housing is one of them', () => {
    const chain = admitted({ needs: ['sabo', 'socialtjanst', 'oppenvard'] });
    for (const unit of [AT.centre, AT.social]) chain.admit(chain.answer(unit), NOON);
    chain.reported().ready();
    const said = (unit: string) => chain.admit(chain.by(unit, 'kommunklar', { ...decided, branches: undefined }), NOON);
    expect(said(AT.social).answer.episode.state).toBe('utskrivningsklar');
    expect(toldBy('B-DIS-09', chain, chain.byWard('utskrivningsmeddelande'))).toEqual(['refused not-yet']);
    expect(said(AT.housing).answer.episode.state).toBe('kommunklar');
    expect(toldBy('B-DIS-09', chain, chain.byWard('utskrivningsmeddelande'))).toEqual([]);
  });
});

describe('the criteria of the discharge', () => {
  const RULES = '[B-DIS-02] [B-DIS-03] [B-DIS-04] [B-DIS-06] [B-DIS-09] [B-DIS-10] [B-DIS-11] [B-DIS-14] [B-RDY-05]';
  const bare = { summary: undefined, criteria: undefined };
  const tooFew = { medicines: { status: 'klart' }, medicinesThrough: '2026-11-28' };
  const codes = (chain: CareChain, message: Message) => {
    const decision = chain.decide(message, NOON);
    return decision.kind === 'refused' ? told(decision.reasons) : told(decision.plan.answer.warnings);
  };

  it(`${RULES} are asked of nobody who has not consented: the discharge is registered`, () => {
    const chain = silent();
    const open = { aids: { status: 'overenskommelse' }, medicines: { status: 'overenskommelse' } };
    for (const content of [
      bare,
      { summary: undefined, criteria: { medicines: { status: 'klart' } } },
      { summary: undefined, criteria: tooFew },
      { ...bare, criteria: open },
    ]) {
      expect(codes(chain, chain.byWard('utskrivningsmeddelande', content))).toEqual(['consent-missing B-CON-02']);
    }
  });

  it(`${RULES.replace(' [B-DIS-11]', '')} are asked once: a further message amends the first`, () => {
    const chain = untilDischarge();
    chain.admit(chain.byWard('utskrivningsmeddelande'), NOON);
    const open = { aids: { status: 'overenskommelse' }, medicines: { status: 'overenskommelse' } };
    for (const criteria of [undefined, { medicines: { status: 'klart' } }, tooFew, open]) {
      expect(codes(chain, chain.byWard('utskrivningsmeddelande', { criteria }))).toEqual([]);
    }
  });

  it.each([
    ['B-DIS-06', { medicines: undefined }, 'missing-field'],
    ['B-DIS-06', { medicinesThrough: undefined }, 'missing-field'],
    ['B-DIS-06', { medicinesThrough: '2026-11-30' }, 'not-yet'],
    ['B-DIS-14', { medicines: { status: 'overenskommelse', agreedWith: 'Dag' } }, 'missing-field'],
    ['B-DIS-14', { aids: { status: 'overenskommelse', agreedAt: NOON } }, 'missing-field'],
  ])('[%s] is not met with %j', (rule, changes, code) => {
    const chain = untilDischarge();
    const criteria = JSON.parse(JSON.stringify({ ...CRITERIA, ...changes }));
    expect(toldBy(rule, chain, chain.byWard('utskrivningsmeddelande', { criteria }))).toEqual([`refused ${code}`]);
  });

  it('[B-DIS-06] medicines by agreement have no last day', () => {
    const medicines = { status: 'overenskommelse', agreedWith: 'Dag Distriktsson', agreedAt: NOON };
    const criteria = without({ ...CRITERIA, medicines }, 'medicinesThrough');
    for (const through of [{}, { medicinesThrough: '2026-11-28' }]) {
      const chain = untilDischarge();
      const message = chain.byWard('utskrivningsmeddelande', { criteria: { ...criteria, ...through } });
      expect(toldBy('B-DIS-06', chain, message)).toEqual([]);
    }
  });

  it('[B-DIS-09] the hospital awaits nobody where the municipality has no part', () => {
    const chain = admitted({ needs: ['oppenvard'] });
    chain.admit(chain.answer(AT.centre), NOON);
    chain.reported().ready();
    expect(toldBy('B-DIS-09', chain, chain.byWard('utskrivningsmeddelande'))).toEqual([]);
  });

  it('[B-RDY-05] a discharge without a ready notice is remarked upon, one after it is not', () => {
    const chain = admitted({ needs: ['oppenvard'] });
    chain.admit(chain.answer(AT.centre), NOON);
    chain.reported();
    expect(toldBy('B-RDY-05', chain, chain.byWard('utskrivningsmeddelande'))).toEqual(['remarked out-of-order']);
    chain.ready();
    expect(toldBy('B-RDY-05', chain, chain.byWard('utskrivningsmeddelande'))).toEqual([]);
  });
});
