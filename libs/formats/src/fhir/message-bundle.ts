import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import type { Issue } from './issue.js';
import { HSA_IDS } from './names.js';
import { FhirNode } from './node.js';
import type { FhirObject } from './object.js';
import type { ReferenceUse } from './structure.js';

/** More resources than any message needs. */
const MAX_ENTRIES = 500;

/** What is never followed for a unit: people, not places. */
const PEOPLE = ['Patient', 'Practitioner', 'RelatedPerson', 'Group'];

/** How far from a reference the organisation may be: a role, its service, its unit. */
const MAX_STEPS = 3;

/** An address on a server that is longer than this is none that references are made relative to. */
const LONGEST_BASE = 2_000;

const HSA_ID_FORM = /^SE\d{10}-[A-Za-z0-9]+$/;

/** A text and the path where it stands. */
export interface Found {
  readonly value: string;
  readonly path: string;
}

/** The resources of a message Bundle and how they point to each other. Takes whatever bytes made of it; never throws. */
export class MessageBundle {
  readonly root: FhirNode;
  /** The resources in the order in which they stand. */
  readonly resources: readonly FhirNode[];
  private readonly byUrl = new Map<string, FhirNode>();
  private readonly byTypeAndId = new Map<string, FhirNode>();
  private readonly urls = new Map<string, string>();
  /** What comes before a relative reference in an entry, by the path of the entry. */
  private readonly bases = new Map<string, string>();
  /** Contained resources by their id, per entry; filled when one is asked for. */
  private readonly contained = new Map<string, ReadonlyMap<string, FhirNode>>();
  /** The units that resources stand for, as far as somebody has asked: many references may lead to one resource. */
  private readonly units = new Map<string, Found | undefined>();

  constructor(resource: FhirObject) {
    this.root = new FhirNode(resource, 'Bundle');
    this.resources = this.root
      .items('entry')
      .slice(0, MAX_ENTRIES)
      .map((entry) => this.indexed(entry));
  }

  private indexed(entry: FhirNode): FhirNode {
    const resource = entry.child('resource');
    const url = entry.text('fullUrl');
    const key = `${resource.text('resourceType') ?? ''}/${resource.text('id') ?? ''}`;
    if (!this.byTypeAndId.has(key)) this.byTypeAndId.set(key, resource);
    if (url !== undefined) {
      this.urls.set(entry.path, url);
      const base = url.length > LONGEST_BASE ? undefined : /^(https?:\/\/.+\/)[A-Za-z]+\/[^/]+$/.exec(url)?.[1];
      if (base !== undefined) this.bases.set(entry.path, base);
      if (!this.byUrl.has(url)) this.byUrl.set(url, resource);
    }
    return resource;
  }

  all(type: string): FhirNode[] {
    return this.resources.filter((resource) => resource.text('resourceType') === type);
  }

  /** The MessageHeader, when it is where R4 wants it: first. */
  get header(): FhirNode | undefined {
    const [first] = this.resources;
    return first?.text('resourceType') === 'MessageHeader' ? first : undefined;
  }

  fullUrlOf(resource: FhirNode): string | undefined {
    return this.urls.get(resource.path.replace(/\.resource$/, ''));
  }

  /** Where a resource that is not there would stand. */
  absent(): FhirNode {
    return new FhirNode(undefined, `Bundle.entry[${String(this.resources.length)}].resource`);
  }

  /** The resource in the Bundle that a reference points to. */
  resolve(reference: FhirNode): FhirNode | undefined {
    const target = reference.text('reference');
    return target === undefined ? undefined : this.target(reference.path, target);
  }

  private target(path: string, target: string): FhirNode | undefined {
    const entry = /^Bundle\.entry\[\d+\]/.exec(path)?.[0] ?? '';
    if (target.startsWith('#')) return this.containedIn(entry).get(target.slice(1));
    const unversioned = target.replace(/\/_history\/[^/]+$/, '');
    const base = this.bases.get(entry);
    const absolute = base === undefined ? undefined : this.byUrl.get(base + unversioned);
    return this.byUrl.get(unversioned) ?? absolute ?? this.byTypeAndId.get(unversioned);
  }

  private containedIn(entry: string): ReadonlyMap<string, FhirNode> {
    const known = this.contained.get(entry);
    if (known !== undefined) return known;
    const holder = this.resources.find(({ path }) => path === `${entry}.resource`);
    const contained = holder?.items('contained') ?? [];
    const byId = new Map(contained.map((resource) => [resource.text('id') ?? '', resource]));
    this.contained.set(entry, byId);
    return byId;
  }

