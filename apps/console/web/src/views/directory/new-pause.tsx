import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../api/client.js';
import { useHubNow } from '../../api/live.js';
import { TextBox } from '../../parts/controls.js';
import { AskWindow } from '../../parts/dialog.js';
import { isReason } from '../../parts/reason-box.js';
import { useSay } from '../../parts/said.js';
import { TimeBox } from '../../parts/time-box.js';
import type { Directory } from '../../api/directory.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** A pause is proposed so long. */
const USUAL_HOURS = 4;
const MOST_DAYS = 31;

/** Pauses a unit for a while: reminders wait, deadlines do not. */
export function NewPause({ unit, onClose }: { unit: Directory['units'][number]; onClose: () => void }) {
  const { t } = useTranslation('directory');
  const say = useSay();
  const queries = useQueryClient();
  const now = useHubNow() ?? Date.now();
  const [from, setFrom] = useState<string | undefined>(() => wholeMinute(now));
  const [to, setTo] = useState<string | undefined>(() => wholeMinute(now + USUAL_HOURS * HOUR));
  const [reason, setReason] = useState('');
  const name = unit.name ?? unit.hsaId;
  const wrong = wrongEnd(from, to, now);
  const pause = async () => {
    await send('POST', `/v1/ops/units/${encodeURIComponent(unit.hsaId)}/downtime`, { from, to, reason: reason.trim() });
    await queries.invalidateQueries({ queryKey: ['/v1/ops/directory'] });
    say(t('pause.done', { unit: name }));
  };
  return (
    <AskWindow
      title={t('pause.newTitle', { unit: name })}
      action={t('pause.new')}
      canAct={from !== undefined && to !== undefined && wrong === undefined && isReason(reason)}
      onAct={pause}
      onClose={onClose}
    >
      <p className="notice-box" data-tone="notice">
        {t('pause.about')}
      </p>
      <TimeBox label={t('pause.fromHead')} value={from} onChange={setFrom} />
      <TimeBox
        label={t('pause.toHead')}
        value={to}
        onChange={setTo}
        help={t('pause.zone')}
        error={wrong === undefined ? undefined : t(`pause.${wrong}`)}
      />
      <TextBox
        label={t('pause.reason')}
        help={t('pause.reasonHelp')}
        value={reason}
        onChange={setReason}
        maxLength={500}
      />
    </AskWindow>
  );
}

function wrongEnd(
  from: string | undefined,
  to: string | undefined,
  now: number,
): 'over' | 'backwards' | 'tooLong' | undefined {
  if (from === undefined || to === undefined) return undefined;
  const [start, end] = [new Date(from).getTime(), new Date(to).getTime()];
  if (end <= start) return 'backwards';
  if (end <= now) return 'over';
  return end - start > MOST_DAYS * 24 * HOUR ? 'tooLong' : undefined;
}

function wholeMinute(instant: number): string {
  return new Date(Math.floor(instant / MINUTE) * MINUTE).toISOString();
}
