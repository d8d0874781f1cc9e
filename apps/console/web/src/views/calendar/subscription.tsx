import { useTranslation } from 'react-i18next';
import { Copied } from '../../parts/copied.js';
import { Fold } from '../../parts/fold.js';
import { Panel } from '../../parts/page.js';

/** How a unit has its calendar in a calendar program of its own. */
export function Subscription({ unit }: { unit: string }) {
  const { t } = useTranslation('calendar');
  const address = `${window.location.origin}/v1/units/${encodeURIComponent(unit)}/calendar.ics`;
  return (
    <Panel title={t('subscribe.title')}>
      <p>{t('subscribe.what')}</p>
      <Copied text={address} what={t('subscribe.address')} />
      <Fold text={t('subscribe.how')}>
        <ol>
          {['program', 'sign', 'language', 'nothing'].map((step) => (
            <li key={step}>{t(`subscribe.steps.${step}`)}</li>
          ))}
        </ol>
      </Fold>
    </Panel>
  );
}
