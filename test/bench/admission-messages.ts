import { testPerson } from './test-persons.js';

/** Units of the demo region; the wards are those that the hospital's client and the local MLLP source both may send as. */
const WARDS = ['SE2321000016-AVD12', 'SE2321000016-AVD14', 'SE2321000016-AVD21'] as const;
const HEALTH_CENTRES = ['SE2321000016-HC01', 'SE2321000016-HC02', 'SE2321000016-HC03'] as const;
const MUNICIPALITIES = ['2180', '2181'] as const;

/** The demo's client that may send as these wards. */
export const SENDING_CLIENT = 'gavle-sjukhus';

const HOUR = 3_600_000;

interface Admission {
  readonly messageId: string;
  readonly episodeId: string;
  readonly ward: string;
  readonly healthCentre: string;
  readonly municipality: string;
  readonly person: ReturnType<typeof testPerson>;
  readonly times: Times;
}

interface Times {
  readonly now: string;
  readonly admitted: string;
  readonly discharge: string;
}

/** Times of a run; the same for all its messages, so that making one costs the load generator next to nothing. */
export function timesOf(now: Date): Times {
  return {
    now: now.toISOString(),
    admitted: new Date(now.getTime() - 5 * HOUR).toISOString(),
    discharge: new Date(now.getTime() + 96 * HOUR).toISOString().slice(0, 10),
  };
}

/** The admission of this number: an episode and a patient that no other number has, category CD, so three recipients. */
export function admission(run: string, serial: number, times: Times): Admission {
  return {
    messageId: `${run}-${String(serial)}`,
    episodeId: `V-${run}-${String(serial)}`,
    ward: pick(WARDS, serial),
    healthCentre: pick(HEALTH_CENTRES, serial),
    municipality: pick(MUNICIPALITIES, serial),
    person: testPerson(serial),
    times,
  };
}

function pick<T>(values: readonly [T, ...T[]], serial: number): T {
  return values[serial % values.length] ?? values[0];
}

/** The admission as `ADT^A01` in ER7, without the frame. */
export function asHl7({ messageId, episodeId, ward, healthCentre, municipality, person, times }: Admission): string {
  const authority = person.idType === 'personnummer' ? '3.1' : '3.3';
  return [
    `MSH|^~\\&|JOURNAL|${ward}|HEMGANG|HUB|${hl7Time(times.now)}||ADT^A01^ADT_A01|${messageId}|P|2.5||||||UNICODE UTF-8`,
    `EVN|A01|${hl7Time(times.now)}`,
    `PID|1||${person.id}^^^&1.2.752.129.2.1.${authority}&ISO^NNSWE||Tolvansson^Tolvan^^^^^L||${person.id.slice(0, 6)}01|M|||Gatan 1^^Gävle^^80310^^L^^${municipality}`,
    `PD1|||${healthCentre}`,
    `PV1|1|I|AVD^3^1||||||||||||||||${episodeId}|||||||||||||||||||||||||${hl7Time(times.admitted)}`,
    `PV2|||||||||${times.discharge.replaceAll('-', '')}`,
    'OBX|1|CWE|samtycke||J',
    'OBX|2|CWE|planeringskategori||CD',
    '',
  ].join('\r');
}

/** `2026-11-23T08:15:00.123Z` as `20261123081500+0000`. */
function hl7Time(iso: string): string {
  return `${iso.slice(0, 19).replaceAll(/[-T:]/g, '')}+0000`;
}

/** The same admission in the hub's own JSON. */
export function asJson({ messageId, episodeId, ward, healthCentre, municipality, person, times }: Admission): string {
  return JSON.stringify({
    messageId,
    kind: 'inskrivningsmeddelande',
    sender: ward,
    sentAt: times.now,
    episodeId,
    patient: {
      ...person,
      givenName: 'Tolvan',
      familyName: 'Tolvansson',
      address: { line: ['Gatan 1'], postalCode: '80310', city: 'Gävle' },
      municipality,
      healthCentre,
    },
    planningCategory: 'CD',
    consent: { given: true },
    content: { admittedAt: times.admitted, expectedDischarge: times.discharge },
  });
}
