import { useTranslation } from 'react-i18next';
import { useLive } from '../../api/live.js';
import { useLanguage } from '../../i18n/texts.js';
import { Moment } from '../../parts/moment.js';
import { Facts, Panel } from '../../parts/page.js';
import { Badge } from '../../parts/words.js';
import { bytesText } from './bytes.js';
import type { Queues } from './wire.js';
import './queues.css';

/** Whether the queue's backend answers, the sweep runs, and there is room on the disk. */
export function Capacity({ of }: { of: Queues }) {
  const { t } = useTranslation('queues');
  return (
    <div className="capacity live-figure">
      <Panel
        title={t('backend.title')}
        actions={
          <Badge tone={of.isHealthy ? 'well' : 'critical'}>{t(of.isHealthy ? 'backend.well' : 'backend.silent')}</Badge>
        }
      >
        <Facts
          of={[
            [t('backend.kind'), t(`backend.${of.backend}`)],
            [t('backend.workers'), of.queues.reduce((sum, { workers }) => sum + workers, 0)],
            [t('backend.processes'), of.processes.filter(({ isAlive }) => isAlive).length],
          ]}
        />
      </Panel>
      <Sweep of={of.sweep} />
      <Room of={of} />
    </div>
  );
}

function Sweep({ of: { lastAt, everySeconds, isLate } }: { of: Queues['sweep'] }) {
  const { t } = useTranslation('queues');
  const { now } = useLive();
  return (
    <Panel
      title={t('sweep.title')}
      actions={<Badge tone={isLate ? 'critical' : 'well'}>{t(isLate ? 'sweep.late' : 'sweep.well')}</Badge>}
    >
      <Facts
        of={[
          [t('sweep.last'), lastAt === null ? t('sweep.never') : <Moment at={lastAt} now={now} withSeconds />],
          [t('sweep.every'), t('sweep.seconds', { seconds: everySeconds })],
        ]}
      />
      <p className="quiet small">{t('sweep.about')}</p>
    </Panel>
  );
}

function Room({ of: { disk, database } }: { of: Queues }) {
  const { t } = useTranslation('queues');
  const { language } = useLanguage();
  return (
    <Panel
      title={t('room.title')}
      actions={
        disk !== null && (
          <Badge tone={disk.isLow ? 'critical' : 'well'}>{t(disk.isLow ? 'room.low' : 'room.well')}</Badge>
        )
      }
    >
      <Facts
        of={[
          [t('room.database'), bytesText(database.bytes, language)],
          [t('room.free'), disk === null ? t('room.elsewhere') : bytesText(disk.freeBytes, language)],
          ...(disk === null ? [] : [[t('room.total'), bytesText(disk.totalBytes, language)] as const]),
        ]}
      />
      {disk !== null && (
        <meter
          className="room-meter"
          aria-label={t('room.used')}
          min={0}
          max={disk.totalBytes}
          value={disk.totalBytes - disk.freeBytes}
        />
      )}
    </Panel>
  );
}
