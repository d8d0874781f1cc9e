import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { useLive } from '../../api/live.js';
import { LinkTabs, PageHead } from '../../parts/page.js';
import { NotThere } from '../not-there.js';
import { Duties } from './duties.js';
import { Escalations } from './escalations.js';
import { Reminders } from './reminders.js';
import './deadlines.css';

const LISTS = ['all', 'receipts', 'duties', 'plans', 'escalations', 'reminders'] as const;

/** Who has not done what, since when, who was told, and what operations have made of it. */
export default function Deadlines() {
  const { t } = useTranslation('deadlines');
  const { list = 'all' } = useParams();
  const current = LISTS.find((one) => one === list);
  if (current === undefined) return <NotThere />;
  return (
    <>
      <PageHead title={t('title')}>{t(`lead.${current}`)}</PageHead>
      <Tabs current={current} />
      {current === 'escalations' ? (
        <Escalations />
      ) : current === 'reminders' ? (
        <Reminders />
      ) : (
        <Duties key={current} list={current} />
      )}
    </>
  );
}

function Tabs({ current }: { current: string }) {
  const { t } = useTranslation('deadlines');
  const { overview } = useLive();
  const counts: Readonly<Record<string, number | undefined>> = {
    receipts: overview?.act.overdueReceipts.count,
    duties: overview?.act.overdueOther.count,
    plans: overview?.plans.lateDuties.count,
    escalations: overview?.act.escalationsUnowned.count,
  };
  return (
    <LinkTabs
      label={t('lists.label')}
      current={current}
      tabs={LISTS.map((id) => ({
        id,
        text: t(`lists.${id}`),
        to: id === 'all' ? '/deadlines' : `/deadlines/${id}`,
        count: counts[id],
      }))}
    />
  );
}
