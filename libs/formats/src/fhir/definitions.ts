import { PRIMITIVES } from './primitives.js';
import { OTHER_RESOURCES, R4_TYPES } from './r4-table.js';

/** One element of a type, under one of the keys that it has in JSON: a choice has a key for each type. */
export interface ElementDefinition {
  /** Key in JSON and element in XML, such as `valueString`. */
  readonly key: string;
  /** Name in FHIRPath, such as `value`. */
  readonly name: string;
  readonly type: string;
  /** How a value of it is checked; undefined for what has elements of its own. */
  readonly primitive: ((value: unknown) => boolean) | undefined;
  readonly isRequired: boolean;
  readonly isList: boolean;
  readonly isChoice: boolean;
  /** Whether XML has it as an attribute. */
  readonly isAttribute: boolean;
  /** Place among the elements of its type in XML. */
  readonly order: number;
}

export interface TypeDefinition {
  readonly name: string;
  /** In the order in which XML has them; every key of a choice is there. */
  readonly elements: ReadonlyMap<string, ElementDefinition>;
  /** What has to be there: each with the keys of which one is enough. */
  readonly required: readonly { readonly name: string; readonly keys: readonly string[] }[];
}

const ELEMENT = /^(@?)([A-Za-z]+)(\[x\])?([?!*+])(.+)$/;

function elementsOf(text: string, order: number): ElementDefinition[] {
  const [, attribute, name = '', choice, card = '?', types = ''] = ELEMENT.exec(text) ?? [];
  return types.split('|').map((type) => ({
    key: choice === undefined ? name : name + type.charAt(0).toUpperCase() + type.slice(1),
    name,
    type,
    primitive: PRIMITIVES.get(type),
    isRequired: card === '!' || card === '+',
    isList: card === '*' || card === '+',
    isChoice: choice !== undefined,
    isAttribute: attribute === '@',
    order,
  }));
}

function typeOf(line: string): TypeDefinition {
  const [name = '', ...texts] = line.split(' ');
  const groups = texts.map(elementsOf);
  const required = groups
    .filter(([first]) => first?.isRequired === true)
    .map((group) => ({ name: group[0]?.name ?? '', keys: group.map(({ key }) => key) }));
  return { name, elements: new Map(groups.flat().map((element) => [element.key, element])), required };
}

const TYPES: ReadonlyMap<string, TypeDefinition> = new Map(
  R4_TYPES.trim()
    .split('\n')
    .map((line) => typeOf(line))
    .map((type) => [type.name, type]),
);

const OTHERS: ReadonlySet<string> = new Set(OTHER_RESOURCES.split(' '));

/** Every type that has elements, resources among them. */
export function allDefinitions(): Iterable<TypeDefinition> {
  return TYPES.values();
}

/** The elements of a type that has some; undefined for primitives and for resources that are known by name only. */
export function definitionOf(type: string): TypeDefinition | undefined {
  return TYPES.get(type);
}

/** The elements of a resource type that messages are read by. */
export function resourceDefinition(type: string): TypeDefinition | undefined {
  const definition = TYPES.get(type);
  return definition?.elements.get('implicitRules') === undefined ? undefined : definition;
}

/** Whether R4 has a resource of this name that is not read here. */
export function isOtherResource(type: string): boolean {
  return OTHERS.has(type);
}
