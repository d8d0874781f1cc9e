import { ENVELOPE } from '#domain/envelope.js';
import { mappedTo } from '#domain/mapping.js';
import { reason } from '#domain/reason.js';
import type { Reason, Warning } from '#domain/reason.js';
import type { AnyMessageKind } from '#domain/message.js';
import type { Arrived, FormatReading, MessageHead, Place, ReadingRules } from '../reading.js';
import { readConsent } from './consent.js';
import { decodeResource } from './encoding.js';
import type { DecodedResource } from './encoding.js';
import { readField } from './extension-codec.js';
import type { Note } from './extension-codec.js';
import type { FhirHead } from './head.js';
import { eventOf, headOf, kindOf } from './header.js';
import { placeOfPath, reasonsOf } from './issue.js';
import type { Issue } from './issue.js';
import { MessageBundle } from './message-bundle.js';
import { partsOf } from './message-parts.js';
import type { MessageParts } from './message-parts.js';
import { CODE_SYSTEM, extensionUrl, HSA_IDS, HUB_EPISODE, HUB_PLAN, TEST_LABEL, UNIT_ENDPOINT } from './names.js';
import type { FhirEncoding } from './negotiation.js';
import type { FhirNode } from './node.js';
import type { FhirObject } from './object.js';
import { readPatient } from './patient.js';
import { readContent } from './read-content.js';

type Decoded = Extract<DecodedResource, { ok: true }>;

/**
 * A FHIR R4 message Bundle as the wire model. Reasons stand at FHIRPath expressions, with line and column. What R4 allows
 * and the model does not know is passed over; what must not be passed over (unknown modifiers, a second Consent, recipients
 * without HSA-id) is a reason.
 */
export function readFhirMessage(arrived: Arrived, rules: ReadingRules, encoding: FhirEncoding): FormatReading {
  const decoded = decodeResource(arrived, encoding);
  if (!decoded.ok) return decoded;
  if (decoded.resource['resourceType'] !== 'Bundle') {
    return { ok: false, reasons: [reason('unsupported-root', '', 'a message is a Bundle')] };
  }
  const bundle = new MessageBundle(decoded.resource);
  const tooLarge = bundle.tooLarge();
  const head = bundle.header === undefined ? undefined : headOf(bundle, bundle.header);
  if (tooLarge !== undefined) return { ok: false, reasons: [tooLarge], ...headField(head) };
  const issues = [...decoded.issues, ...bundle.issues(decoded.references)];
  return new Reading(decoded, bundle, rules, encoding, issues).result(head);
}

function headField(head: FhirHead | undefined): { head?: MessageHead } {
  return head === undefined ? {} : { head: { kind: 'fhir', header: head } };
}

class Reading {
  private readonly places: [modelPath: string, fhirPath: string][] = [];
  private readonly note: Note = (modelPath, fhirPath) => void this.places.push([modelPath, fhirPath]);

  constructor(
    private readonly decoded: Decoded,
    private readonly bundle: MessageBundle,
    private readonly rules: ReadingRules,
    private readonly encoding: FhirEncoding,
    private readonly issues: Issue[],
  ) {}

  result(head: FhirHead | undefined): FormatReading {
    const { bundle, issues } = this;
    const { header } = bundle;
    const kind = header === undefined ? undefined : kindOf(header, this.rules.mapping);
    if (kind === 'ignore') return { ok: false, ignored: true, reasons: [], ...headField(head) };
    issues.push(...this.foreign(header, kind));
    if (header === undefined || kind === undefined || issues.some(({ code }) => FOREIGN.includes(code))) {
      return { ok: false, reasons: this.reasons(), ...headField(head) };
    }
    if (head?.id === undefined) {
      issues.push({ path: `${header.path}.id`, code: 'missing-field', detail: 'the answer names the message by it' });
    }
    const model = this.model(header, kind);
    return {
      ok: true,
      model,
      origin: { format: this.encoding === 'json' ? 'fhir-json' : 'fhir-xml', application: '' },
      reasons: this.reasons(),
      places: () => this.placesInText(),
      ...headField(head),
      ...this.warnings(),
    };
  }

  private reasons(): Reason[] {
    const { resource, locate } = this.decoded;
    return reasonsOf(resource, this.issues, locate);
  }

  private warnings(): { warnings?: readonly Warning[] } {
    const { resource, locate, unread } = this.decoded;
    if (unread.length === 0) return {};
    const issues = unread.map((path) => ({ path, code: 'not-read' as const }));
    return { warnings: reasonsOf(resource, issues, locate) };
  }

