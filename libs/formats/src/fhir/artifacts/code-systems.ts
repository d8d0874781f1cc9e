import type { Both } from '#domain/both.js';
import type { FhirObject } from '../object.js';
import { headOf, idOf, machineName } from './artifact.js';
import type { Artifact } from './artifact.js';
import { CODE_LISTS } from './code-lists.js';
import type { CodeList } from './code-list.js';

/** Each list of codes as CodeSystem and, since bindings name value sets, as the ValueSet of all its codes. */
export function codeArtifacts(): Artifact[] {
  return CODE_LISTS.flatMap((list) => [codeSystemOf(list), valueSetOf(list)]);
}

/** Canonical of the value set of all codes of a system of ours. */
export function valueSetUrl(system: string): string {
  return system.replace(':CodeSystem:', ':ValueSet:');
}

function codeSystemOf(list: CodeList): Artifact {
  return {
    ...headOf('CodeSystem', namedAs(list, list.system)),
    caseSensitive: true,
    valueSet: valueSetUrl(list.system),
    ...(list.codes === 'of-the-region'
      ? { content: 'not-present' }
      : { content: 'complete', count: list.codes.length, concept: list.codes.map(conceptOf) }),
  };
}

function valueSetOf(list: CodeList): Artifact {
  const url = valueSetUrl(list.system);
  return { ...headOf('ValueSet', namedAs(list, url)), compose: { include: [{ system: list.system }] } };
}

function namedAs({ title, description }: CodeList, url: string) {
  const both = `${title.sv} / ${title.en}`;
  return { id: idOf(url), url, name: machineName(title.sv), title: both, description };
}

function conceptOf([code, { sv, en }]: readonly [string, Both]): FhirObject {
  return { code, display: sv, designation: [{ language: 'en', value: en }] };
}
