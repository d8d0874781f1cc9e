#!/usr/bin/env node
/**
 * Writes the table of FHIR R4 elements that messages are read and written by (libs/formats/src/fhir/r4-table.ts) from the
 * definitions that HL7 publishes. `--check` writes nothing and fails when the table is not what it would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const PUBLISHED_IN = join(ROOT, 'node_modules', '@medplum', 'definitions', 'dist', 'fhir', 'r4');
const TARGET = join(ROOT, 'libs', 'formats', 'src', 'fhir', 'r4-table.ts');

/** Resource types that are known by their elements; of the others the names are enough. */
const RESOURCES = [
  ...['Bundle', 'MessageHeader', 'OperationOutcome', 'Parameters', 'Communication', 'Encounter', 'Patient', 'Consent'],
  ...['Organization', 'Practitioner', 'PractitionerRole', 'Location', 'HealthcareService', 'Endpoint', 'RelatedPerson'],
  ...['ServiceRequest', 'CarePlan', 'CareTeam', 'Goal', 'Appointment', 'CommunicationRequest', 'EpisodeOfCare', 'Task'],
  'Provenance',
  ...['CapabilityStatement', 'CodeSystem', 'ValueSet', 'StructureDefinition', 'MessageDefinition', 'NamingSystem'],
];

/** What the package has changed in the published definitions. */
const PUBLISHED = { 'Bundle.entry.response.outcome': 'Resource' };
const NOT_PUBLISHED = ['project', 'author', 'onBehalfOf', 'account', 'accounts', 'compartment', 'deleted'].map(
  (name) => `Meta.${name}`,
);

const FHIR_TYPE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

function definitions() {
  const files = ['profiles-types', 'profiles-resources'].map((name) => join(PUBLISHED_IN, `${name}.json`));
  const resources = files.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')).entry);
  return new Map(resources.map(({ resource }) => [resource.name, resource]));
}

/** `identifier*Identifier`: name, `?` 0..1, `!` 1..1, `*` 0..n, `+` 1..n, types; `[x]` is a choice, `@` an XML attribute. */
function elementText(element, root) {
  const name = element.path.slice(element.path.lastIndexOf('.') + 1);
  const many = element.max === '*';
  const card = element.min > 0 ? (many ? '+' : '!') : many ? '*' : '?';
  const attribute = element.representation?.includes('xmlAttr') === true ? '@' : '';
  return `${attribute}${name}${card}${typesOf(element, root).join('|')}`;
}

function typesOf(element, root) {
  if (PUBLISHED[element.path] !== undefined) return [PUBLISHED[element.path]];
  if (element.contentReference !== undefined) return [element.contentReference.slice(1)];
  return element.type.map((type) => {
    const isNested = ['BackboneElement', 'Element'].includes(type.code) && root.kind !== 'primitive-type';
    if (isNested && element.path !== 'Dosage' && element.base?.path === element.path) return element.path;
    if (!type.code.startsWith('http://hl7.org/fhirpath/')) return type.code;
    if (element.path === `${root.name}.id` && root.kind === 'resource') return 'id';
    return type.extension?.find(({ url }) => url === FHIR_TYPE)?.valueUrl ?? 'string';
  });
}

/** A type and the nested ones in it, each with the elements that stand directly in it. */
function typeLines(root) {
  const groups = new Map([[root.name, []]]);
  for (const element of root.snapshot.element.slice(1)) {
    if (NOT_PUBLISHED.includes(element.path) || element.max === '0') continue;
    const parent = element.path.slice(0, element.path.lastIndexOf('.'));
    if (!groups.has(parent)) groups.set(parent, []);
    groups.get(parent).push({ text: elementText(element, root), types: typesOf(element, root) });
  }
  return groups;
}

function table() {
  const known = definitions();
  const lines = new Map();
  const wanted = [...RESOURCES];
  while (wanted.length > 0) {
    const root = known.get(wanted.shift());
    if (root === undefined || root.kind === 'primitive-type' || root.abstract || lines.has(root.name)) continue;
    for (const [name, elements] of typeLines(root)) {
      lines.set(name, `${name} ${elements.map(({ text }) => text).join(' ')}`);
      if (root.kind === 'resource' || !RESOURCES.includes(name)) wanted.push(...elements.flatMap(({ types }) => types));
    }
  }
  const others = [...known.values()]
    .filter(
      ({ resourceType, kind, abstract, name }) =>
        resourceType === 'StructureDefinition' && kind === 'resource' && !abstract && !RESOURCES.includes(name),
    )
    .map(({ name }) => name);
  return { lines: [...lines.values()], others };
}

function source() {
  const { lines, others } = table();
  return `/**
 * The elements of FHIR R4 (4.0.1), made by \`tools/fhir-definitions.mjs\`: do not edit. A line is a type and its elements; \`?\` 0..1,
 * \`!\` 1..1, \`*\` 0..n, \`+\` 1..n; \`[x]\` is a choice of types, \`@\` an attribute in XML.
 */
export const R4_TYPES = \`
${lines.join('\n')}
\`;

/** Resource types that are known by name only. */
export const OTHER_RESOURCES =
  '${others.join(' ')}';
`;
}

const wanted = source();
if (process.argv.includes('--check')) {
  if (readFileSync(TARGET, 'utf8') !== wanted) {
    console.error('libs/formats/src/fhir/r4-table.ts is not current: run node tools/fhir-definitions.mjs');
    process.exitCode = 1;
  }
} else writeFileSync(TARGET, wanted);
