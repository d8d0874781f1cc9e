import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { contentFieldsOf } from '#domain/content.js';
import { ANY_MESSAGE_KINDS, MESSAGE_KINDS } from '#domain/message.js';
import { KIND_NAMES } from '#domain/names.js';
import fc from 'fast-check';
import { r4Issues, extensionIssues, withSnapshot } from '../../../../../test/support/r4.js';
import { anyDelivered, anyHubMessage, anyMessageOf } from '../../../../../test/support/any-message.js';
import type { RenderedMessage } from '../../rendering.js';
import { contentUrl } from '../content-url.js';
import { readResource, encodeResource } from '../encoding.js';
import { EXTENSION, PROFILES } from '../names.js';
import { objectAt, objectsAt } from '../object.js';
import type { FhirObject } from '../object.js';
import { messageBundle } from '../render.js';
import { taskOf } from '../task.js';
import { artifactFiles, artifactOf } from './artifacts.js';
import { capabilityStatement } from './capability.js';

const FOLDER = new URL('../../../../../config/fhir/', import.meta.url);
const FILES = artifactFiles().map(({ name, text }) => ({ name, artifact: JSON.parse(text) as FhirObject }));

const OPTIONS = {
  recipient: 'SE2120002338-SOC01',
  delivery: { id: '0198f0c4-0000-7000-8000-000000000001', receiptDue: '2026-11-23T12:00:00.000Z' },
};

/** Our StructureDefinitions by their canonicals, with snapshots. */
const STRUCTURES = new Map(
  FILES.filter(({ artifact }) => artifact['resourceType'] === 'StructureDefinition').map(({ artifact }) => [
    String(artifact['url']),
    withSnapshot(artifact),
  ]),
);

function structureOf(url: string) {
  const found = STRUCTURES.get(url);
  if (found === undefined) throw new Error(`nothing defines ${url}`);
  return found;
}

const PROFILE_OF: Readonly<Record<string, string>> = {
  Bundle: PROFILES.message,
  MessageHeader: PROFILES.header,
  Communication: PROFILES.communication,
  Patient: PROFILES.patient,
  Encounter: PROFILES.encounter,
  Consent: PROFILES.consent,
  Task: PROFILES.task,
};

/** What is wrong with a Bundle, its resources and their extensions by the StructureDefinitions. */
function issuesOf(bundle: FhirObject): string[] {
  const resources = [bundle, ...objectsAt(bundle['entry']).map((entry) => objectAt(entry['resource']))];
  return [
    ...resources.flatMap((resource) => {
      const profile = PROFILE_OF[String(resource['resourceType'])];
      return r4Issues(resource, profile === undefined ? undefined : structureOf(profile));
    }),
    ...extensionsIn(bundle).flatMap((extension) => extensionIssues(extension, structureOf(String(extension['url'])))),
  ];
}

/** Every extension of ours, wherever it stands. */
function extensionsIn(value: unknown): FhirObject[] {
  if (Array.isArray(value)) return value.flatMap(extensionsIn);
  if (typeof value !== 'object' || value === null) return [];
  const object = objectAt(value);
  const own = objectsAt(object['extension']).filter(({ url }) => String(url).startsWith(EXTENSION));
  return [...own, ...Object.values(object).flatMap(extensionsIn)];
}

