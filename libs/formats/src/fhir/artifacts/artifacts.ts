import type { Artifact } from './artifact.js';
import { codeArtifacts } from './code-systems.js';
import { extensionDefinitions } from './extensions.js';
import { messageDefinitions } from './messages.js';
import { profiles } from './profiles.js';

/** Every artifact, made once: they follow from the message model and do not change while the hub runs. */
const ARTIFACTS: ReadonlyMap<string, Artifact> = new Map(
  [...codeArtifacts(), ...extensionDefinitions(), ...profiles(), ...messageDefinitions()].map((artifact) => [
    `${artifact.resourceType}/${artifact.id}`,
    artifact,
  ]),
);

/** The artifact of an address such as `CodeSystem/meddelandetyp`; undefined when there is none. */
export function artifactOf(address: string): Artifact | undefined {
  return ARTIFACTS.get(address);
}

/** A file of `config/fhir/`. */
export interface ArtifactFile {
  readonly name: string;
  readonly text: string;
}

/** What `config/fhir/` holds: a file for each artifact. */
export function artifactFiles(): ArtifactFile[] {
  return [...ARTIFACTS.values()].map((artifact) => ({
    name: `${artifact.resourceType}-${artifact.id}.json`,
    text: `${JSON.stringify(artifact, null, 2)}\n`,
  }));
}
