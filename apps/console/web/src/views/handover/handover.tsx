import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../api/address.js';
import { useOne } from '../../api/lists.js';
import { useHubNow, useLive } from '../../api/live.js';
import { useLanguage } from '../../i18n/texts.js';
import { useActors } from '../../parts/actor.js';
import { Button } from '../../parts/controls.js';
import { OneOf } from '../../parts/one-of.js';
import { PageHead } from '../../parts/page.js';
import { useSay } from '../../parts/said.js';
import { Answer, Waiting } from '../../parts/states.js';
import { TimeBox } from '../../parts/time-box.js';
import type { Handover } from './wire.js';
import { handoverText } from './handover-text.js';
import { Report } from './report.js';
import './handover.css';

const HOUR = 3_600_000;
const SHIFTS = ['8', '12', '24'] as const;
const USUAL = '12';

/** What happened in a shift and what is left of it, to be read, printed or sent to the next one. */
export default function HandoverView() {
  const now = useHubNow();
  return now === undefined ? <Waiting /> : <Shift openedAt={now} />;
}

function Shift({ openedAt }: { openedAt: number }) {
  const { t } = useTranslation('handover');
  const { of } = useFilters();
  // The report stands still while it is read; it is asked for again when somebody wants it.
  const [start] = useState(openedAt);
  const from = of('from') ?? new Date(start - Number(of('hours') ?? USUAL) * HOUR).toISOString();
  const handover = useOne<Handover>('/v1/ops/handover', { from, to: of('to') }, { isSteady: true });
  return (
    <>
      <PageHead
        title={t('title')}
        actions={<Actions handover={handover.data} onRenew={() => void handover.refetch()} />}
      >
        {t('lead')}
      </PageHead>
      <Period from={from} />
      <Answer of={handover}>{(data) => <Report of={data} />}</Answer>
    </>
  );
}

function Period({ from }: { from: string }) {
  const { t } = useTranslation('handover');
  const { of, choose } = useFilters();
  const hours = SHIFTS.find((one) => one === (of('hours') ?? USUAL)) ?? USUAL;
  return (
    <div className="handover-period no-print" role="group" aria-label={t('period')}>
      <div className="field">
        <span className="label">{t('shift')}</span>
        <OneOf
          label={t('shift')}
          value={of('from') === undefined ? hours : ''}
          onChange={(id) => choose({ hours: id, from: undefined, to: undefined })}
          choices={SHIFTS.map((id) => ({ id, text: t('hours', { hours: id }) }))}
        />
      </div>
      <TimeBox label={t('from')} value={from} onChange={(instant) => choose({ from: instant, hours: undefined })} />
      <TimeBox
        label={t('to')}
        help={t('toHelp')}
        value={of('to')}
        onChange={(instant) => choose({ from, to: instant, hours: undefined })}
      />
    </div>
  );
}

function Actions({ handover, onRenew }: { handover: Handover | undefined; onRenew: () => void }) {
  const { t } = useTranslation('handover');
  const { language } = useLanguage();
  const { overview } = useLive();
  const { nameOf } = useActors();
  const say = useSay();
  const copy = async (of: Handover) => {
    try {
      await navigator.clipboard.writeText(
        handoverText(of, { t, language, nameOf, environment: overview?.environment.name ?? '' }),
      );
      say(t('copied'));
    } catch {
      say(t('notCopied'));
    }
  };
  return (
    <>
      <Button onPress={onRenew}>{t('renew')}</Button>
      <Button
        isDisabled={handover === undefined}
        onPress={() => {
          if (handover !== undefined) void copy(handover);
        }}
      >
        {t('copy')}
      </Button>
      <Button tone="main" isDisabled={handover === undefined} onPress={() => window.print()}>
        {t('print')}
      </Button>
    </>
  );
}
