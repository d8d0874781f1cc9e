import { CONSENT_ABOUT } from '#domain/content/plan.js';
import type { Draft } from '../draft.js';
import { instantAt } from '../extension-codec.js';
import type { Home } from '../home.js';
import type { MessageParts } from '../message-parts.js';
import { ACT_CODE_SYSTEM, CONSENT_SCOPE_SYSTEM, PARTICIPATION_SYSTEM, PLAN_SYSTEM } from '../names.js';
import type { FhirNode } from '../node.js';
import { objectsAt } from '../object.js';
import type { FhirObject } from '../object.js';
import { conceptText } from '../staff.js';
import { unitReference } from '../unit.js';
import { codeIn, present } from './elements.js';

/** Category of the Consent that a message of kind `samtycke` is about as a whole. */
export const WHOLE_CONSENT = 'samtycke';
const ABOUT: readonly string[] = CONSENT_ABOUT;

/** What an answer of the person is about; undefined for the consent of the message itself. */
export function planConsentOf(consent: FhirNode): string | undefined {
  return codeIn(consent.items('category'), PLAN_SYSTEM.consent)?.text('code');
}

interface Said {
  readonly about: string;
  readonly given: boolean;
  readonly at?: unknown;
  readonly actors?: unknown;
  readonly codes?: unknown;
}

/** One answer about one thing. A person who cannot say has not said yes. */
function consentOf(draft: Draft, { about, given, at, actors, codes }: Said): FhirObject {
  const units: readonly unknown[] = Array.isArray(actors) ? actors : [];
  const topics: readonly unknown[] = Array.isArray(codes) ? codes : [];
  return {
    resourceType: 'Consent',
    status: 'active',
    scope: { coding: [{ system: CONSENT_SCOPE_SYSTEM, code: 'patient-privacy' }] },
    category: [
      { coding: [{ system: PLAN_SYSTEM.consent, code: about }] },
      { coding: [{ system: ACT_CODE_SYSTEM, code: 'IDSCL' }] },
    ],
    ...(draft.patient === undefined ? {} : { patient: draft.reference('patient', 'Patient') }),
    ...(at === undefined ? {} : instantAt('dateTime', String(at))),
    policyRule: { coding: [{ system: ACT_CODE_SYSTEM, code: given ? 'OPTIN' : 'OPTOUT' }] },
    provision: {
      type: given ? 'permit' : 'deny',
      ...(units.length === 0 ? {} : { actor: units.map((unit) => actorOf(String(unit))) }),
      ...(topics.length === 0 ? {} : { code: topics.map((text) => ({ text })) }),
    },
  };
}

/** A unit that a consent covers. */
export function actorOf(unit: string): FhirObject {
  return {
    role: { coding: [{ system: PARTICIPATION_SYSTEM, code: 'IRCP' }] },
    reference: unitReference(unit),
  };
}

/**
 * HSA-ids of the units that a consent is limited to; undefined: it is not. An actor who is no unit with an HSA-id is an issue: left
 * out, the consent would seem to cover more.
 */
export function actorsIn(
  consent: FhirNode,
  { bundle, tell }: Pick<MessageParts, 'bundle' | 'tell'>,
): string[] | undefined {
  const named = consent.child('provision').items('actor');
  if (named.length === 0) return undefined;
  return named.flatMap((actor) => {
    const unit = bundle.unitOf(actor.child('reference'))?.value;
    if (unit !== undefined) return unit;
    const detail = 'an actor is named by an identifier that is an HSA-id';
    tell({ path: `${actor.path}.reference`, code: 'missing-field', detail });
    return [];
  });
}

function codesIn(consent: FhirNode): unknown[] | undefined {
  const codes = consent.child('provision').items('code').map(conceptText);
  return codes.length === 0 ? undefined : codes;
}

/** Nothing that is not in force is an answer. */
const NOT_GIVEN = ['entered-in-error', 'draft', 'proposed'];
const ENDED = ['inactive', 'rejected'];

function answerIn(consent: FhirNode): string | undefined {
  if (ENDED.includes(consent.text('status') ?? '')) return 'nej';
  const type = consent.child('provision').text('type');
  const rule = consent.child('policyRule').first('coding').text('code');
  if (type === 'permit' || (type === undefined && rule === 'OPTIN')) return 'ja';
  return type === 'deny' || rule === 'OPTOUT' ? 'nej' : undefined;
}

const planConsents = ({ bundle }: MessageParts): FhirNode[] =>
  bundle.all('Consent').filter((consent) => !NOT_GIVEN.includes(consent.text('status') ?? ''));

/** Each answer is a Consent of its own. */
const consents: Home = {
  type: 'list',
  write: (draft, value) => {
    const all = objectsAt(value);
    for (const [index, { about, answer, at, actors, topics }] of all.entries()) {
      const said = { about: String(about), given: answer === 'ja', at, actors, codes: topics };
      draft.point(`consent-${String(index)}`, consentOf(draft, said));
    }
    return all.length > 0;
  },
  read: (parts, path, note) => {
    const all = planConsents(parts).filter((consent) => ABOUT.includes(planConsentOf(consent) ?? ''));
    for (const [index, { path: at }] of all.entries()) note(`${path}[${String(index)}]`, at);
    note(path, (all[0] ?? parts.bundle.absent()).path);
    for (const consent of all) parts.mustBeOf(consent.child('patient'));
    if (all.length === 0) return undefined;
    return all.map((consent) => {
      return present({
        about: planConsentOf(consent),
        answer: answerIn(consent),
        at: consent.exactText('dateTime'),
        actors: actorsIn(consent, parts),
        topics: codesIn(consent),
      });
    });
  },
};

/** The Consent that the message as a whole tells of: marked as such, else the plain one. */
function wholeIn({ bundle }: MessageParts): FhirNode | undefined {
  const all = bundle.all('Consent').filter((consent) => answerIn(consent) === 'ja');
  return (
    all.find((consent) => planConsentOf(consent) === WHOLE_CONSENT) ??
    all.find((consent) => planConsentOf(consent) === undefined)
  );
}

const scope: Home = {
  type: 'list',
  write: (draft, value) => {
    const said = { about: WHOLE_CONSENT, given: true, actors: draft.message.content['actors'], codes: value };
    const isWritten = itemsOf(value).length > 0;
    if (isWritten) draft.point('whole-consent', consentOf(draft, said));
    return isWritten;
  },
  read: (parts, path, note) => {
    const consent = wholeIn(parts);
    note(path, (consent ?? parts.bundle.absent()).child('provision').child('code').path);
    return consent && codesIn(consent);
  },
};

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** They stand with the scope. */
const actors: Home = {
  type: 'list',
  write: (_draft, value) => itemsOf(value).length > 0,
  read: (parts, path, note) => {
    const consent = wholeIn(parts);
    note(path, (consent ?? parts.bundle.absent()).child('provision').child('actor').path);
    return consent && actorsIn(consent, parts);
  },
};

export const ANSWER_HOMES: Readonly<Record<string, Home>> = { consents };
export const CONSENT_HOMES: Readonly<Record<string, Home>> = { scope, actors, consents };
