import { isFields } from '#domain/object-check.js';
import type { Fields } from '#domain/object-check.js';
import type { ReasonCode } from '#domain/reason.js';
import { definitionOf, isOtherResource, resourceDefinition } from './definitions.js';
import type { ElementDefinition, TypeDefinition } from './definitions.js';
import { MAX_ISSUES } from './issue.js';
import type { Issue } from './issue.js';
import { formOf } from './primitives.js';

/** A literal reference that stands in a resource. */
export interface ReferenceUse {
  /** Path of the `Reference`. */
  readonly path: string;
  readonly target: string;
}

/** What a check of the structure found. */
export interface StructureReport {
  readonly issues: readonly Issue[];
  /** Paths of resources whose type R4 has but that are not read here. */
  readonly unread: readonly string[];
  readonly references: readonly ReferenceUse[];
}

/**
 * Whether a value is a resource of R4 by its elements: known names, how often they stand, the form of primitives, nothing
 * empty. What must not be passed over when it is not understood (`modifierExtension`, `implicitRules`) is an issue, too.
 * Code systems and FHIRPath invariants are not looked at.
 */
export function checkStructure(resource: unknown, path: string): StructureReport {
  const check = new StructureCheck(path);
  check.resource(resource, 'contained');
  return check;
}

/** Deeper than any R4 resource goes. */
const MAX_DEPTH = 64;

class StructureCheck implements StructureReport {
  readonly issues: Issue[] = [];
  readonly unread: string[] = [];
  readonly references: ReferenceUse[] = [];
  private readonly steps: string[];

  constructor(root: string) {
    this.steps = [root];
  }

  private tell(code: ReasonCode, detail: string, step = ''): void {
    if (this.issues.length < MAX_ISSUES) this.issues.push({ path: this.steps.join('') + step, code, detail });
  }

  private within(step: string, look: () => void): void {
    if (this.issues.length >= MAX_ISSUES) return;
    if (this.steps.length > MAX_DEPTH * 2) return this.tell('too-complex', 'nested too deeply');
    this.steps.push(step);
    look();
    this.steps.pop();
  }

  resource(value: unknown, holder: 'contained' | 'nothing'): void {
    if (!isFields(value)) return this.tell('invalid-structure', 'a resource is an object');
    const type = Object.hasOwn(value, 'resourceType') ? value['resourceType'] : undefined;
    if (typeof type !== 'string') return this.tell('missing-field', 'name the type of the resource', '.resourceType');
    const definition = resourceDefinition(type);
    if (definition !== undefined) return this.object(value, definition, holder);
    if (!isOtherResource(type)) return this.tell('invalid-value', 'R4 has no such resource', '.resourceType');
    this.unread.push(this.steps.join(''));
    this.untyped(value);
  }

  private object(value: unknown, definition: TypeDefinition, holder: 'contained' | 'nothing' = 'nothing'): void {
    if (!isFields(value)) return this.tell('invalid-structure', 'an object with elements stands here');
    const keys = Object.keys(value);
    if (keys.length === 0) return this.tell('invalid-structure', 'nothing may be empty: leave it out');
    const chosen = new Set<string>();
    for (const key of keys) {
      if (key === 'resourceType' && definition.elements.has('implicitRules')) continue;
      const element = definition.elements.get(key.startsWith('_') ? key.slice(1) : key);
      if (element === undefined) this.unknown(key, definition);
      else if (key.startsWith('_')) this.parts(value, key, element);
      else {
        if (element.isChoice && chosen.has(element.name)) {
          this.tell('invalid-structure', 'only one of the types of a choice may stand', `.${key}`);
        }
        chosen.add(element.name);
        this.element(value, key, element, holder);
      }
    }
    this.required(value, definition);
    const target = definition.name === 'Reference' ? value['reference'] : undefined;
    if (typeof target === 'string') this.references.push({ path: this.steps.join(''), target });
  }

  private required(value: Fields, definition: TypeDefinition): void {
    for (const { name, keys } of definition.required) {
      const stands = keys.some((key) => Object.hasOwn(value, key) || Object.hasOwn(value, `_${key}`));
      if (!stands) this.tell('missing-field', 'R4 asks for it', `.${name}`);
    }
    if (definition.name === 'Extension') {
      const hasValue = Object.keys(value).some((key) => key.startsWith('value') || key.startsWith('_value'));
      if (hasValue === Object.hasOwn(value, 'extension')) {
        this.tell('invalid-structure', 'an extension has either a value or extensions of its own');
      }
    }
  }

