import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { changed } from '../../../test/support/changed.js';
import { gavleborg } from '../../../test/support/domain.js';
import { CONTENT } from './content.js';
import { checkMessage } from './message-check.js';
import { MESSAGE_KINDS } from './message.js';

const notice = () => ({
  messageId: 'b1f0',
  kind: 'inskrivningsmeddelande',
  sender: 'SE2321000016-AVD12',
  sentAt: '2026-11-23T08:15:00+01:00',
  episodeId: 'V20261123-001',
  patient: {
    id: '191212121212',
    idType: 'personnummer',
    givenName: 'Tolvan',
    familyName: 'Tolvansson',
    address: { line: ['Gatan 1'], postalCode: '80310', city: 'Gävle' },
    municipality: '2180',
    healthCentre: 'SE2321000016-HC01',
    protected: false,
  },
  planningCategory: 'BC',
  consent: { given: true, scope: ['informationsoverforing'], recordedAt: '2026-11-23T08:00:00+01:00' },
  content: { admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-11-27' },
});

/** What is wrong with the notice after changes to it (see `changed`), as `path code rule`. */
const wrongAfter = (changes: Readonly<Record<string, unknown>>): string[] => wrong(changed(notice(), changes));

function wrong(value: unknown): string[] {
  const check = checkMessage(value, gavleborg().rules);
  return check.ok ? [] : check.reasons.map(({ path, code, rule }) => [path, code, rule ?? []].flat().join(' '));
}

describe('a message from outside', () => {
  it('is taken as it stands when it is right', () => {
    expect(checkMessage(notice())).toEqual({ ok: true, message: notice() });
  });

  it('that names nobody in a list says as much as one without the list', () => {
    expect(checkMessage({ ...notice(), recipients: [] })).toEqual({ ok: true, message: notice() });
    expect(checkMessage({ ...notice(), recipients: [' '] })).toMatchObject({ ok: false });
  });

  it('has null and blank fields as if they were absent', () => {
    const blank = { inReplyTo: null, needs: null, episodeId: '', 'patient.healthCentre': '  ' };
    const check = checkMessage(changed(notice(), blank));
    expect(check.ok && Object.keys(check.message)).not.toContain('inReplyTo');
    expect(check.ok && Object.keys(check.message)).not.toContain('episodeId');
    expect(check.ok && Object.keys(check.message.patient ?? {})).not.toContain('healthCentre');
  });

  it.each([[null], [undefined], [[]], ['text'], [42], [true]])('is no message when it is %p', (value) => {
    expect(wrong(value)).toEqual([' invalid-value']);
  });

  it('tells everything that is wrong at once, each with its path', () => {
    expect(
      wrongAfter({
        messageId: undefined,
        sentAt: '2026-11-23 08:15',
        planningCategory: 'F',
        needs: ['tandvard'],
        'patient.id': '191212121213',
        'patient.familyName': '',
        'patient.municipality': 'Gävle',
        'patient.address.postalCode': '803',
        'consent.given': 'ja',
        'consent.recordedAt': 'i går',
        'content.admittedAt': '2026-11-23',
        'content.expectedDischarge': '2026-02-30',
        'content.physicianAssessed': 'J',
        'content.assessedBy': { title: 'läkare' },
        extra: 1,
      }),
    ).toEqual([
      'extra unknown-field',
      'messageId missing-field',
      'sentAt invalid-value',
      'patient.familyName missing-field G-ADM-04',
      'patient.address.postalCode invalid-value',
      'patient.municipality invalid-value',
      'patient.id invalid-identity G-ADM-29',
      'planningCategory unknown-category G-CAT-01',
      'needs invalid-value G-CAT-19',
      'consent.given invalid-value',
      'consent.recordedAt invalid-value',
      'content.admittedAt invalid-value',
      'content.expectedDischarge invalid-value',
      'content.physicianAssessed invalid-value',
      'content.assessedBy.name missing-field',
    ]);
  });

  it('[G-ADM-04] names the patient', () => {
    expect(wrongAfter({ 'patient.givenName': undefined })).toEqual(['patient.givenName missing-field G-ADM-04']);
    expect(wrongAfter({ 'patient.familyName': ' \t' })).toEqual(['patient.familyName missing-field G-ADM-04']);
  });

  it('[G-ADM-05] [G-ADM-29] carries an identity that is well formed and says of which type it is', () => {
    expect(wrongAfter({ 'patient.id': undefined })).toEqual(['patient.id missing-field G-ADM-05']);
    expect(wrongAfter({ 'patient.idType': undefined })).toEqual(['patient.idType missing-field G-ADM-29']);
    expect(wrongAfter({ 'patient.idType': 'pass' })).toEqual(['patient.idType invalid-value G-ADM-29']);
    expect(wrongAfter({ 'patient.id': 191212121212 })).toEqual(['patient.id invalid-value G-ADM-05']);
    expect(wrongAfter({ 'patient.idType': 'samordningsnummer' })).toEqual(['patient.id invalid-identity G-ADM-29']);
  });

  it.each(['a', 'AB', 'bc', '', 'G', 'A ', 'BCD'])(
    '[G-CAT-01] has one of the seven categories and not %p',
    (category) => {
      const found = wrongAfter({ planningCategory: category });
      expect(found).toEqual(category === '' ? [] : ['planningCategory unknown-category G-CAT-01']);
    },
  );

  it.each(['A', 'B', 'C', 'D', 'BC', 'CD', 'E'])('[G-CAT-01] may have the category %s', (category) => {
    expect(wrongAfter({ planningCategory: category })).toEqual([]);
  });

  it.each([
    [['sabo', 'sabo']],
    [['sjukhus']],
    [[1]],
    ['sabo'],
    [{}],
    [['oppenvard', 'socialtjanst', 'hemsjukvard', 'sabo', 'sabo']],
  ])('[G-CAT-19] does not have the needs %j', (needs) => {
    expect(wrongAfter({ needs: needs }).length).toBeGreaterThan(0);
  });

  it.each([
    'paminnelse',
    'eskalering',
    'felsant',
    'testmeddelande',
    'kvittens',
    'INSKRIVNINGSMEDDELANDE',
    'constructor',
    '__proto__',
  ])('is of a kind that units send, not %p', (kind) => {
    expect(wrongAfter({ kind: kind })).toEqual(['kind unknown-kind']);
  });

  it('[G-RDY-01] [G-DIS-05] of each kind has its required content, wherever it is missing', () => {
    for (const kind of MESSAGE_KINDS) {
      const required = Object.entries(CONTENT[kind]).filter(([, field]) => field.required);
      const missing = required.map(([name]) => `content.${name} missing-field`);
      expect(wrongAfter({ kind, content: {} })).toEqual(missing);
      expect(wrongAfter({ kind, content: undefined })).toEqual(missing);
    }
    expect(Object.keys(CONTENT['utskrivningsklar']).sort()).toEqual([
      'assessedBy',
      'informedOrally',
      'override',
      'readyAt',
    ]);
    const halfDecided = { dischargedAt: '2026-11-26T11:00:00+01:00', responsibility: { party: 'SE2321000016-HC01' } };
    expect(wrongAfter({ kind: 'utskrivningsmeddelande', content: halfDecided })).toEqual([
      'content.responsibility.reason missing-field',
    ]);
  });

  it('says whether consent was given when it speaks of consent', () => {
    expect(wrongAfter({ consent: {} })).toEqual(['consent.given missing-field']);
    expect(wrongAfter({ consent: { given: 'true' } })).toEqual(['consent.given invalid-value']);
  });

  it.each([
    ['0001-01-01T00:00:00Z'],
    ['1899-12-31T23:59:59Z'],
    ['2200-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59-12:00'],
  ])('has no instant outside our time: %s', (instant) => {
    expect(wrongAfter({ 'content.admittedAt': instant })).toEqual(['content.admittedAt invalid-value']);
    expect(wrongAfter({ sentAt: instant })).toEqual(['sentAt invalid-value']);
    expect(wrongAfter({ 'content.expectedDischarge': instant.slice(0, 10) })).toEqual([
      'content.expectedDischarge invalid-value',
    ]);
  });

  it.each([
    ['a NUL', 'a\u0000b'],
    ['half a surrogate pair', 'a\ud800b'],
    ['the other half', '\udc00'],
  ])('has no text with %s, in any field', (_name, text) => {
    expect(wrongAfter({ messageId: text })).toEqual(['messageId character-set']);
    expect(wrongAfter({ 'patient.givenName': text })).toEqual(['patient.givenName character-set G-ADM-04']);
    expect(wrongAfter({ 'content.reason': text })).toEqual(['content.reason character-set']);
    expect(wrongAfter({ 'patient.address.line': ['ok', text] })).toEqual(['patient.address.line[1] invalid-value']);
    expect(wrongAfter({ recipients: [text] })).toEqual(['recipients[0] invalid-value']);
  });

  it('has whole characters of every script', () => {
    expect(wrongAfter({ 'patient.givenName': 'Åsa 👵🏽 Łucja' })).toEqual([]);
  });

  it('has neither huge texts nor long lists', () => {
    expect(wrongAfter({ messageId: 'x'.repeat(201) })).toEqual(['messageId invalid-value']);
    expect(wrongAfter({ 'content.reason': 'x'.repeat(20_001) })).toEqual(['content.reason invalid-value']);
    expect(wrongAfter({ recipients: Array(51).fill('x') })).toEqual(['recipients invalid-value']);
    expect(wrongAfter({ 'patient.address.line': Array(11).fill('x') })).toEqual(['patient.address.line invalid-value']);
  });

  it('is not told of thousands of unknown fields one by one', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${String(index)}`, 1]));
    expect(wrong({ ...notice(), ...many })).toHaveLength(20);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'gets nothing in through the key %s',
    (key) => {
      const polluted = JSON.parse(
        JSON.stringify(notice())
          .replace('"content":{', `"content":{"${key}":{"reason":"x"},`)
          .replace('{', `{"${key}":{"needs":["sabo"]},`),
      );
      const check = checkMessage(polluted);
      expect(check.ok ? [] : check.reasons.map(({ code }) => code)).toEqual(['unknown-field', 'unknown-field']);
      expect(Reflect.get({}, 'needs')).toBeUndefined();
    },
  );

  it('does not take inherited fields for its own', () => {
    expect(wrong(Object.create(notice()))).toEqual([
      'messageId missing-field',
      'kind missing-field',
      'sender missing-field',
      'sentAt missing-field',
    ]);
  });

  it('never has its values repeated in what is told about it', () => {
    const secret = 'HEMLIGT-4711';
    const paths = [
      'messageId',
      'kind',
      'sender',
      'sentAt',
      'episode',
      'planningCategory',
      'needs',
      'recipients',
      'consent',
      'content',
      'patient',
    ];
    for (const path of paths) {
      const check = checkMessage({ ...notice(), [path]: `${secret}\u0000` });
      expect(check.ok).toBe(false);
      expect(JSON.stringify(check)).not.toContain(secret);
    }
    const check = checkMessage({ ...notice(), patient: { ...notice().patient, id: secret, municipality: secret } });
    expect(JSON.stringify(check)).not.toContain(secret);
    expect(JSON.stringify(checkMessage({ ...notice(), 'Tolvan Tolvansson': 1 }))).not.toContain('Tolvan');
  });

  it('of any shape whatever is judged without an exception, and what passes passes again unchanged', () => {
    const anything = fc.anything({ withNullPrototype: true, withDate: true, withMap: true, withSparseArray: true });
    const fields = Object.keys(notice());
    const near = fc
      .dictionary(fc.constantFrom(...fields, 'x'), fc.oneof(anything, fc.constantFrom(...Object.values(notice()))))
      .map((changes) => ({ ...notice(), ...changes }));
    fc.assert(
      fc.property(fc.oneof(anything, near), (value) => {
        const check = checkMessage(value);
        if (check.ok) expect(checkMessage(check.message)).toEqual(check);
        else expect(check.reasons.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
