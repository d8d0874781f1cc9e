import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Tick } from '../../parts/controls.js';
import { useSay } from '../../parts/said.js';
import { Trouble } from '../../parts/states.js';
import { useHandler } from './handle.js';
import type { Row } from './rows.js';

/** Takes many at once. */
export function Bulk({
  takeable,
  chosen,
  onTickAll,
  onDone,
}: {
  takeable: readonly Row[];
  chosen: readonly Row[];
  onTickAll: (isSelected: boolean) => void;
  onDone: () => void;
}) {
  const { t } = useTranslation('deadlines');
  const { take } = useHandler();
  const say = useSay();
  const [error, setError] = useState<unknown>();
  const [isActing, setActing] = useState(false);
  const takeChosen = async () => {
    if (isActing) return;
    if (chosen.length === 0) return say(t('bulk.none'));
    setActing(true);
    setError(undefined);
    try {
      const { done, lost } = await take(chosen);
      say(lost === 0 ? t('taken', { count: done }) : t('takenSome', { done, lost }));
      onDone();
    } catch (thrown) {
      setError(thrown);
    }
    setActing(false);
  };
  return (
    <div className="row no-print" role="group" aria-label={t('bulk.label')}>
      <Tick
        label={t('bulk.all', { count: takeable.length })}
        isSelected={chosen.length === takeable.length}
        isIndeterminate={chosen.length > 0 && chosen.length < takeable.length}
        onChange={onTickAll}
      >
        {t('bulk.all', { count: takeable.length })}
      </Tick>
      <Button tone={chosen.length === 0 ? 'usual' : 'main'} onPress={() => void takeChosen()}>
        {t('bulk.take', { count: chosen.length })}
      </Button>
      {error !== undefined && <Trouble error={error} />}
    </div>
  );
}
