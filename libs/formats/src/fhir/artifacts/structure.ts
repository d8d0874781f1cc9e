import type { FhirObject } from '../object.js';
import { FHIR_VERSION, headOf, idOf, machineName } from './artifact.js';
import type { Artifact } from './artifact.js';

/** Canonical of a type of HL7's. */
export function hl7Structure(type: string): string {
  return `http://hl7.org/fhir/StructureDefinition/${type}`;
}

export interface StructureParts {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  /** Type of what is constrained. */
  readonly type: string;
  readonly kind: 'resource' | 'complex-type';
  /** For extensions: paths of the elements on which they stand. */
  readonly contexts?: readonly string[];
  /** What differs from HL7's own definition of the type. */
  readonly elements: readonly FhirObject[];
}

/** A StructureDefinition that narrows one of HL7's; its snapshot follows from R4 and is left to validators. */
export function structure({ url, title, description, type, kind, contexts, elements }: StructureParts): Artifact {
  const id = idOf(url);
  const context = contexts?.map((expression) => ({ type: 'element', expression }));
  return {
    ...headOf('StructureDefinition', { id, url, name: machineName(id), title, description }),
    fhirVersion: FHIR_VERSION,
    kind,
    abstract: false,
    ...(context === undefined ? {} : { context }),
    type,
    baseDefinition: hl7Structure(type),
    derivation: 'constraint',
    differential: { element: [{ id: type, path: type, short: title, definition: description }, ...elements] },
  };
}

/** An element of a differential; its path is its id without the names of slices. */
export function element(id: string, constraints: FhirObject): FhirObject {
  return { id, path: id.replaceAll(/:[^.]+/g, ''), ...constraints };
}

/** The items of a list told apart by one of their elements; other items are welcome. */
export function slicing(id: string, type: 'value' | 'pattern' | 'profile', path: string): FhirObject {
  return element(id, { slicing: { discriminator: [{ type, path }], rules: 'open' } });
}
