import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHubNow } from '../../api/live.js';
import { addDays, dayOf } from '../../parts/civil-days.js';
import { instantOf } from '../../parts/civil-time.js';
import { AskWindow } from '../../parts/dialog.js';
import { useLanguage } from '../../i18n/texts.js';
import { momentText } from '../../parts/moment.js';
import { OneOf } from '../../parts/one-of.js';
import { isReason, ReasonBox } from '../../parts/reason-box.js';
import { useSay } from '../../parts/said.js';
import { TimeBox } from '../../parts/time-box.js';
import { useHandler } from './handle.js';
import type { Row } from './rows.js';

const HOUR = 3_600_000;
const LONGEST = 7 * 24 * HOUR;
const UNTIL = ['hour', 'fourHours', 'morning', 'monday', 'other'] as const;
type Until = (typeof UNTIL)[number];

/** The instant that a choice stands for. @param now hub time, ms */
function untilOf(choice: Until, now: number): string | undefined {
  const today = dayOf(now);
  switch (choice) {
    case 'hour':
      return new Date(now + HOUR).toISOString();
    case 'fourHours':
      return new Date(now + 4 * HOUR).toISOString();
    case 'morning':
      return instantOf(`${addDays(today, 1)}T08:00`);
    case 'monday': {
      // Sunday is day 0; on a Monday it is the next one.
      const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
      return instantOf(`${addDays(today, (8 - weekday) % 7 || 7)}T08:00`);
    }
    case 'other':
      return undefined;
  }
}

/** Puts an escalation aside until later, for a reason. */
export function SnoozeWindow({ row, what, onClose }: { row: Row; what: string; onClose: () => void }) {
  const { t } = useTranslation('deadlines');
  const { language } = useLanguage();
  const { snooze } = useHandler();
  const say = useSay();
  const now = useHubNow() ?? Date.now();
  const [choice, setChoice] = useState<Until>('hour');
  const [other, setOther] = useState<string>();
  const [reason, setReason] = useState('');
  const until = choice === 'other' ? other : untilOf(choice, now);
  const ahead = until === undefined ? undefined : new Date(until).getTime() - now;
  const isWrong = ahead !== undefined && (ahead <= 0 || ahead > LONGEST);
  return (
    <AskWindow
      title={t('ask.snooze')}
      action={t('action.snooze')}
      canAct={until !== undefined && !isWrong && isReason(reason)}
      onClose={onClose}
      onAct={async () => {
        if (until === undefined) return;
        const { lost } = await snooze([row], until, reason.trim());
        say(t(lost === 0 ? 'snoozed' : 'lostOne', { what, until: momentText(until, language) }));
      }}
    >
      <p>{what}</p>
      <p className="quiet">{t('ask.snoozeMeans')}</p>
      <OneOf
        label={t('ask.until')}
        value={choice}
        onChange={setChoice}
        choices={UNTIL.map((id) => ({ id, text: t(`until.${id}`) }))}
      />
      {choice === 'other' ? (
        <TimeBox
          label={t('ask.until')}
          value={other}
          onChange={setOther}
          error={isWrong ? t('ask.untilWrong') : undefined}
        />
      ) : (
        until !== undefined && <p>{t('ask.wakes', { at: momentText(until, language) })}</p>
      )}
      <ReasonBox value={reason} onChange={setReason} />
    </AskWindow>
  );
}
