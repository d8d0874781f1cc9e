import type { FieldForm } from '#domain/content/form.js';
import { CONSENT } from '#domain/envelope.js';
import type { Consent } from '#domain/message.js';
import type { Draft } from './draft.js';
import { instantAt, readField } from './extension-codec.js';
import type { Note } from './extension-codec.js';
import type { MessageParts } from './message-parts.js';
import type { Issue } from './issue.js';
import { ACT_CODE_SYSTEM, CONSENT_SCOPE_SYSTEM, extensionUrl } from './names.js';
import type { FhirNode } from './node.js';
import type { FhirObject } from './object.js';
import { actorOf, actorsIn, planConsentOf } from './plan/consent-homes.js';
import { conceptText } from './staff.js';

const SCOPE_FORM: FieldForm = CONSENT['scope'] ?? { type: 'text' };
const SCOPE_URL = extensionUrl('consent.scope');
const ACTORS_FORM: FieldForm = CONSENT['actors'] ?? { type: 'text' };
const ACTORS_URL = extensionUrl('consent.actors');

/** The patient's consent that information is passed on; what it is about stands in the provision. */
export function writeConsent(draft: Draft, { given, scope, recordedAt, actors }: Consent): FhirObject {
  const fields = {};
  // R4 has no empty lists.
  if (scope?.length === 0) draft.extendBy(fields, 'consent.scope', SCOPE_FORM, scope);
  if (actors?.length === 0) draft.extendBy(fields, 'consent.actors', ACTORS_FORM, actors);
  return {
    resourceType: 'Consent',
    id: draft.idOf('consent'),
    ...draft.extensionsOf(fields),
    status: 'active',
    scope: { coding: [{ system: CONSENT_SCOPE_SYSTEM, code: 'patient-privacy' }] },
    category: [{ coding: [{ system: ACT_CODE_SYSTEM, code: 'IDSCL' }] }],
    ...(draft.patient === undefined ? {} : { patient: draft.reference('patient', 'Patient') }),
    ...(recordedAt === undefined ? {} : instantAt('dateTime', recordedAt)),
    policyRule: { coding: [{ system: ACT_CODE_SYSTEM, code: given ? 'OPTIN' : 'OPTOUT' }] },
    provision: {
      type: given ? 'permit' : 'deny',
      ...(actors === undefined || actors.length === 0 ? {} : { actor: actors.map(actorOf) }),
      ...(scope === undefined || scope.length === 0 ? {} : { code: scope.map((text) => ({ text })) }),
    },
  };
}

/** Not yet, or never, a consent. */
const NOT_GIVEN_AT_ALL = ['entered-in-error', 'draft', 'proposed'];
const ENDED = ['inactive', 'rejected'];

/** The one Consent that is in force, or has ended; answers about a plan are content. Several would leave open which of them counts: then that is an issue. */
export function readConsent(parts: MessageParts, issues: Issue[], note: Note): FhirObject | undefined {
  const { bundle, patient } = parts;
  const all = bundle
    .all('Consent')
    .filter((consent) => !NOT_GIVEN_AT_ALL.includes(consent.text('status') ?? ''))
    .filter((consent) => planConsentOf(consent) === undefined);
  const inForce = all.filter((consent) => !ENDED.includes(consent.text('status') ?? ''));
  const [consent, another] = inForce.length > 0 ? inForce : all;
  if (consent === undefined) return undefined;
  if (another !== undefined) {
    issues.push({
      path: another.path,
      code: 'invalid-structure',
      detail: 'one Consent only, so that it is clear which counts',
    });
  }
  const whose = bundle.resolve(consent.child('patient'));
  if (whose !== undefined && whose.path !== patient.path) {
    issues.push({ path: `${consent.path}.patient`, code: 'invalid-structure', detail: 'the consent of somebody else' });
  }
  const provision = consent.child('provision');
  note('consent', consent.path);
  note('consent.given', provision.child('type').path);
  note('consent.recordedAt', consent.child('dateTime').path);
  note('consent.scope', provision.child('code').path);
  note('consent.actors', provision.child('actor').path);
  const own = readField(consent, SCOPE_URL, SCOPE_FORM, 'consent.scope', note);
  const codes = provision.items('code').map(conceptText);
  return {
    given: isGiven(consent),
    scope: own ?? (codes.length === 0 ? undefined : codes),
    recordedAt: consent.exactText('dateTime'),
    actors: readField(consent, ACTORS_URL, ACTORS_FORM, 'consent.actors', note) ?? actorsIn(consent, parts),
  };
}

function isGiven(consent: FhirNode): boolean | undefined {
  if (ENDED.includes(consent.text('status') ?? '')) return false;
  const type = consent.child('provision').text('type');
  if (type === 'permit' || type === 'deny') return type === 'permit';
  const rules = consent
    .child('policyRule')
    .items('coding')
    .map((coding) => coding.text('code'));
  if (rules.includes('OPTOUT')) return false;
  return rules.includes('OPTIN') ? true : undefined;
}
