import type { Mapping } from '#domain/mapping.js';
import type { Issue } from './issue.js';
import type { MessageBundle } from './message-bundle.js';
import type { FhirNode } from './node.js';

/** What a message of a plan says something of: read from such a resource where there is one. */
export type PlanResource = 'Goal' | 'CarePlan' | 'CareTeam' | 'Appointment';

/** The resources that content is read from; those that are not there know where they would stand. */
export interface MessageParts {
  readonly bundle: MessageBundle;
  readonly communication: FhirNode;
  readonly encounter: FhirNode;
  readonly patient: FhirNode;
  readonly mapping: Mapping;
  /** The one of its type that the message is about; where nothing says which, that is an issue as soon as somebody asks. */
  readonly planned: (type: PlanResource) => FhirNode;
  /** Tells what must not be passed over. */
  readonly tell: (issue: Issue) => void;
  /** A reference to another person than the message is about is an issue. */
  readonly mustBeOf: (reference: FhirNode) => void;
}

/** The resources that the header, and then the others, lead to; where nothing leads anywhere, the only one of its type. */
export function partsOf(bundle: MessageBundle, header: FhirNode, mapping: Mapping, issues: Issue[]): MessageParts {
  const focus = header.items('focus').filter((reference) => bundle.resolve(reference) !== undefined);
  const pick = (type: string, ...references: readonly FhirNode[]): FhirNode => {
    const { found, issue } = bundle.theOne(type, focus, references);
    if (issue !== undefined) issues.push(issue);
    return found ?? bundle.absent();
  };
  const communication = pick('Communication');
  const encounter = pick('Encounter', communication.child('encounter'));
  const patient = pick('Patient', communication.child('subject'), encounter.child('subject'));
  const asked = new Map<PlanResource, FhirNode>();
  const tell = (issue: Issue): void => void issues.push(issue);
  const mustBeOf = (reference: FhirNode): void => {
    const whose = bundle.resolve(reference);
    if (whose?.text('resourceType') !== 'Patient' || whose.path === patient.path) return;
    tell({ path: reference.path, code: 'invalid-structure', detail: 'leads to somebody else' });
  };
  const planned = (type: PlanResource): FhirNode => {
    const known = asked.get(type);
    if (known !== undefined) return known;
    const found = pick(type);
    asked.set(type, found);
    mustBeOf(found.child('subject'));
    for (const participant of found.items('participant')) {
      mustBeOf(participant.child('actor'));
      mustBeOf(participant.child('member'));
    }
    return found;
  };
  return { bundle, communication, encounter, patient, mapping, planned, mustBeOf, tell };
}
