import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/texts.js';
import { Moment } from '../../parts/moment.js';
import { UnitName } from '../../parts/words.js';
import type { Tone } from '../../parts/words.js';
import type { Traced } from './wire.js';

type Entry = Traced['timeline'][number];

/** What stands out while the eye runs down the line. */
const TONES: Partial<Record<Entry['what'], Tone>> = {
  receipted: 'well',
  read: 'well',
  reminded: 'warning',
  escalated: 'critical',
  misdirected: 'warning',
  revealed: 'warning',
  resent: 'notice',
  forwarded: 'notice',
};

/** Reminders come time and again: what is told again stands where it was told first. */
const REPEATED: readonly Entry['what'][] = ['reminded', 'escalated'];

interface Line {
  readonly entry: Entry;
  readonly again: readonly string[];
}

function linesOf(entries: readonly Entry[]): Line[] {
  const lines = new Map<string, Line>();
  entries.forEach((entry, at) => {
    const { what, text, unit, rule } = entry;
    const key = REPEATED.includes(what) ? [what, text.sv, unit?.hsaId, rule].join(' ') : String(at);
    const before = lines.get(key);
    lines.set(key, before === undefined ? { entry, again: [] } : { ...before, again: [...before.again, entry.at] });
  });
  return [...lines.values()];
}

/** All that happened to the message, from its bytes to the last kvittens. */
export function Timeline({ of }: { of: readonly Entry[] }) {
  return (
    <ol className="timeline">
      {linesOf(of).map((line, at) => (
        <OneLine key={`${line.entry.at} ${String(at)}`} line={line} />
      ))}
    </ol>
  );
}

function OneLine({ line: { entry, again } }: { line: Line }) {
  const { t } = useTranslation('trace');
  const { both } = useLanguage();
  const { at, what, unit, text, rule, by } = entry;
  const said = both(text);
  return (
    <li data-tone={TONES[what] ?? 'plain'}>
      <span className="small quiet">
        <Moment at={at} withSeconds />
        {by !== null && by !== 'hub' && ` · ${t('timeline.by', { by })}`}
        {rule !== null && (
          <>
            {' · '}
            <span className="mono">{rule}</span>
          </>
        )}
      </span>
      <span>
        {TONES[what] === undefined ? said : <strong>{said}</strong>}{' '}
        {unit !== null && !said.includes(unit.name ?? unit.hsaId) && <UnitName unit={unit} />}
      </span>
      {again.length > 0 && (
        <span className="small quiet">
          {t('timeline.again', { count: again.length })} <Moment at={again.at(-1)} withSeconds />
        </span>
      )}
    </li>
  );
}
