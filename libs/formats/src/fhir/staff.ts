import { STAFF } from '#domain/content/form.js';
import type { Fields } from '#domain/object-check.js';
import type { Note } from './extension-codec.js';
import type { MessageBundle } from './message-bundle.js';
import type { FhirNode } from './node.js';
import type { FhirObject } from './object.js';

/** A member of staff as a role: the name of the person, the title as the role's code. Undefined when it holds more. */
export function roleOf(staff: Fields): FhirObject | undefined {
  const known = STAFF.type === 'object' ? Object.keys(STAFF.fields) : [];
  if (Object.keys(staff).some((name) => !known.includes(name))) return undefined;
  const { name, title } = staff;
  return {
    resourceType: 'PractitionerRole',
    practitioner: { display: name },
    ...(title === undefined ? {} : { code: [{ text: title }] }),
  };
}

/** Name and title of whom a reference stands for: a role, a person, or no more than a display. */
export function staffIn(reference: FhirNode, bundle: MessageBundle, path: string, note: Note): FhirObject | undefined {
  if (!reference.isPresent) return undefined;
  const target = bundle.resolve(reference);
  const isRole = target?.text('resourceType') === 'PractitionerRole';
  const person = isRole ? (bundle.resolve(target.child('practitioner')) ?? target.child('practitioner')) : target;
  const named = person ?? reference;
  const qualification = person?.first('qualification').child('code');
  const title =
    (isRole ? conceptText(target.first('code')) : undefined) ?? (qualification && conceptText(qualification));
  const name = humanName(named.first('name')) ?? named.text('display') ?? reference.text('display');
  note(`${path}.name`, named.path);
  note(`${path}.title`, (isRole ? target : named).path);
  return name === undefined && title === undefined ? undefined : { name, title };
}

/** The text of a concept, else what its first coding is called. */
export function conceptText(concept: FhirNode): string | undefined {
  const coding = concept.first('coding');
  return concept.text('text') ?? coding.text('display') ?? coding.text('code');
}

function humanName(name: FhirNode): string | undefined {
  const parts = [...name.items('given').map(({ value }) => value), name.text('family')];
  const written = parts.filter((part) => typeof part === 'string').join(' ');
  return name.text('text') ?? (written === '' ? undefined : written);
}
