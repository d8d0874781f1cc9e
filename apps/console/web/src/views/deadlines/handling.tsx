import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHubNow } from '../../api/live.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../i18n/texts.js';
import { useActors } from '../../parts/actor.js';
import { Button } from '../../parts/controls.js';
import { Fold } from '../../parts/fold.js';
import { ActionMenu } from '../../parts/menu.js';
import { Moment } from '../../parts/moment.js';
import { NoteList } from '../../parts/note-list.js';
import { useSay } from '../../parts/said.js';
import { Trouble } from '../../parts/states.js';
import { Badge } from '../../parts/words.js';
import type { Asked } from './ask.js';
import { useHandler } from './handle.js';
import { canBeTaken, handlingOf } from './rows.js';
import type { Escalation, Row } from './rows.js';

/** Who has it, what has been noted, and what can be done next. */
export function HandlingCell({ row, onAsk }: { row: Row; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation('deadlines');
  const may = useMay('operations', 'admin');
  const now = useHubNow();
  const { state, takenBy, snoozedUntil } = handlingOf(row, now);
  const { nameOf, isMe } = useActors();
  return (
    <div className="stack-tight">
      {state === 'none' &&
        (row.duty.overdue ? <Badge tone="warning">{t('handling.none')}</Badge> : <span className="quiet">–</span>)}
      {state === 'open' && <Badge tone="critical">{t('handling.open')}</Badge>}
      {state === 'taken' && takenBy !== null && (
        <Badge tone={isMe(takenBy) ? 'well' : 'notice'}>
          {isMe(takenBy) ? t('handling.mine') : t('handling.taken', { who: nameOf(takenBy) })}
        </Badge>
      )}
      {state === 'resolved' && <Badge tone="well">{t('handling.resolved')}</Badge>}
      {snoozedUntil !== null && (
        <span className="small">
          {t('handling.snoozed')} <Moment at={snoozedUntil} />
        </span>
      )}
      {row.escalation !== undefined && <History of={row.escalation} />}
      {may && <Actions row={row} onAsk={onAsk} />}
    </div>
  );
}

function Actions({ row, onAsk }: { row: Row; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation('deadlines');
  const { both } = useLanguage();
  const { take, release } = useHandler();
  const say = useSay();
  const [error, setError] = useState<unknown>();
  const handling = handlingOf(row, useHubNow());
  const { names, responsible } = row.duty;
  const what = `${both(names.kind)}, ${responsible.name ?? responsible.hsaId}`;
  const act = async (action: () => Promise<string>) => {
    setError(undefined);
    try {
      say(await action());
    } catch (thrown) {
      setError(thrown);
    }
  };
  const takeIt = async () => ((await take([row])).done === 1 ? t('takenOne', { what }) : t('lostOne', { what }));
  const releaseIt = async () => {
    await release(row);
    return t('released', { what });
  };
  const asks = (['note', 'snooze', 'resolve'] as const).map((kind) => ({
    id: kind,
    text: t(`action.${kind}`),
    onAction: () => onAsk({ kind, row, what }),
  }));
  const giveBack = { id: 'release', text: t('action.release'), onAction: () => void act(releaseIt) };
  if (handling.state === 'none' && !row.duty.overdue) return null;
  return (
    <>
      <span className="row no-print">
        {canBeTaken(row, undefined) && (
          <Button aria-label={`${t('action.take')}: ${what}`} onPress={() => void act(takeIt)}>
            {t('action.take')}
          </Button>
        )}
        {handling.escalationId !== undefined && (
          <ActionMenu
            label={what}
            text={t('action.more')}
            actions={
              handling.state === 'resolved' ? asks.slice(0, 1) : handling.state === 'taken' ? [...asks, giveBack] : asks
            }
          />
        )}
      </span>
      {error !== undefined && <Trouble error={error} />}
    </>
  );
}

/** Notes and, where it is over, how it ended. */
function History({ of: { notes, resolution, resolvedBy, resolvedAt, snoozeReason } }: { of: Escalation }) {
  const { t, i18n } = useTranslation('deadlines');
  const { nameOf } = useActors();
  const ended = resolution === null ? undefined : `resolution.${resolution}`;
  return (
    <>
      {snoozeReason !== null && <span className="small quiet">{snoozeReason}</span>}
      {resolution !== null && (
        <span className="small">
          {ended !== undefined && i18n.exists(ended, { ns: 'deadlines' }) ? t(ended) : resolution}{' '}
          <span className="quiet">
            {resolvedBy !== null && nameOf(resolvedBy)} <Moment at={resolvedAt} />
          </span>
        </span>
      )}
      {notes.length > 0 && (
        <Fold text={t('notes', { count: notes.length })}>
          <NoteList of={notes} className="notes" />
        </Fold>
      )}
    </>
  );
}
