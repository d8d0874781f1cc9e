import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { QuarantineItemDto } from '../../../../src/dto/quarantine.dto.js';
import { useHubNow } from '../../api/live.js';
import { useMay } from '../../api/session.js';
import type { Json } from '../../api/wire.js';
import { placeText } from '../../i18n/names.js';
import { Button, Tick } from '../../parts/controls.js';
import { Moment } from '../../parts/moment.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { useUnitName } from '../../parts/unit-names.js';
import { Badge } from '../../parts/words.js';
import type { Tone } from '../../parts/words.js';
import { ReasonName } from './reasons.js';
import { SystemName } from './system-name.js';

type Entry = Json<QuarantineItemDto>;

const STATE_TONES: Readonly<Record<Entry['state'], Tone>> = { held: 'warning', replayed: 'well', erased: 'plain' };

/** The entries one by one; those that are held can be ticked and sent through again together. */
export function Entries({
  of,
  state,
  onReplay,
}: {
  of: readonly Entry[];
  state: string;
  onReplay: (ids: readonly string[]) => void;
}) {
  const { t } = useTranslation('quarantine');
  const may = useMay('operations', 'admin');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  if (of.length === 0) return <Nothing>{t(state === 'held' ? 'entries.noneHeld' : 'entries.none')}</Nothing>;
  const held = of.filter((entry) => entry.state === 'held').map(({ id }) => id);
  // What was replayed meanwhile is no longer chosen.
  const chosen = held.filter((id) => ticked.has(id));
  const tick = (id: string, isTicked: boolean) => {
    const next = new Set(chosen);
    if (isTicked) next.add(id);
    else next.delete(id);
    setTicked(next);
  };
  return (
    <>
      {may && held.length > 0 && (
        <div className="row no-print">
          <Tick
            label={t('entries.tickAll')}
            isSelected={chosen.length === held.length}
            isIndeterminate={chosen.length > 0 && chosen.length < held.length}
            onChange={(isTicked) => setTicked(new Set(isTicked ? held : []))}
          >
            {t('entries.tickAll')}
          </Tick>
          <Button tone="main" isDisabled={chosen.length === 0} onPress={() => onReplay(chosen)}>
            {t('entries.replay', { count: chosen.length })}
          </Button>
        </div>
      )}
      <EntryTable of={of} isTicked={(id) => chosen.includes(id)} onTick={may ? tick : undefined} />
    </>
  );
}

function EntryTable({
  of,
  isTicked,
  onTick,
}: {
  of: readonly Entry[];
  isTicked: (id: string) => boolean;
  onTick: ((id: string, isTicked: boolean) => void) | undefined;
}) {
  const { t } = useTranslation('quarantine');
  const now = useHubNow();
  const nameOf = ({ messageId, id }: Entry) => messageId ?? id;
  const tickColumn = {
    id: 'tick',
    head: t('entries.tick'),
    isHeadHidden: true,
    cell: (entry: Entry) =>
      entry.state === 'held' && (
        <Tick
          label={t('entries.tickOne', { id: nameOf(entry) })}
          isSelected={isTicked(entry.id)}
          onChange={(is) => onTick?.(entry.id, is)}
        />
      ),
  };
  return (
    <Table
      caption={t('entries.caption')}
      rows={of}
      keyOf={({ id }) => id}
      columns={[
        ...(onTick === undefined ? [] : [tickColumn]),
        { id: 'at', head: t('entries.at'), cell: ({ receivedAt }) => <Moment at={receivedAt} now={now} /> },
        {
          id: 'message',
          head: t('entries.message'),
          cell: (entry) => (
            <Link href={`/quarantine/${entry.id}`} className={entry.messageId === undefined ? undefined : 'mono'}>
              {entry.messageId ?? t('entries.noId')}
            </Link>
          ),
        },
        { id: 'why', head: t('entries.why'), cell: ({ reasons }) => <Why of={reasons} /> },
        { id: 'from', head: t('entries.from'), cell: (entry) => <Whence of={entry} /> },
        { id: 'state', head: t('entries.state'), cell: (entry) => <StateOf entry={entry} /> },
      ]}
    />
  );
}

function Why({ of: [first, ...others] }: { of: Entry['reasons'] }) {
  const { t } = useTranslation('quarantine');
  if (first === undefined) return null;
  return (
    <>
      <ReasonName code={first.code} />
      <br />
      <span className="small">
        <code>{placeText(first.path)}</code>
        {others.length > 0 && <span className="quiet"> {t('entries.moreReasons', { count: others.length })}</span>}
      </span>
    </>
  );
}

function Whence({ of: { source, system, sender } }: { of: Entry }) {
  const nameOf = useUnitName();
  return (
    <>
      {sender !== undefined && (
        <>
          {nameOf(sender)}
          <br />
        </>
      )}
      <SystemName system={system} source={source} />
    </>
  );
}

/** Whether it is still held, and which message it became. */
export function StateOf({ entry: { state, message } }: { entry: Entry }) {
  const { t } = useTranslation('quarantine');
  return (
    <>
      <Badge tone={STATE_TONES[state]}>{t(`state.${state}`)}</Badge>{' '}
      {message !== undefined && <Link href={`/messages/${message}`}>{t('entries.became')}</Link>}
    </>
  );
}
