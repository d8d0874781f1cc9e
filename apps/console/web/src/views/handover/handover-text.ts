import type { TFunction } from 'i18next';
import { deadlineName } from '#domain/deadline/deadline-names.js';
import type { Language } from '../../i18n/texts.js';
import { momentText } from '../../parts/moment.js';
import { METRICS } from '../overview/metrics.js';
import type { Handover } from './wire.js';

interface Words {
  readonly t: TFunction<'handover'>;
  readonly language: Language;
  readonly nameOf: (actor: string) => string;
  readonly environment: string;
}

type Unit = Handover['pauses'][number]['unit'];

/** The report as plain text, for an e-mail or a log book. */
export function handoverText(of: Handover, { t, language, nameOf, environment }: Words): string {
  const at = (instant: string) => momentText(instant, language);
  const unitOf = ({ name, hsaId, phone }: Unit) => [name ?? hsaId, phone ?? ''].filter(Boolean).join(', ');
  const part = (title: string, lines: readonly string[], none: string) =>
    ['', title.toLocaleUpperCase(language), ...(lines.length === 0 ? [none] : lines.map((line) => `- ${line}`))].join(
      '\n',
    );
  const figures = METRICS.map((metric) => `${t(`overview:flow.metrics.${metric}`)}: ${String(of.totals[metric])}`);
  return [
    `${t('title')}, ${environment}`,
    `${at(of.from)} – ${at(of.to)}`,
    [...figures, `${t('opened')}: ${String(of.opened)}`, `${t('resolved')}: ${String(of.resolved)}`].join('\n'),
    `${t('held')}: ${String(of.quarantine.held)}, ${t('replayed')}: ${String(of.quarantine.replayed)}`,
    part(
      t('problems'),
      of.problems.map(
        ({ text, advice, since, unit }) =>
          `${text[language]} (${at(since)})${unit === null ? '' : `: ${unitOf(unit)}`}. ${advice[language]}`,
      ),
      t('noProblems'),
    ),
    part(
      t('stillOpen', { count: of.stillOpen.length }),
      of.stillOpen.map(
        ({ kind, due, responsible, takenBy }) =>
          `${deadlineName(kind)[language]}, ${at(due)}: ${unitOf(responsible)} (${takenBy === null ? t('nobody') : nameOf(takenBy)})`,
      ),
      t('noOpen'),
    ),
    part(
      t('notes'),
      of.notes.map((note) => `${at(note.at)} ${nameOf(note.by)}: ${note.text}`),
      t('noNotes'),
    ),
    part(
      t('pauses'),
      of.pauses.map(({ unit, until }) => `${unitOf(unit)} ${t('until')} ${at(until)}`),
      t('noPauses'),
    ),
    part(
      t('alerts'),
      of.alerts.map(
        ({ name, text, startedAt, endedAt }) =>
          `${name[language]}: ${text[language]} (${at(startedAt)} – ${endedAt === null ? t('goesOn') : at(endedAt)})`,
      ),
      t('noAlerts'),
    ),
  ].join('\n');
}
