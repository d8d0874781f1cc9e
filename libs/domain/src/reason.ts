/**
 * Why a message was refused or remarked upon. Every outcome carries a stable code from this one catalogue; texts are
 * Swedish and English and never repeat a value of the message, since it may be personal data.
 */

/** One thing that is wrong: where, by which rule, and how to mend it. */
export interface Reason {
  /** Path in the wire model, such as `patient.id` or `content.expectedDischarge`; empty for the message as a whole. */
  path: string;
  /** Rule id, when a rule of the catalogues is behind it. */
  rule?: string;
  code: ReasonCode;
  message: string;
}

/** A remark on an accepted message: not a reason to refuse it. */
export type Warning = Reason;

/** Which line of the outcome table in the interface a code belongs to. */
export type OutcomeClass =
  | 'unreadable'
  | 'against-rule'
  | 'conflict'
  | 'not-our-event'
  | 'unauthenticated'
  | 'not-allowed'
  | 'too-large'
  | 'too-many'
  | 'unavailable'
  | 'internal';

interface CodeEntry {
  readonly outcome: OutcomeClass | 'warning';
  readonly en: string;
  readonly sv: string;
}

export const REASON_CODES = {
  'not-readable': { outcome: 'unreadable', en: 'The message could not be read', sv: 'Meddelandet gick inte att läsa' },
  'character-set': {
    outcome: 'unreadable',
    en: 'The bytes do not fit the declared character set',
    sv: 'Tecknen stämmer inte med angiven teckenuppsättning',
  },
  'unknown-field': {
    outcome: 'against-rule',
    en: 'A field that the model does not know',
    sv: 'Ett fält som modellen inte känner till',
  },
  'missing-field': { outcome: 'against-rule', en: 'A required field is missing', sv: 'Ett obligatoriskt fält saknas' },
  'invalid-value': { outcome: 'against-rule', en: 'A value has the wrong form', sv: 'Ett värde har fel form' },
  'invalid-identity': {
    outcome: 'against-rule',
    en: 'The patient identity is not well formed',
    sv: 'Patientens identitet är inte korrekt',
  },
  'unknown-kind': {
    outcome: 'against-rule',
    en: 'The region has no such message kind',
    sv: 'Regionen har inget sådant meddelande',
  },
  'unknown-category': {
    outcome: 'against-rule',
    en: 'No such planning category',
    sv: 'Planeringskategorin finns inte',
  },
  'conflicting-needs': {
    outcome: 'against-rule',
    en: 'The needs do not give one planning category',
    sv: 'Behoven ger inte en planeringskategori',
  },
  'category-without-notice': {
    outcome: 'against-rule',
    en: 'The planning category does not send this message',
    sv: 'Planeringskategorin skickar inte detta meddelande',
  },
  'role-not-concerned': {
    outcome: 'against-rule',
    en: 'A named recipient has a role that the category does not concern',
    sv: 'En angiven mottagare har en roll som kategorin inte berör',
  },
  'unknown-unit': {
    outcome: 'against-rule',
    en: 'A unit that the directory does not know',
    sv: 'En enhet som katalogen inte känner till',
  },
  unroutable: {
    outcome: 'against-rule',
    en: 'No mailbox can receive the message',
    sv: 'Ingen brevlåda kan ta emot meddelandet',
  },
  'sender-role': {
    outcome: 'against-rule',
    en: 'Units of this role do not send this message',
    sv: 'Enheter med denna roll skickar inte detta meddelande',
  },
  'unknown-episode': { outcome: 'against-rule', en: 'No such care episode', sv: 'Vårdtillfället finns inte' },
  'patient-mismatch': {
    outcome: 'against-rule',
    en: 'The care episode belongs to another patient',
    sv: 'Vårdtillfället gäller en annan patient',
  },
  'wrong-state': {
    outcome: 'conflict',
    en: 'The care episode is in a state where this message does not fit',
    sv: 'Vårdtillfället är i ett läge där meddelandet inte passar',
  },
  'unknown-message': {
    outcome: 'against-rule',
    en: 'No such message of this sender',
    sv: 'Avsändaren har inget sådant meddelande',
  },
  'already-withdrawn': {
    outcome: 'conflict',
    en: 'The message has been withdrawn already',
    sv: 'Meddelandet är redan makulerat',
  },
  'later-message': {
    outcome: 'conflict',
    en: 'A later message builds on this one; withdraw that first',
    sv: 'Ett senare meddelande bygger på detta; makulera det först',
  },
  'message-id-reused': {
    outcome: 'conflict',
    en: 'The message id was used with other content',
    sv: 'Meddelandets id har använts med annat innehåll',
  },
  'not-our-event': {
    outcome: 'not-our-event',
    en: 'The hub does not take this event',
    sv: 'Navet tar inte emot denna händelse',
  },
  'wrong-processing-id': {
    outcome: 'not-our-event',
    en: 'The processing id does not belong to this environment',
    sv: 'Processing-id hör inte till denna miljö',
  },
  'unsupported-version': { outcome: 'not-our-event', en: 'The version is not supported', sv: 'Versionen stöds inte' },
  'unsupported-media-type': {
    outcome: 'not-our-event',
    en: 'The content type is not supported',
    sv: 'Innehållstypen stöds inte',
  },
  'sender-unknown': { outcome: 'unauthenticated', en: 'The sender is not known', sv: 'Avsändaren är okänd' },
  'sender-not-allowed': {
    outcome: 'not-allowed',
    en: 'The caller may not send as this unit',
    sv: 'Anroparen får inte skicka som denna enhet',
  },
  'too-large': { outcome: 'too-large', en: 'The message is too large', sv: 'Meddelandet är för stort' },
  'too-many': {
    outcome: 'too-many',
    en: 'Too many messages are waiting; retry',
    sv: 'För många meddelanden väntar; försök igen',
  },
  unavailable: {
    outcome: 'unavailable',
    en: 'The hub cannot store the message now; retry',
    sv: 'Navet kan inte spara meddelandet nu; försök igen',
  },
  internal: {
    outcome: 'internal',
    en: 'The hub failed to handle the message',
    sv: 'Navet kunde inte hantera meddelandet',
  },
  'consent-missing': {
    outcome: 'warning',
    en: 'Not passed on: consent is missing',
    sv: 'Skickas inte vidare: samtycke saknas',
  },
  'protected-identity': {
    outcome: 'warning',
    en: 'Not passed on: the person has protected identity',
    sv: 'Skickas inte vidare: personen har skyddade personuppgifter',
  },
  'date-missing': {
    outcome: 'warning',
    en: 'The expected discharge date is missing; send it in a new notice',
    sv: 'Beräknat utskrivningsdatum saknas; skicka det i ett nytt meddelande',
  },
  'role-vacant': {
    outcome: 'warning',
    en: 'A role that the category concerns has no unit; name one in recipients',
    sv: 'En roll som kategorin berör saknar enhet; ange en mottagare',
  },
  late: {
    outcome: 'warning',
    en: 'The message came later than the rule says',
    sv: 'Meddelandet kom senare än regeln säger',
  },
  'clock-ahead': {
    outcome: 'warning',
    en: 'The sending time lies ahead of the clock of the hub',
    sv: 'Sändningstiden ligger före navets klocka',
  },
  'second-open-episode': {
    outcome: 'warning',
    en: 'The patient has another open care episode',
    sv: 'Patienten har ett annat öppet vårdtillfälle',
  },
  'out-of-order': {
    outcome: 'warning',
    en: 'The message came before one that should precede it',
    sv: 'Meddelandet kom före ett som skulle ha föregått det',
  },
  'nothing-changed': {
    outcome: 'warning',
    en: 'Nothing that recipients need changed; nothing was delivered',
    sv: 'Inget som mottagarna behöver har ändrats; inget levererades',
  },
  'not-for-same-day': {
    outcome: 'warning',
    en: 'Sent too late for services the same day',
    sv: 'Skickat för sent för insatser samma dag',
  },
} as const satisfies Record<string, CodeEntry>;

export type ReasonCode = keyof typeof REASON_CODES;

/** The most telling outcome class of several reasons: what cannot be read or is not ours goes before what breaks a rule. */
export function outcomeClassOf(reasons: readonly Reason[]): OutcomeClass {
  const order: readonly OutcomeClass[] = [
    'internal',
    'unavailable',
    'too-many',
    'too-large',
    'unauthenticated',
    'not-allowed',
    'not-our-event',
    'unreadable',
    'against-rule',
    'conflict',
  ];
  const present = new Set<string>(reasons.map((reason) => REASON_CODES[reason.code].outcome));
  return order.find((outcome) => present.has(outcome)) ?? 'against-rule';
}

/** Builds a reason; `detail` says how to mend it and must not repeat a value of the message. */
export function reason(code: ReasonCode, path: string, detail?: string, rule?: string): Reason {
  const text = REASON_CODES[code].en;
  return {
    path,
    code,
    message: detail === undefined ? text : `${text}: ${detail}`,
    ...(rule === undefined ? {} : { rule }),
  };
}