  private unknown(key: string, { name, elements }: TypeDefinition): void {
    const isPlain = /^_?[A-Za-z][A-Za-z0-9]{0,40}$/.test(key);
    const known = [...new Set([...elements.values()].map((element) => element.name))].join(', ');
    // The choices of an extension's value would be a list of fifty.
    const detail = name.length > 40 ? 'no element of R4' : `elements of ${name}: ${known}`;
    this.tell('unknown-field', detail, isPlain ? `.${key}` : '');
  }

  private element(object: Fields, key: string, element: ElementDefinition, holder: 'contained' | 'nothing'): void {
    const value = object[key];
    if (element.name === 'modifierExtension' || element.name === 'implicitRules') {
      return this.tell('invalid-structure', 'changes the meaning in a way that is not known here', `.${key}`);
    }
    if (element.name === 'contained' && holder === 'nothing') {
      return this.tell('invalid-structure', 'a contained resource contains no other', `.${key}`);
    }
    if (Array.isArray(value)) return this.list(object, key, value, element);
    this.within(`.${key}`, () => {
      if (element.isList) this.tell('invalid-structure', 'a list, also of one, stands in brackets');
      else this.value(value, element);
    });
  }

  private list(object: Fields, key: string, items: readonly unknown[], element: ElementDefinition): void {
    if (!element.isList) return this.tell('invalid-structure', 'stands once only', `.${key}`);
    if (items.length === 0) return this.tell('invalid-structure', 'nothing may be empty: leave it out', `.${key}`);
    const parts = element.primitive === undefined ? undefined : object[`_${key}`];
    for (const [index, item] of items.entries()) {
      if (item === null && Array.isArray(parts) && isFields(parts[index])) continue;
      this.within(`.${key}[${String(index)}]`, () => this.value(item, element));
    }
  }

  private value(value: unknown, element: ElementDefinition): void {
    if (element.primitive !== undefined) {
      if (!element.primitive(value)) this.tell('invalid-value', `must be ${formOf(element.type)}`);
      return;
    }
    if (element.type === 'Resource') {
      return this.resource(value, element.name === 'contained' ? 'nothing' : 'contained');
    }
    const definition = definitionOf(element.type);
    if (definition === undefined) this.untyped(value);
    else this.object(value, definition);
  }

  /** What stands beside a primitive: its id and extensions. */
  private parts(object: Fields, key: string, element: ElementDefinition): void {
    const value = object[key];
    if (element.primitive === undefined) return this.tell('unknown-field', 'only a primitive has it', `.${key}`);
    if (!element.isList) return this.within(`.${key}`, () => this.part(value));
    if (!Array.isArray(value))
      return this.tell('invalid-structure', 'a list, also of one, stands in brackets', `.${key}`);
    for (const [index, item] of value.entries()) {
      if (item !== null) this.within(`.${key}[${String(index)}]`, () => this.part(item));
    }
  }

  private part(value: unknown): void {
    const definition = definitionOf('Extension');
    if (!isFields(value)) return this.tell('invalid-structure', 'an object with id or extensions stands here');
    for (const key of Object.keys(value)) {
      const element = key === 'id' || key === 'extension' ? definition?.elements.get(key) : undefined;
      if (element === undefined) this.tell('unknown-field', 'beside a primitive stand its id and extensions');
      else this.element(value, key, element, 'nothing');
    }
  }

  /** Of what is not read only that nothing is empty. */
  private untyped(value: unknown): void {
    if (value === null || value === '') return this.tell('invalid-structure', 'nothing may be empty: leave it out');
    if (typeof value !== 'object') return;
    const entries = Object.entries(value);
    if (entries.length === 0) return this.tell('invalid-structure', 'nothing may be empty: leave it out');
    for (const [key, item] of entries) {
      const isPlain = /^_?[A-Za-z0-9]{1,40}$/.test(key);
      if (item === null && Array.isArray(value)) continue;
      const step = Array.isArray(value) ? `[${key}]` : `.${isPlain ? key : '_'}`;
      this.within(step, () => this.untyped(item));
    }
  }
}
