/** What a spec wants to say in an ADT message; everything else is a notice of category BC about Tolvan Tolvansson. */
export interface AdtChanges {
  controlId?: string;
  episodeId?: string;
  /** MSH-3 and MSH-4. */
  application?: string;
  facility?: string;
  processingId?: string;
  version?: string;
  /** MSH-15 and MSH-16. */
  accept?: string;
  applicationAck?: string;
  /** MSH-18. */
  charset?: string;
  category?: string | null;
  city?: string;
  healthCentre?: string;
  municipality?: string;
  patientId?: string;
  /** PV2-9. */
  expectedDischarge?: string;
  /** PV1-45. */
  dischargedAt?: string;
  /** EVN-6. */
  occurredAt?: string;
  /** Segments at the end. */
  more?: readonly string[];
}

let serial = 0;

/** A message id that no other message of the run has. */
export function nextControlId(): string {
  serial += 1;
  return `C${String(process.pid)}-${String(serial)}`;
}

/** An ADT message as text; the control id, and the episode named after it, are new with each call. */
export function adt(event: string, changes: AdtChanges = {}): string {
  const controlId = changes.controlId ?? nextControlId();
  const {
    application = 'JOURNAL',
    facility = 'SE2321000016-AVD12',
    processingId = 'P',
    version = '2.5',
    accept = '',
    applicationAck = '',
    charset = 'UNICODE UTF-8',
    category = 'BC',
    city = 'Gävle',
    healthCentre = 'SE2321000016-HC01',
    municipality = '2180',
    patientId = '191212121212',
    expectedDischarge = '20261127',
    dischargedAt = '',
    occurredAt = '',
    more = [],
  } = changes;
  const episodeId = changes.episodeId ?? `V-${controlId}`;
  return [
    `MSH|^~\\&|${application}|${facility}|HEMGANG|HUB|20261123071500+0100||ADT^${event}|${controlId}|${processingId}|${version}|||${accept}|${applicationAck}||${charset}`,
    `EVN|${event}|20261123070000+0100||||${occurredAt}`,
    `PID|1||${patientId}^^^&1.2.752.129.2.1.3.1&ISO^NNSWE||Tolvansson^Tolvan^^^^^L||19121212|M|||Gatan 1^^${city}^^80310^^L^^${municipality}`,
    `PD1|||${healthCentre}`,
    `PV1|1|I|AVD12^3^1||||||||||||||||${episodeId}|||||||||||||||||||||||||20261123024000+0100|${dischargedAt}`,
    `PV2|||||||||${expectedDischarge}`,
    'OBX|1|CWE|samtycke||J',
    ...(category === null ? [] : [`OBX|2|CWE|planeringskategori||${category}`]),
    ...more,
    '',
  ].join('\r');
}
