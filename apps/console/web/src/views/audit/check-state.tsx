import { useTranslation } from 'react-i18next';
import { Badge } from '../../parts/words.js';
import type { SpotCheck } from './wire.js';

/** Whether it has been gone through, and with what outcome. */
export function CheckState({ check: { closedAt, deviations } }: { check: SpotCheck }) {
  const { t } = useTranslation('audit');
  if (closedAt === null) return <Badge tone="warning">{t('check.open')}</Badge>;
  const count = deviations ?? 0;
  return <Badge tone={count > 0 ? 'critical' : 'well'}>{t('check.deviationCount', { count })}</Badge>;
}
