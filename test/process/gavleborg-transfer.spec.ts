import { describe, expect, it } from '@jest/globals';
import { checkMessage } from '#domain/message-check.js';

import {
  CONSENT,
  contact,
  due,
  Gavleborg,
  homeCare,
  leaves,
  NO_CONSENT,
  openCare,
  patient,
  reached,
  ready,
  remarked,
  social,
  ward,
} from './gavleborg.js';

/** Final notes, consent, what the patient takes home, and death. */

const NOTES = {
  medicationList: 'Alvedon 500 mg',
  medicalSummary: 'Läkt fraktur',
  nursingSummary: 'Uppegående',
  physicianResponsibility: { who: 'oppenvard' },
};

/** A stay of category CD since Monday 08:15, receipted by all, with a care contact. */
function stay(consent = CONSENT): Gavleborg {
  const hub = new Gavleborg();
  hub.notice({ planningCategory: 'CD', consent });
  hub.receipts('mon 08:50', openCare, social, homeCare);
  hub.sends(openCare, 'fast-vardkontakt', 'mon 09:00');
  return hub;
}

function readyOnThursday(consent = CONSENT): Gavleborg {
  const hub = stay(consent);
  hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:00'));
  return hub;
}

describe('the transfer of information', () => {
  it.each([
    ['thu 23:59:59', []],
    ['fri 00:00', ['late G-XFER-01']],
  ])('[G-XFER-01] [G-RDY-12] [G-RDY-17] is there on the ready day: at %s', (when, expected) => {
    const hub = readyOnThursday();
    expect(hub.owed()).toContain('informationsoverforing ward fri 00:00');
    const plan = hub.sends(ward, 'slutanteckningar', when);
    expect([remarked(plan), hub.owed()]).toEqual([
      expected,
      ['utskrivningsmeddelande ward fri 00:00', 'sip-kallelse openCare 2026-11-30 00:00'],
    ]);
  });

  it.each([
    ['thu 23:59:59', []],
    ['fri 00:00', ['late G-XFER-06']],
  ])(
    '[G-XFER-06] [L-XFER-01] is there on the day of the discharge, also of one without a ready notice: at %s',
    (when, expected) => {
      const hub = stay();
      hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
      expect(hub.owed()).toEqual(['slutanteckningar ward fri 00:00']);
      expect([remarked(hub.sends(ward, 'slutanteckningar', when)), hub.owed()]).toEqual([expected, []]);
    },
  );

  it.each([
    ['a Saturday', '2026-11-28T10:00:00+01:00', '2026-11-28T23:00:00.000Z'],
    ['Christmas Eve', '2026-12-24T10:00:00+01:00', '2026-12-24T23:00:00.000Z'],
    ['Midsummer Eve', '2026-06-19T10:00:00+02:00', '2026-06-19T22:00:00.000Z'],
    ['the day of 23 hours', '2026-03-29T01:30:00+01:00', '2026-03-29T22:00:00.000Z'],
    ['the day of 25 hours', '2026-10-25T01:30:00+02:00', '2026-10-25T23:00:00.000Z'],
    ['29 February', '2028-02-29T10:00:00+01:00', '2028-02-29T23:00:00.000Z'],
  ])('[G-XFER-01] [G-XFER-06] [G-FVK-07] %s is a day like any other', (_day, start, until) => {
    for (const name of ['informationsoverforing', 'slutanteckningar', 'fast-vardkontakt-senast']) {
      expect(due(name, start)).toBe(until);
    }
  });

  it('[G-XFER-01] [G-XFER-06] what was handed over before is not asked for again', () => {
    const hub = stay();
    hub.sends(ward, 'slutanteckningar', 'wed 15:00');
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:00'));
    hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    expect(hub.owed()).toEqual(['sip-kallelse openCare 2026-11-30 00:00']);
  });

  it('[G-XFER-01] what is overdue is reminded of at midnight, and told to manager and operations', () => {
    const hub = readyOnThursday();
    expect(hub.heard('informationsoverforing', 'thu 23:59:59')).toEqual([]);
    expect(hub.heard('informationsoverforing', 'fri 00:00')).toEqual(['paminnelse ward G-XFER-01']);
    expect(hub.heard('informationsoverforing', 'fri 01:59:59')).toHaveLength(1);
    expect(hub.heard('informationsoverforing', 'fri 02:00')).toContain('eskalering SE2321000016-VCH01 G-XFER-01');
    expect(hub.heard('informationsoverforing', 'fri 23:59:59')).toHaveLength(2);
    expect(hub.heard('informationsoverforing', 'sat 00:00')).toContain('eskalering SE2321000016-DRIFT G-XFER-01');
  });

  it.each(['medicationList', 'medicalSummary', 'nursingSummary', 'physicianResponsibility'])(
    '[G-XFER-02] [G-XFER-03] [G-XFER-04] holds %s, and is refused without',
    (field) => {
      const head = {
        kind: 'slutanteckningar',
        messageId: 'm',
        sender: ward,
        sentAt: '2026-11-26T10:00:00+01:00',
        episodeId: 'V1',
      };
      expect(checkMessage({ ...head, content: NOTES }).ok).toBe(true);
      expect(checkMessage({ ...head, content: { ...NOTES, [field]: undefined } }).ok).toBe(false);
    },
  );

  it.each([
    [{ who: 'slutenvard' }, []],
    [{ who: 'oppenvard', text: 'Remiss är skickad' }, []],
    [{ who: 'annan', text: 'Privat mottagning' }, []],
    [{ who: 'annan' }, ['missing-field G-XFER-09']],
    [{ who: 'annan', text: ' ' }, ['missing-field G-XFER-09']],
  ])(
    '[G-XFER-04] [G-XFER-05] [G-XFER-09] says who answers for the treatment: %j',
    (physicianResponsibility, expected) => {
      const hub = readyOnThursday();
      const notes = { content: { ...NOTES, physicianResponsibility } };
      if (expected.length > 0) expect(hub.refuses(ward, 'slutanteckningar', 'thu 10:00', notes)).toEqual(expected);
      else expect(remarked(hub.sends(ward, 'slutanteckningar', 'thu 10:00', notes))).toEqual([]);
    },
  );

  it('[G-XFER-05] [G-XFER-09] of a closed list and nobody else', () => {
    const head = {
      kind: 'slutanteckningar',
      messageId: 'm',
      sender: ward,
      sentAt: '2026-11-26T10:00:00+01:00',
      episodeId: 'V1',
    };
    for (const who of ['kommunen', '', undefined]) {
      const content = { ...NOTES, physicianResponsibility: { who } };
      expect(checkMessage({ ...head, content }).ok).toBe(false);
    }
  });

  it('[G-XFER-07] [G-XFER-10] goes from the ward to the parties, open care among them, and comes from nobody else', () => {
    const hub = readyOnThursday();
    expect(reached(hub.sends(ward, 'slutanteckningar', 'thu 10:00'))).toEqual(['homeCare', 'openCare', 'social']);
    for (const unit of [openCare, social, homeCare]) {
      expect(hub.refuses(unit, 'slutanteckningar', 'thu 10:05')).toEqual(['sender-role G-XFER-10']);
    }
  });

  it('[G-XFER-08] [G-CON-03] without consent reaches the parties empty, and says that consent is missing', () => {
    const hub = readyOnThursday(NO_CONSENT);
    const plan = hub.sends(ward, 'slutanteckningar', 'thu 10:00');
    expect(reached(plan)).toEqual(['homeCare', 'openCare', 'social']);
    expect(plan.message.content).toEqual({});
    expect(plan.message.consent).toEqual({ given: false, scope: ['informationsoverforing'] });
    expect(remarked(plan)).toEqual(['consent-missing G-XFER-08']);
  });
});

