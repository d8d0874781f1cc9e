import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PartyPageDto } from '../../../../src/dto/party.dto.js';
import { useOne } from '../../api/lists.js';
import type { Json } from '../../api/wire.js';
import { Answer, Nothing } from '../../parts/states.js';
import { PartyTable } from '../parties/party-table.js';
import type { Party } from '../parties/party-table.js';

const SHOWN = 10;

/** Whether there is anything to say of a party: those that owe nothing and have never been heard of are left out. */
function isInUse({ state, waiting, lastReceivedAt, lastPolledAt }: Party): boolean {
  return state !== 'well' || waiting > 0 || lastReceivedAt !== null || lastPolledAt !== null;
}

/** The parties that are worst off. */
export function WorstParties() {
  const { t } = useTranslation('overview');
  const parties = useOne<Json<PartyPageDto>>('/v1/ops/parties', { sort: 'worst', limit: SHOWN });
  return (
    <div className="stack">
      <div className="row apart">
        <h2>{t('parties.title')}</h2>
        <Link href="/parties">{t('parties.all')}</Link>
      </div>
      <Answer of={parties}>
        {({ items }) => {
          const shown = items.filter(isInUse);
          if (shown.length === 0) return <Nothing>{t('parties.none')}</Nothing>;
          return <PartyTable caption={t('parties.title')} isCaptionHidden parties={shown} />;
        }}
      </Answer>
    </div>
  );
}
