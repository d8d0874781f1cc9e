import { useQueryClient } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/controls.js';
import { spanText } from '../../parts/moment.js';
import { Waiting } from '../../parts/states.js';

/** Waiting after which it is said how long it may take, s. */
const LONG = 5;

/** Shown while a report is made, which takes minutes for a year of a large region; it can be stopped. */
export function Progress({ queryKey }: { queryKey: QueryKey }) {
  const { t } = useTranslation('reports');
  const queries = useQueryClient();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const begun = Date.now();
    const timer = setInterval(() => setSeconds((Date.now() - begun) / 1_000), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="stack">
      <Waiting />
      <p role="status">{t(seconds < LONG ? 'progress.making' : 'progress.long')}</p>
      <div className="row">
        <span className="quiet">{t('progress.passed', { time: spanText(seconds) })}</span>
        <Button onPress={() => void queries.cancelQueries({ queryKey })}>{t('progress.stop')}</Button>
      </div>
    </div>
  );
}
