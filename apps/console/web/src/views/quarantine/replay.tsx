import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Label, ProgressBar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ReplayedManyDto } from '../../../../src/dto/quarantine.dto.js';
import { send } from '../../api/client.js';
import type { Json } from '../../api/wire.js';
import { Button } from '../../parts/controls.js';
import { Window } from '../../parts/dialog.js';
import { useSay } from '../../parts/said.js';
import { Trouble } from '../../parts/states.js';
import { ReplayOutcome } from './replay-outcome.js';
import type { Replayed } from './replay-outcome.js';

/** So many at a time, so that it can be seen how far it has come, and stopped. */
const AT_A_TIME = 20;

interface Run {
  readonly done: readonly Replayed[];
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly start: () => Promise<void>;
  /** After the part that is under way. */
  readonly stop: () => void;
}

/** Sends entries through again, part by part. */
function useReplay(ids: readonly string[]): Run {
  const { t } = useTranslation('quarantine');
  const client = useQueryClient();
  const say = useSay();
  const [done, setDone] = useState<readonly Replayed[]>([]);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const isWanted = useRef(false);
  const start = async () => {
    isWanted.current = true;
    setRunning(true);
    setError(undefined);
    const all = [...done];
    try {
      while (all.length < ids.length && isWanted.current) {
        const part = ids.slice(all.length, all.length + AT_A_TIME);
        const { items } = await send<Json<ReplayedManyDto>>('POST', '/v1/ops/quarantine/replay', { ids: part });
        all.push(...items);
        setDone([...all]);
      }
      say(t('replay.said', { count: all.filter(({ result }) => result === 'accepted').length, all: all.length }));
    } catch (thrown) {
      setError(thrown);
    }
    setRunning(false);
    await client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/v1/ops/quarantine'),
    });
  };
  const stop = () => {
    isWanted.current = false;
  };
  return { done, isRunning, error, start, stop };
}

/** Asks, sends through again, and tells what became of each. */
export function ReplayWindow({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation('quarantine');
  const run = useReplay(ids);
  const isDone = run.done.length >= ids.length;
  const isBegun = run.isRunning || run.done.length > 0;
  const close = () => {
    run.stop();
    onClose();
  };
  // One button all the time, so that the keyboard stays where it is.
  const next = isDone
    ? { text: 'replay.close', act: close }
    : run.isRunning
      ? { text: 'replay.stop', act: run.stop }
      : { text: isBegun ? 'replay.goOn' : 'replay.action', act: () => void run.start() };
  return (
    <Window title={t('replay.title', { count: ids.length })} isWide onClose={close}>
      {!isBegun && <p>{t('replay.text')}</p>}
      {isBegun && <Progress done={run.done.length} of={ids.length} />}
      {run.error !== undefined && <Trouble error={run.error} />}
      {run.done.length > 0 && <ReplayOutcome of={run.done} />}
      <div className="row">
        <Button tone={isDone ? 'usual' : 'main'} onPress={next.act}>
          {t(next.text)}
        </Button>
        {!isDone && !run.isRunning && <Button onPress={close}>{t('replay.close')}</Button>}
      </div>
    </Window>
  );
}

function Progress({ done, of }: { done: number; of: number }) {
  const { t } = useTranslation('quarantine');
  const text = t('replay.progress', { done, of });
  return (
    <ProgressBar className="progress" value={done} maxValue={of} valueLabel={text}>
      <Label className="hidden-text">{t('replay.progressLabel')}</Label>
      <progress value={done} max={of} aria-hidden="true" />
      <span>{text}</span>
    </ProgressBar>
  );
}