describe('consent', () => {
  it('[G-CON-01] [G-CON-02] [G-CON-03] notices go without it, all but their extras', () => {
    const hub = new Gavleborg();
    const content = {
      admittedAt: '2026-11-23T07:00:00+01:00',
      expectedDischarge: '2026-11-27',
      reason: 'fall',
      mobile: '070',
    };
    const first = hub.notice({ consent: NO_CONSENT, content });
    expect(reached(first)).toEqual(['openCare', 'social']);
    expect(first.message.patient).toMatchObject({ id: '191212121212', familyName: 'Tolvansson' });
    expect(first.message.content).toEqual({ admittedAt: content.admittedAt, expectedDischarge: '2026-11-27' });
    expect(reached(hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:30')))).toEqual([
      'openCare',
      'social',
    ]);
    expect(reached(hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00')))).toEqual([
      'openCare',
      'social',
    ]);
  });

  it('[G-CON-06] [G-CON-12] is told by any party, with scope and time, and opens what was closed', () => {
    const hub = stay(NO_CONSENT);
    const told = hub.sends(social, 'samtycke', 'tue 09:00', {
      content: { scope: ['informationsoverforing'], recordedBy: { name: 'Bo Berg', title: 'handläggare' } },
    });
    expect(reached(told)).toEqual(['homeCare', 'openCare', 'ward']);
    expect(hub.episode().facts.consents).toContainEqual({
      scope: 'informationsoverforing',
      given: true,
      at: '2026-11-24T08:00:00.000Z',
      unit: social,
    });
    expect(remarked(hub.sends(openCare, 'generellt-meddelande', 'tue 09:01'))).toEqual([]);
  });

  it('[G-CON-11] is withdrawn by any party, and from then on nothing goes that needs it', () => {
    const hub = stay();
    expect(reached(hub.sends(ward, 'adl-status', 'tue 09:00'))).toHaveLength(3);
    hub.sends(homeCare, 'samtycke-aterkallat', 'tue 10:00');
    for (const [unit, kind] of [
      [ward, 'adl-status'],
      [openCare, 'generellt-meddelande'],
      [social, 'planeringsunderlag'],
      [homeCare, 'vardbegaran'],
    ] as const) {
      expect(reached(hub.sends(unit, kind, 'tue 10:00'))).toEqual([]);
    }
    expect(hub.sends(ward, 'slutanteckningar', 'tue 10:05').message.content).toEqual({});
  });

  it('[G-CON-14] tells who decided in the patient’s place, and in which role', () => {
    const representative = { name: 'Greta Ström', role: 'god man' };
    const content = { scope: ['informationsoverforing'], representative };
    expect(stay(NO_CONSENT).sends(ward, 'samtycke', 'tue 09:00', { content }).message.content).toEqual(content);
  });
});

