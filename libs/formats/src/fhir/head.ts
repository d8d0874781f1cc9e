/** What the answer to a FHIR message needs of its MessageHeader, as far as it could be read. */
export interface FhirHead {
  /** Logical id of the MessageHeader: `response.identifier` of the answer. */
  readonly id: string | undefined;
  /** Code and system of the event. */
  readonly event: { readonly system: string | undefined; readonly code: string } | undefined;
  /** `source` of the message, to which the answer is addressed. */
  readonly source: { readonly name: string | undefined; readonly endpoint: string | undefined } | undefined;
}
