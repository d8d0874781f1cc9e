import type { Both } from '../both.js';
import { civilDateOf, clockTimeOf } from '../calendar.js';
import type { Directory } from '../directory/directory.js';
import type { HeldAlert } from './alerts.js';

/** A unit that an alert is about, and whom to call there. */
export interface AlertUnit {
  readonly hsaId: string;
  readonly name: string | null;
  readonly phone: string | null;
}

/** What is told of an alert. Nothing of a patient, nor of a message. */
export interface AlertMessage {
  readonly what: 'start' | 'end' | 'test';
  /** Of the alert; null in a test. */
  readonly alert: string | null;
  readonly rule: string;
  readonly name: Both;
  readonly text: Both;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly count: number;
  readonly units: readonly AlertUnit[];
  /** How many more units there are than are listed. */
  readonly moreUnits: number;
  /** The console; null when the hub does not know under which address it is reached. */
  readonly link: string | null;
}

/** Units that one message lists. */
const LISTED = 50;

/** What an alert is about, in one line. */
export function alertText({ kind, count, units }: Pick<HeldAlert, 'kind' | 'count' | 'units'>): Both {
  const number = String(count);
  const parties = String(units.length);
  switch (kind) {
    case 'overdue-receipts':
      return {
        sv: `${number} försenade kvittenser hos ${parties} enheter`,
        en: `${number} overdue receipts at ${parties} units`,
      };
    case 'silent-party':
      return { sv: `${number} enheter är tysta mot sin vana`, en: `${number} units are silent against their habit` };
    case 'quarantine':
      return { sv: `${number} meddelanden står i karantän`, en: `${number} messages are held in quarantine` };
    case 'queue-age':
      return count === 0
        ? { sv: 'Köns lager svarar inte', en: 'The backend of the queue does not answer' }
        : {
            sv: `Det äldsta i kön har väntat ${number} minuter`,
            en: `The oldest in the queue has waited ${number} minutes`,
          };
    case 'sweep-late':
      return {
        sv: 'Ingen process går igenom det som förfaller',
        en: 'No process goes through what falls due',
      };
    case 'disk-low':
      return { sv: 'Databasens disk är snart full', en: 'The disk of the database is nearly full' };
    case 'hub-process-gone':
      return {
        sv: `${number} av navets processer har tystnat`,
        en: `${number} processes of the hub have fallen silent`,
      };
  }
}

/** The message about the start or the end of an alert. */
export function alertMessage(
  alert: HeldAlert,
  endedAt: Date | undefined,
  directory: Pick<Directory, 'units'>,
  link: string | undefined,
): AlertMessage {
  const text = alertText(alert);
  return {
    what: endedAt === undefined ? 'start' : 'end',
    alert: alert.id,
    rule: alert.rule,
    name: alert.name,
    text: endedAt === undefined ? text : { sv: `Över. Senast: ${text.sv}`, en: `Over. At last: ${text.en}` },
    startedAt: alert.startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    count: alert.count,
    units: alert.units.slice(0, LISTED).map((hsaId) => {
      const unit = directory.units.get(hsaId);
      return { hsaId, name: unit?.name ?? null, phone: unit?.phone ?? null };
    }),
    moreUnits: Math.max(0, alert.units.length - LISTED),
    link: link ?? null,
  };
}

/** What is sent to try a rule's channels out. */
export function testMessage(rule: { id: string; name: Both }, link: string | undefined): AlertMessage {
  return {
    ...{ what: 'test', alert: null, rule: rule.id, name: rule.name, startedAt: null, endedAt: null, count: 0 },
    text: {
      sv: 'Det här är ett prov. Ingenting är fel.',
      en: 'This is a test. Nothing is wrong.',
    },
    ...{ units: [], moreUnits: 0, link: link ?? null },
  };
}

const HEADS = {
  start: { sv: 'Larm', en: 'Alert' },
  end: { sv: 'Larmet är över', en: 'Alert over' },
  test: { sv: 'Prov av larm', en: 'Test of alert' },
} as const;

/** The message as it is read by people: Swedish first, English after it; lines of plain text. */
export function alertLetter(message: AlertMessage): { subject: string; body: string } {
  const head = HEADS[message.what];
  const units = message.units.map(({ hsaId, name, phone }) => `- ${name ?? hsaId} (${hsaId}) ${phone ?? ''}`.trimEnd());
  const part = (language: keyof Both): string[] => [
    `${head[language]}: ${message.name[language]}`,
    message.text[language],
    ...timesOf(message, language),
  ];
  const lines = [
    ...part('sv'),
    ...(units.length > 0 ? ['', 'Vem man ringer / Whom to call:', ...units] : []),
    ...(message.moreUnits > 0 ? [`… +${String(message.moreUnits)}`] : []),
    ...(message.link === null ? [] : ['', message.link]),
    '',
    ...part('en'),
  ];
  return { subject: `Hemgång: ${head.sv.toLowerCase()} – ${message.name.sv}`, body: `${lines.join('\n')}\n` };
}

function timesOf({ startedAt, endedAt }: AlertMessage, language: keyof Both): string[] {
  const began = { sv: 'Började', en: 'Began' };
  const ended = { sv: 'Slutade', en: 'Ended' };
  return [
    ...(startedAt === null ? [] : [`${began[language]} ${stockholmTime(startedAt)}`]),
    ...(endedAt === null ? [] : [`${ended[language]} ${stockholmTime(endedAt)}`]),
  ];
}

/** As clocks in Sweden show it. */
function stockholmTime(instant: string): string {
  const at = new Date(instant);
  return `${civilDateOf(at)} ${clockTimeOf(at)}`;
}