describe('what the patient takes home', () => {
  const EVERYBODY = [ward, openCare, social, homeCare];
  const discharge = (hub: Gavleborg) =>
    remarked(hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00')));

  it('[G-DIS-14] all of it is there: no remark', () => {
    const hub = readyOnThursday();
    for (const unit of EVERYBODY) hub.sends(unit, 'patientinformation', 'thu 10:00');
    hub.sends(ward, 'slutanteckningar', 'thu 10:05');
    expect(discharge(hub)).toEqual([]);
  });

  it.each(EVERYBODY)(
    '[G-DIS-14] %s has written nothing for the patient: a remark, and the discharge goes on',
    (missing) => {
      const hub = readyOnThursday();
      for (const unit of EVERYBODY) if (unit !== missing) hub.sends(unit, 'patientinformation', 'thu 10:00');
      hub.sends(ward, 'slutanteckningar', 'thu 10:05');
      expect([discharge(hub), hub.state]).toEqual([['incomplete G-DIS-14'], 'utskriven']);
    },
  );

  it('[G-DIS-14] the housing where the patient lives has written nothing', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'E' });
    hub.sends(openCare, 'fast-vardkontakt', 'mon 09:00');
    hub.sends(ward, 'slutanteckningar', 'thu 08:00');
    for (const unit of [ward, openCare, social]) hub.sends(unit, 'patientinformation', 'thu 09:00');
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:30'));
    expect(discharge(hub)).toEqual(['incomplete G-DIS-14']);
  });

  it('[G-DIS-14] summaries and list of medicines are missing', () => {
    const hub = readyOnThursday();
    for (const unit of EVERYBODY) hub.sends(unit, 'patientinformation', 'thu 10:00');
    expect(discharge(hub)).toEqual(['incomplete G-DIS-14']);
  });
});

describe('death', () => {
  it.each(['inskriven', 'utskrivningsklar', 'utskriven'])(
    '[G-CLOSE-02] ends the planning of a stay that is %s, told by any party to the others; nothing is owed any more',
    (state) => {
      const hub = new Gavleborg();
      hub.notice({ planningCategory: 'CD', content: { admittedAt: '2026-11-23T07:00:00+01:00' } });
      hub.receipts('mon 08:50', openCare, social, homeCare);
      if (state !== 'inskriven') hub.sends(ward, 'utskrivningsklar', 'mon 09:30', ready('mon 09:30'));
      if (state === 'utskriven') hub.sends(ward, 'utskrivningsmeddelande', 'mon 10:00', leaves('mon 10:00'));
      hub.sends(social, 'egenvardsbedomning', 'mon 10:30', { recipients: [openCare] });
      expect([hub.state, hub.owed().length > 0]).toEqual([state, true]);
      const plan = hub.sends(homeCare, 'avliden', 'mon 11:00');
      expect([reached(plan), hub.state, hub.owed()]).toEqual([['openCare', 'social', 'ward'], 'avslutad', []]);
      expect(hub.episode().facts.diedOn).toBe('2026-11-25');
      expect(hub.refuses(openCare, 'generellt-meddelande', 'mon 12:00')).toEqual(['wrong-state']);
    },
  );

  it('[G-CLOSE-02] entered in error it is withdrawn, and what was owed is owed again', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'CD', patient: patient() });
    hub.receipts('mon 08:50', openCare, social, homeCare);
    const { message } = hub.sends(homeCare, 'avliden', 'mon 11:00');
    hub.sends(homeCare, 'makulering', 'mon 11:30', { content: { messageId: message.messageId, reason: 'fel person' } });
    expect([hub.state, hub.owed()]).toEqual(['inskriven', ['fast-vardkontakt openCare wed 00:00']]);
    hub.sends(openCare, 'fast-vardkontakt', 'mon 12:00', contact('Frida Vik'));
    expect(hub.owed()).toEqual([]);
  });
});

describe('a stay that was entered in error', () => {
  it.each(['inskriven', 'utskrivningsklar'])(
    '[G-ADM-09] is called off while %s, and nothing is owed in it',
    (state) => {
      const hub = new Gavleborg();
      hub.notice({ planningCategory: 'CD', content: { admittedAt: '2026-11-23T07:00:00+01:00' } });
      hub.receipts('mon 08:50', openCare, social, homeCare);
      if (state === 'utskrivningsklar') hub.sends(ward, 'utskrivningsklar', 'mon 09:30', ready('mon 09:30'));
      hub.sends(social, 'egenvardsbedomning', 'mon 10:00', { recipients: [openCare] });
      expect([hub.state, hub.owed().length > 2]).toEqual([state, true]);
      hub.sends(ward, 'avbryt-vardtillfalle', 'mon 11:00');
      expect([hub.state, hub.owed(), hub.unreceipted()]).toEqual(['avbruten', [], []]);
    },
  );
});
