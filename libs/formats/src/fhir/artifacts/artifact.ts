import type { Both } from '#domain/both.js';
import type { FhirObject } from '../object.js';

/** Types of the resources that say how the others are to be understood. */
export const ARTIFACT_TYPES = ['CodeSystem', 'ValueSet', 'StructureDefinition', 'MessageDefinition'] as const;
export type ArtifactType = (typeof ARTIFACT_TYPES)[number];

/** A resource that says how the others are to be understood; its id is what stands behind the type in its address. */
export interface Artifact extends FhirObject {
  readonly resourceType: ArtifactType;
  readonly id: string;
  readonly url: string;
}

/** Version of all artifacts together; raised with every change that readers can notice. */
export const ARTIFACT_VERSION = '1.0.0';
/** Day of that version. */
export const ARTIFACT_DATE = '2026-11-22';

export const FHIR_VERSION = '4.0.1';

/** A name as it stands by itself, and not in a sentence. */
export function asTitle({ sv, en }: Both): Both {
  return { sv: capitalised(sv), en: capitalised(en) };
}

function capitalised(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** What every artifact begins with, in the order that XML asks for; `name` is for machines and says what it is. */
export function headOf(
  resourceType: ArtifactType,
  named: { id: string; url: string; name: string; title: string; description: string },
): Artifact & FhirObject {
  const { id, url, name, title, description } = named;
  return {
    resourceType,
    id,
    language: 'sv',
    url,
    version: ARTIFACT_VERSION,
    name,
    title,
    status: 'active',
    ...(resourceType === 'StructureDefinition' ? {} : { experimental: false }),
    date: ARTIFACT_DATE,
    publisher: 'Hemgång',
    description,
    jurisdiction: [{ coding: [{ system: 'urn:iso:std:iso:3166', code: 'SE', display: 'Sweden' }] }],
  };
}

/** A name that machines can use, such as `HemgangInskrivningsmeddelande`, of words with anything between them. */
export function machineName(...words: readonly string[]): string {
  const plain = words
    .join(' ')
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '');
  const parts = plain.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
  return `Hemgang${parts.map(capitalised).join('')}`;
}

/** The logical id of what a canonical of ours names: its last part. */
export function idOf(url: string): string {
  return url.slice(url.lastIndexOf(':') + 1);
}
