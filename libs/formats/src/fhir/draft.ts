import { createHash } from 'node:crypto';
import type { FieldForm } from '#domain/content/form.js';
import type { RenderedMessage } from '../rendering.js';
import { fieldExtensions } from './extension-codec.js';
import { extensionUrl } from './names.js';
import type { FhirObject } from './object.js';

type Fields = Record<string, unknown>;

/** What a message of a plan says something of. */
export type PartRole = 'goal' | 'care-plan' | 'care-team' | 'appointment';

/** The resources of a message while they are being written. */
export class Draft {
  readonly communication: Fields = {};
  /** Undefined when the message names no person. */
  readonly patient: Fields | undefined;
  private inpatient: Fields | undefined;
  private readonly extensions = new Map<Fields, FhirObject[]>();
  /** Resources that others of the message point to. */
  readonly more: FhirObject[] = [];

  private readonly parts = new Map<string, Fields>();

  constructor(readonly message: RenderedMessage) {
    this.patient = message.patient === undefined ? undefined : {};
  }

  /** Made when something first belongs there. */
  get encounter(): Fields {
    this.inpatient ??= {};
    return this.inpatient;
  }

  get hasEncounter(): boolean {
    return this.inpatient !== undefined;
  }

  /** Address of a resource within the Bundle: the same whenever the same message is written. */
  idOf(role: string): string {
    const { sender, messageId } = this.message;
    const hash = createHash('sha256')
      .update(JSON.stringify([sender, messageId, role]))
      .digest('hex');
    return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  }

  reference(role: string, type: string): FhirObject {
    return { reference: `urn:uuid:${this.idOf(role)}`, type };
  }

  /** Adds a resource that is pointed to, and gives the reference to it. */
  point(role: string, { resourceType, ...elements }: FhirObject): FhirObject {
    this.more.push({ resourceType, id: this.idOf(role), ...elements });
    return this.reference(role, String(resourceType));
  }

  /** A resource that is written element by element, begun with what it has to hold. */
  part(role: PartRole, start: () => FhirObject): Fields {
    const known = this.parts.get(role);
    if (known !== undefined) return known;
    const { resourceType, ...elements } = start();
    const made: Fields = { resourceType, id: this.idOf(role), ...elements };
    this.parts.set(role, made);
    this.more.push(made);
    return made;
  }

  /** References to the resources that were written element by element. */
  get partReferences(): FhirObject[] {
    return [...this.parts].map(([role, made]) => this.reference(role, String(made['resourceType'])));
  }

  /** The person as the subject of a resource; nothing when the message names none. */
  get subject(): FhirObject {
    return this.patient === undefined ? {} : { subject: this.reference('patient', 'Patient') };
  }

  extend(holder: Fields, ...extensions: readonly FhirObject[]): void {
    const known = this.extensions.get(holder);
    if (known === undefined) this.extensions.set(holder, [...extensions]);
    else known.push(...extensions);
  }

  /** A field of the model that has no element of its own. */
  extendBy(holder: Fields, modelPath: string, form: FieldForm, value: unknown): void {
    this.extend(holder, ...fieldExtensions(extensionUrl(modelPath), form, value));
  }

  /** Whether a field of the model has become an extension. */
  isExtendedBy(holder: Fields, modelPath: string): boolean {
    const url = extensionUrl(modelPath);
    return this.extensions.get(holder)?.some((extension) => extension['url'] === url) ?? false;
  }

  extensionsOf(holder: Fields): FhirObject {
    const extension = this.extensions.get(holder);
    return extension === undefined ? {} : { extension };
  }
}
