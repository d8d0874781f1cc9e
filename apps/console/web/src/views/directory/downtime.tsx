import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../api/client.js';
import { useHubNow } from '../../api/live.js';
import { useMay } from '../../api/session.js';
import { Button } from '../../parts/controls.js';
import { AskWindow } from '../../parts/dialog.js';
import { Moment } from '../../parts/moment.js';
import { Panel } from '../../parts/page.js';
import { useSay } from '../../parts/said.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { Badge } from '../../parts/words.js';
import type { Directory } from '../../api/directory.js';
import { NewPause } from './new-pause.js';

type Unit = Directory['units'][number];
type Pause = Unit['downtime'][number];

/** When the unit is not at work with the hub, by the file and by the console. */
export function Downtime({ unit }: { unit: Unit }) {
  const { t } = useTranslation('directory');
  const may = useMay('operations', 'admin');
  const [isAsking, setAsking] = useState(false);
  return (
    <Panel title={t('pause.title')} actions={may && <Button onPress={() => setAsking(true)}>{t('pause.new')}</Button>}>
      <p className="quiet">{t('pause.about')}</p>
      {unit.downtime.length === 0 ? <Nothing>{t('pause.noneLong')}</Nothing> : <Pauses unit={unit} />}
      {isAsking && <NewPause unit={unit} onClose={() => setAsking(false)} />}
    </Panel>
  );
}

function Pauses({ unit }: { unit: Unit }) {
  const { t } = useTranslation('directory');
  const may = useMay('operations', 'admin');
  const now = useHubNow() ?? Date.now();
  const [ending, setEnding] = useState<Pause>();
  const columns: Column<Pause>[] = [
    {
      id: 'state',
      head: t('unit.state'),
      cell: ({ from }) => {
        const isNow = new Date(from).getTime() <= now;
        return <Badge tone={isNow ? 'warning' : 'notice'}>{t(isNow ? 'pause.now' : 'pause.planned')}</Badge>;
      },
    },
    { id: 'from', head: t('pause.fromHead'), cell: ({ from }) => <Moment at={from} now={now} /> },
    { id: 'to', head: t('pause.toHead'), cell: ({ to }) => <Moment at={to} now={now} /> },
    { id: 'reason', head: t('pause.reason'), cell: ({ reason }) => reason ?? <span className="quiet">–</span> },
    {
      id: 'by',
      head: t('pause.by'),
      cell: ({ origin, by }) => (origin === 'file' ? t('pause.inFile') : (by ?? t('pause.inConsole'))),
    },
    {
      id: 'end',
      head: t('pause.do'),
      isHeadHidden: true,
      cell: (pause) =>
        may && pause.id !== null ? (
          <Button onPress={() => setEnding(pause)}>
            {t(new Date(pause.from).getTime() <= now ? 'pause.end' : 'pause.cancel')}
          </Button>
        ) : null,
    },
  ];
  return (
    <>
      <Table
        caption={t('pause.caption')}
        isCaptionHidden
        columns={columns}
        rows={unit.downtime}
        keyOf={({ id, from }) => `${id ?? 'file'} ${from}`}
      />
      {ending !== undefined && <EndPause unit={unit} pause={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}

function EndPause({ unit, pause, onClose }: { unit: Unit; pause: Pause; onClose: () => void }) {
  const { t } = useTranslation('directory');
  const say = useSay();
  const queries = useQueryClient();
  const end = async () => {
    await send('DELETE', `/v1/ops/units/${encodeURIComponent(unit.hsaId)}/downtime/${pause.id ?? ''}`);
    await queries.invalidateQueries({ queryKey: ['/v1/ops/directory'] });
    say(t('pause.finished', { unit: unit.name ?? unit.hsaId }));
  };
  return (
    <AskWindow title={t('pause.endTitle')} action={t('pause.endAction')} onAct={end} onClose={onClose}>
      <p>{t('pause.endText', { unit: unit.name ?? unit.hsaId })}</p>
    </AskWindow>
  );
}