describe('config/fhir', () => {
  it('holds what the code says; if not, run npm run fhir', () => {
    const kept = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), 'utf8') }));
    const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
    expect(kept.sort(byName)).toEqual(artifactFiles().sort(byName));
  });

  it('holds R4 resources only, also when they are written as XML', () => {
    for (const { name, artifact } of FILES) {
      expect([name, r4Issues(artifact)]).toEqual([name, []]);
      const arrived = { bytes: encodeResource(artifact, 'xml'), contentType: 'application/fhir+xml' };
      const type = String(artifact['resourceType']);
      expect([name, readResource(arrived, 'xml', type)]).toEqual([name, { ok: true, resource: artifact }]);
    }
  });

  it('names each artifact once, by an id that its canonical ends with', () => {
    const urls = FILES.map(({ artifact }) => String(artifact['url']));
    expect(new Set(urls).size).toBe(urls.length);
    const names = FILES.map(({ artifact }) => `${String(artifact['resourceType'])} ${String(artifact['name'])}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { artifact } of FILES) expect(artifact['url']).toMatch(new RegExp(`:${String(artifact['id'])}$`));
  });

  it('names every kind of message in both languages, and has a definition of each', () => {
    for (const kind of ANY_MESSAGE_KINDS) {
      const { sv, en } = KIND_NAMES[kind];
      expect(artifactOf(`MessageDefinition/${kind}`)).toMatchObject({
        title: expect.stringMatching(new RegExp(`^${sv} / ${en}$`, 'i')),
        eventCoding: { code: kind },
      });
    }
  });

  it('has one definition of each content field, and one more where a kind has it in another form', () => {
    const types = (url: string) =>
      JSON.stringify(structureOf(url).differential?.element.map(({ id, type }) => [id, type]));
    expect(contentUrl('fast-vardkontakt', 'coordinator')).toBe('urn:hemgang:fhir:extension:content.coordinator');
    expect(contentUrl('sip-mote', 'coordinator')).toBe('urn:hemgang:fhir:extension:content.sip-mote.coordinator');
    expect(contentUrl('sip-deltagare', 'event')).toBe(contentUrl('sip-mote', 'event'));
    for (const kind of ANY_MESSAGE_KINDS) {
      for (const name of Object.keys(contentFieldsOf(kind))) {
        const [own, plain] = [contentUrl(kind, name), `${EXTENSION}content.${name}`];
        expect([own, own === plain || types(own) !== types(plain)]).toEqual([own, true]);
      }
    }
  });
});

describe('what the hub writes', () => {
  const conforms = (message: RenderedMessage) => expect(issuesOf(messageBundle(message, OPTIONS))).toEqual([]);

  it.each(MESSAGE_KINDS)('conforms to the profiles and extensions: %s', (kind) => {
    fc.assert(fc.property(anyMessageOf(kind), conforms), { numRuns: 10 });
  });

  it('conforms with what the hub adds, and for what it sends itself', () => {
    fc.assert(fc.property(anyDelivered, conforms), { numRuns: 20 });
    fc.assert(fc.property(anyHubMessage, conforms), { numRuns: 20 });
  });

  it('conforms in its Tasks', () => {
    const acceptedAt = new Date('2026-11-23T07:15:00Z');
    const task = taskOf({
      ...{ id: OPTIONS.delivery.id, message: 'm', kind: 'inskrivningsmeddelande', sender: 'SE2321000016-AVD12' },
      ...{ messageId: 'm-1', unit: OPTIONS.recipient, role: 'socialtjanst', profile: 'gavleborg', episode: 'e' },
      ...{ episodeNumber: 'V1', state: 'receipted', receiptDue: acceptedAt, acceptedAt, fetchedAt: acceptedAt },
      receipt: { by: { name: 'Anna Ek', title: 'chef' }, at: acceptedAt, recordedAt: acceptedAt },
      forwardedTo: undefined,
    });
    expect(r4Issues(task, structureOf(PROFILES.task))).toEqual([]);
  });

  it('conforms in what it says of itself', () => {
    const statement = capabilityStatement('https://hemgang.example.se/fhir');
    expect(r4Issues(statement)).toEqual([]);
    expect(JSON.stringify(statement)).toContain('https://hemgang.example.se/oauth2/token');
  });
});

describe('the profiles', () => {
  const bundle = messageBundle(
    {
      ...{ messageId: 'm-1', kind: 'inskrivningsmeddelande', sender: 'SE2321000016-AVD12', episodeId: 'V1' },
      sentAt: '2026-11-23T08:00:00+01:00',
      patient: { id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' },
      planningCategory: 'BC',
      consent: { given: true },
      content: {
        ...{ admittedAt: '2026-11-23T07:00:00+01:00', expectedDischarge: '2026-11-27', physicianAssessed: true },
        arrivalTalk: { heldAt: '2026-11-23T07:30:00+01:00', by: { name: 'Anna Ek', title: 'sjuksköterska' } },
      },
    },
    OPTIONS,
  );

  /** The Bundle after its text was changed. */
  const changed = (from: string, to: string): FhirObject => {
    const text = JSON.stringify(bundle);
    if (!text.includes(from)) throw new Error('there is nothing to change');
    return JSON.parse(text.replace(from, to)) as FhirObject;
  };

  it.each([
    ['another type of Bundle', '"type":"message"', '"type":"collection"'],
    ['no time of sending', '"timestamp":"2026-11-23T08:00:00+01:00",', ''],
    ['an event of others', 'urn:hemgang:fhir:CodeSystem:meddelandetyp', 'urn:x'],
    [
      'a sender who is not named by HSA-id',
      '"sender":{"type":"Organization","identifier":{"system":"urn:oid:1.2.752.29.4.19"',
      '"sender":{"type":"Organization","identifier":{"system":"urn:x"',
    ],
    ['a Communication that is not completed', '"status":"completed"', '"status":"in-progress"'],
    ['a person without family name', '"family":"Tolvansson",', ''],
    ['a stay that is not inpatient', '"code":"IMP"', '"code":"AMB"'],
    ['a consent that says neither yes nor no', '"type":"permit"', '"id":"x"'],
    ['an extension with another type of value', '"valueBoolean":true', '"valueString":"ja"'],
    ['an extension without its value', '"valueDateTime":"2026-11-27"', '"id":"x"'],
    ['an extension without one that it needs', '{"url":"heldAt","valueInstant":"2026-11-23T07:30:00+01:00"},', ''],
    ['an extension within one without what it needs', '{"url":"name","valueString":"Anna Ek"},', ''],
  ])('do not let through %s', (_what, from, to) => {
    expect(issuesOf(bundle)).toEqual([]);
    expect(issuesOf(changed(from, to))).not.toEqual([]);
  });

  it('know every extension that is written', () => {
    expect(() => issuesOf(changed('extension:content.physicianAssessed', 'extension:content.x'))).toThrow(
      'nothing defines',
    );
  });
});
