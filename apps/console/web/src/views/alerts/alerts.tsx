import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type { AlertListDto } from '../../../../src/dto/alert.dto.js';
import { useOne } from '../../api/lists.js';
import type { Json } from '../../api/wire.js';
import { LinkTabs, PageHead } from '../../parts/page.js';
import { Answer, Nothing } from '../../parts/states.js';
import { AlertCard } from './alert-card.js';
import { Rules } from './rules.js';

const TABS = ['active', 'ended', 'rules'] as const;

/** What the hub has told somebody outside of, and by which rules it does. */
export default function Alerts() {
  const { t } = useTranslation('alerts');
  const [search] = useSearchParams();
  const tab = TABS.find((one) => one === search.get('tab')) ?? 'active';
  const active = useOne<Json<AlertListDto>>('/v1/ops/alerts', { state: 'active' });
  return (
    <>
      <PageHead title={t('title')}>{t('about')}</PageHead>
      <LinkTabs
        label={t('tabs')}
        current={tab}
        tabs={TABS.map((id) => ({
          id,
          text: t(`tab.${id}`),
          to: id === 'active' ? '/alerts' : `/alerts?tab=${id}`,
          count: id === 'active' ? active.data?.items.length : undefined,
        }))}
      />
      {tab === 'rules' ? (
        <Rules />
      ) : tab === 'ended' ? (
        <Ended />
      ) : (
        <Answer of={active}>{(data) => <Cards of={data} isActive />}</Answer>
      )}
    </>
  );
}

function Ended() {
  const ended = useOne<Json<AlertListDto>>('/v1/ops/alerts', { state: 'ended' });
  return <Answer of={ended}>{(data) => <Cards of={data} isActive={false} />}</Answer>;
}

function Cards({ of, isActive }: { of: Json<AlertListDto>; isActive: boolean }) {
  const { t } = useTranslation('alerts');
  if (of.items.length === 0) return <Nothing>{t(isActive ? 'noneActive' : 'noneEnded')}</Nothing>;
  return of.items.map((alert) => <AlertCard key={alert.id} alert={alert} />);
}