  private *placesInText(): Generator<readonly [string, Place]> {
    const { resource, locate } = this.decoded;
    for (const [modelPath, path] of this.places) yield [modelPath, placeOfPath(resource, path, locate)];
  }

  /** Whether the message is ours at all: its type, its event, its environment. */
  private foreign(header: FhirNode | undefined, kind: AnyMessageKind | undefined): Issue[] {
    const { root } = this.bundle;
    const issues: Issue[] = [];
    const type = root.text('type');
    if (type !== undefined && type !== 'message') {
      issues.push({ path: 'Bundle.type', code: 'not-our-event', detail: 'a Bundle of type message is taken here' });
    }
    if (header === undefined) return issues;
    if (header.child('response').isPresent) {
      issues.push({ path: `${header.path}.response`, code: 'not-our-event', detail: 'answers are not taken' });
    } else if (kind === undefined && eventOf(header) !== undefined) {
      issues.push({ path: `${header.path}.event`, code: 'not-our-event' });
    } else if (kind === undefined && header.child('eventCoding').isPresent) {
      issues.push({ path: `${header.path}.eventCoding.code`, code: 'missing-field', detail: 'name the event' });
    }
    const labels = [root, header].flatMap((resource) => {
      const meta = resource.child('meta');
      return [...meta.items('security'), ...meta.items('tag')];
    });
    const test = labels.find((label) => label.text('code') === TEST_LABEL.code);
    const taken = this.rules.processingIds;
    if (test === undefined ? taken.includes('P') : taken.some((id) => id !== 'P')) return issues;
    const detail =
      test === undefined ? 'only test data are taken here: label them HTEST' : 'no test data are taken here';
    return [...issues, { path: test?.path ?? 'Bundle.meta.security', code: 'wrong-processing-id', detail }];
  }

  private model(header: FhirNode, kind: AnyMessageKind): FhirObject {
    const { bundle, note, issues } = this;
    const parts = partsOf(bundle, header, this.rules.mapping, issues);
    const { communication, patient } = parts;
    note('', 'Bundle');
    note('kind', `${header.path}.eventCoding`);
    return {
      messageId: this.messageId(header),
      kind,
      sender: this.sender(header, communication),
      sentAt: this.sentAt(communication),
      ...this.episode(parts.encounter),
      plan: this.plan(communication),
      patient: patient.isPresent ? readPatient(patient, bundle, note) : this.nobody(patient),
      planningCategory: this.codes(CODE_SYSTEM.planningCategory, 'planningCategory', parts)[0],
      needs: this.needs(parts),
      recipients: this.recipients(communication),
      inReplyTo: this.inReplyTo(communication),
      consent: readConsent(parts, issues, note),
      content: readContent(kind, parts, note),
    };
  }

  private nobody(patient: FhirNode): undefined {
    this.note('patient', patient.path);
  }

  private messageId(header: FhirNode): string | undefined {
    const identifier = this.bundle.root.child('identifier');
    const value = identifier.text('value');
    this.note(
      'messageId',
      value === undefined && header.child('id').isPresent ? `${header.path}.id` : `${identifier.path}.value`,
    );
    return value ?? header.text('id');
  }

  private sentAt(communication: FhirNode): string | undefined {
    const { root } = this.bundle;
    const isThere = root.child('timestamp').isPresent || !communication.child('sent').isPresent;
    this.note('sentAt', isThere ? 'Bundle.timestamp' : `${communication.path}.sent`);
    return root.exactText('timestamp') ?? communication.exactText('sent');
  }

  private episode(encounter: FhirNode): FhirObject {
    const identifiers = encounter.items('identifier');
    const hub = identifiers.find((identifier) => identifier.text('system') === HUB_EPISODE);
    const others = identifiers.filter((identifier) => identifier !== hub);
    const own = others.find((identifier) => identifier.text('use') === 'official') ?? others[0];
    this.note('episode', (hub ?? encounter.first('identifier')).child('value').path);
    this.note('episodeId', (own ?? encounter.first('identifier')).child('value').path);
    return { episodeId: own?.text('value'), episode: hub?.text('value') };
  }