  /**
   * The one resource of a type that a message is about. Whoever leads to one must lead to the same one, and a reference that
   * leads to none must not be passed over when there is another to be mistaken for it.
   */
  theOne(
    type: string,
    focus: readonly FhirNode[],
    references: readonly FhirNode[],
  ): { found?: FhirNode | undefined; issue?: Issue } {
    const led = [...focus, ...references].flatMap((reference) => {
      const resource = this.resolve(reference);
      return resource?.text('resourceType') === type ? [{ reference, resource }] : [];
    });
    const [first] = led;
    const [only, another] = this.all(type);
    const lost = references.find((reference) => reference.child('reference').isPresent && !this.resolve(reference));
    const other = led.find(({ resource }) => resource.path !== first?.resource.path);
    const found = first?.resource ?? only;
    if (other !== undefined)
      return { found, issue: this.unclear(other.reference.path, `leads to another ${type} than the rest`) };
    if (lost !== undefined && only !== undefined) {
      return { found, issue: this.unclear(lost.path, `does not lead to the ${type} in the Bundle`) };
    }
    if (first !== undefined || another === undefined) return { found };
    return {
      found,
      issue: this.unclear(another.path, `nothing says which ${type} is meant: name it in MessageHeader.focus`),
    };
  }

  private unclear(path: string, detail: string): Issue {
    return { path, code: 'invalid-structure', detail };
  }

  /** The HSA-id of whatever a reference stands for: its own identifier, or that of what it points to. */
  unitOf(reference: FhirNode, steps = MAX_STEPS): Found | undefined {
    const own = hsaIdIn([reference.child('identifier')]);
    if (own !== undefined || steps === 0) return own;
    const target = this.resolve(reference);
    if (target === undefined || PEOPLE.includes(target.text('resourceType') ?? '')) return undefined;
    const key = `${String(steps)} ${target.path}`;
    const known = this.units.get(key);
    if (known !== undefined || this.units.has(key)) return known;
    const found = this.unitOfResource(target, steps);
    this.units.set(key, found);
    return found;
  }

  private unitOfResource(target: FhirNode, steps: number): Found | undefined {
    const named = hsaIdIn(target.items('identifier'));
    if (named !== undefined) return named;
    const next = ['organization', 'managingOrganization', 'providedBy', 'partOf'].map((key) => target.child(key));
    return next.map((further) => this.unitOf(further, steps - 1)).find((found) => found !== undefined);
  }

  /** Whether a reference is to a person rather than a unit. */
  isPerson(reference: FhirNode): boolean {
    const type = this.resolve(reference)?.text('resourceType') ?? reference.text('type');
    return PEOPLE.includes(type ?? reference.text('reference')?.split('/').at(-2) ?? '');
  }

  /** What is wrong with the Bundle as a message, the elements of its resources aside. */
  issues(references: readonly ReferenceUse[]): Issue[] {
    const issues: Issue[] = [];
    const entries = this.root.items('entry');
    const tell = (path: string, detail: string): void => {
      issues.push({ path, code: 'invalid-structure', detail });
    };
    if (this.header === undefined)
      tell('Bundle.entry[0].resource', 'the first entry of a message is its MessageHeader');
    if (this.root.child('total').isPresent) tell('Bundle.total', 'belongs to searches only');
    const seen = new Set<string>();
    for (const [index, entry] of entries.slice(0, MAX_ENTRIES).entries()) {
      const type = entry.child('resource').text('resourceType');
      if (!entry.child('resource').isPresent) tell(`${entry.path}.resource`, 'an entry of a message holds a resource');
      if (type === 'Bundle') tell(`${entry.path}.resource`, 'a message holds no other Bundle');
      if (type === 'MessageHeader' && index > 0) tell(`${entry.path}.resource`, 'a message has one MessageHeader');
      for (const key of ['search', 'request', 'response']) {
        if (entry.child(key).isPresent) tell(`${entry.path}.${key}`, 'belongs to other Bundles than messages');
      }
      const url = entry.text('fullUrl');
      if (url === undefined) continue;
      if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(url)) tell(`${entry.path}.fullUrl`, 'must be absolute, such as urn:uuid:');
      if (url.includes('/_history/')) tell(`${entry.path}.fullUrl`, 'must not name a version');
      if (seen.has(url)) tell(`${entry.path}.fullUrl`, 'stands on another entry, too');
      seen.add(url);
    }
    return [...issues, ...this.dangling(references)];
  }

  /** References that can only mean something in the Bundle, but do not. What lies on a server is left to its owner. */
  private dangling(references: readonly ReferenceUse[]): Issue[] {
    return references
      .filter(({ target }) => target.startsWith('#') || target.startsWith('urn:uuid:') || target.startsWith('urn:oid:'))
      .filter(({ path, target }) => target !== '#' && this.target(path, target) === undefined)
      .map(({ path }) => ({
        path: `${path}.reference`,
        code: 'invalid-structure' as const,
        detail: 'nothing in the Bundle has this address',
      }));
  }

  /** Whether there are more entries than a message may have. */
  tooLarge(): Reason | undefined {
    if (this.root.items('entry').length <= MAX_ENTRIES) return undefined;
    return reason('too-complex', 'Bundle.entry', `at most ${String(MAX_ENTRIES)} entries`);
  }
}

function hsaIdIn(identifiers: readonly FhirNode[]): Found | undefined {
  for (const identifier of identifiers) {
    const value = identifier.text('value');
    const system = identifier.text('system');
    const isHsaId = system === undefined ? HSA_ID_FORM.test(value ?? '') : HSA_IDS.includes(system);
    if (value !== undefined && isHsaId) return { value, path: `${identifier.path}.value` };
  }
  return undefined;
}
