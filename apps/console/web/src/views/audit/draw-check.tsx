import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../api/client.js';
import { useHubNow } from '../../api/live.js';
import { TextBox } from '../../parts/controls.js';
import { AskWindow } from '../../parts/dialog.js';
import { useSay } from '../../parts/said.js';
import { TimeBox } from '../../parts/time-box.js';
import { UnitBox } from '../../parts/unit-box.js';
import type { SpotCheck } from './wire.js';

const DAY = 86_400_000;
const MINUTE = 60_000;
const USUAL_DAYS = 30;
const USUAL_SIZE = 20;
const MOST = 200;

/** Asks from what readings are to be drawn. */
export function DrawCheck({ onDrawn, onClose }: { onDrawn: (check: SpotCheck) => void; onClose: () => void }) {
  const { t } = useTranslation('audit');
  const say = useSay();
  const queries = useQueryClient();
  const now = useHubNow() ?? Date.now();
  const whole = (instant: number) => new Date(Math.floor(instant / MINUTE) * MINUTE).toISOString();
  const [from, setFrom] = useState<string | undefined>(() => whole(now - USUAL_DAYS * DAY));
  const [to, setTo] = useState<string | undefined>(() => whole(now));
  const [unit, setUnit] = useState('');
  const [size, setSize] = useState(String(USUAL_SIZE));
  const count = /^\d{1,3}$/.test(size) ? Number(size) : 0;
  const isSizeRight = count >= 1 && count <= MOST;
  const isBackwards = from !== undefined && to !== undefined && from >= to;
  const draw = async () => {
    const body = { from, to, size: count, ...(unit === '' ? {} : { unit }) };
    const check = await send<SpotCheck>('POST', '/v1/audit/spot-checks', body);
    await queries.invalidateQueries({ queryKey: ['/v1/audit/spot-checks'] });
    say(t('check.drawnSaid', { count: check.entries.length }));
    onDrawn(check);
  };
  return (
    <AskWindow
      title={t('check.new')}
      action={t('check.draw')}
      canAct={from !== undefined && to !== undefined && !isBackwards && isSizeRight}
      onAct={draw}
      onClose={onClose}
    >
      <TimeBox label={t('from')} value={from} onChange={setFrom} />
      <TimeBox label={t('to')} value={to} onChange={setTo} error={isBackwards ? t('backwards') : undefined} />
      <UnitBox label={t('check.unit')} help={t('check.unitHelp')} value={unit} onChange={setUnit} />
      <TextBox
        label={t('check.size')}
        value={size}
        onChange={setSize}
        error={isSizeRight ? undefined : t('check.sizeWrong', { most: MOST })}
        maxLength={3}
      />
    </AskWindow>
  );
}