  /** The hub's id of the plan: the Communication names it, or a CarePlan in the Bundle that is it or a part of it. */
  private plan(communication: FhirNode): string | undefined {
    const { bundle, note } = this;
    const plans = bundle.all('CarePlan');
    const references = [communication, ...plans].flatMap((one) =>
      ['about', 'basedOn', 'partOf'].flatMap((key) => one.items(key)),
    );
    const named = references.flatMap((reference) => [
      reference.child('identifier'),
      ...(bundle.resolve(reference)?.items('identifier') ?? []),
    ]);
    const all = [...named, ...plans.flatMap((plan) => plan.items('identifier'))];
    const found = all.find((identifier) => identifier.text('system') === HUB_PLAN);
    note('plan', (found ?? communication.first('about').child('identifier')).child('value').path);
    return found?.text('value');
  }

  /** Who sends: the header's sender, whoever answers for it, the Communication's sender, the source at last. */
  private sender(header: FhirNode, communication: FhirNode): string | undefined {
    const references = [header.child('sender'), header.child('responsible'), communication.child('sender')];
    this.note('sender', `${header.path}.sender`);
    for (const reference of references) {
      const found = this.bundle.unitOf(reference);
      if (found === undefined) continue;
      this.note('sender', found.path);
      return found.value;
    }
    const source = header.child('source');
    const endpoint = source.text('endpoint');
    const { facilities } = this.rules.mapping;
    const names = [...references.map((one) => one.child('identifier').text('value')), endpoint, source.text('name')];
    return names.map((name) => mappedTo(facilities, name)).find((unit) => unit !== undefined) ?? unitAt(endpoint);
  }

  /** Codes of one of our systems, wherever a classification of the message or the stay may stand. */
  private codes(system: string, path: string, { communication, encounter, bundle }: MessageParts): string[] {
    const plans = [...bundle.all('ServiceRequest'), ...bundle.all('CarePlan')];
    const concepts = [
      ...communication.items('category'),
      ...encounter.items('type'),
      ...plans.flatMap((plan) => [...plan.items('code'), ...plan.items('category')]),
    ];
    const codings = concepts.flatMap((concept) => concept.items('coding'));
    const found = codings.filter((coding) => coding.text('system') === system && coding.text('code') !== undefined);
    this.note(path, found[0] === undefined ? `${communication.path}.category` : `${found[0].path}.code`);
    return found.flatMap((coding) => coding.text('code') ?? []);
  }

  private needs(parts: MessageParts): unknown {
    const own = readField(parts.communication, extensionUrl('needs'), ENVELOPE.needs, 'needs', this.note);
    const codes = this.codes(CODE_SYSTEM.need, 'needs', parts);
    return own ?? (codes.length === 0 ? undefined : codes);
  }

  private recipients(communication: FhirNode): unknown {
    this.note('recipients', `${communication.path}.recipient`);
    const own = readField(communication, extensionUrl('recipients'), ENVELOPE.recipients, 'recipients', this.note);
    const units = communication.items('recipient').filter((reference) => !this.bundle.isPerson(reference));
    if (own !== undefined || units.length === 0) return own;
    return units.flatMap((reference, index) => {
      const found = this.bundle.unitOf(reference);
      this.note(`recipients[${String(index)}]`, found?.path ?? reference.path);
      if (found === undefined) {
        const detail = 'a recipient is named by an identifier that is an HSA-id';
        this.issues.push({ path: `${reference.path}.identifier`, code: 'missing-field', detail });
      }
      return found?.value ?? [];
    });
  }

  private inReplyTo(communication: FhirNode): string | undefined {
    const reference = communication.first('inResponseTo');
    const target = this.bundle.resolve(reference)?.first('identifier');
    this.note('inReplyTo', `${reference.path}.identifier.value`);
    return reference.child('identifier').text('value') ?? target?.text('value');
  }
}

/** What makes a message none of ours. */
const FOREIGN: readonly string[] = ['not-our-event', 'wrong-processing-id'];

/** The HSA-id in the address of a source: in ours, or behind the OID of HSA-ids. */
function unitAt(endpoint: string | undefined): string | undefined {
  const prefixes = [UNIT_ENDPOINT, ...HSA_IDS.flatMap((oid) => [':', '.', '#', '|', '/'].map((mark) => oid + mark))];
  const prefix = prefixes.find((start) => endpoint?.startsWith(start) === true);
  if (endpoint === undefined || prefix === undefined) return undefined;
  try {
    return decodeURIComponent(endpoint.slice(prefix.length));
  } catch {
    return undefined;
  }
}
