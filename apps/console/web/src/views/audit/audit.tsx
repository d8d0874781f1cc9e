import { useTranslation } from 'react-i18next';
import { useFilters } from '../../api/address.js';
import { useMay } from '../../api/session.js';
import { useKeptFocus } from '../../parts/kept-focus.js';
import { LinkTabs, PageHead } from '../../parts/page.js';
import { Accesses } from './accesses.js';
import { Entries } from './entries.js';
import { SpotChecks } from './spot-checks.js';
import './audit.css';

const TABS = ['entries', 'accesses', 'spot-checks'] as const;

/** Who has done what with whose data, for those who watch over it. */
export default function Audit() {
  const { t } = useTranslation('audit');
  const may = useMay('auditor', 'admin');
  const filters = useFilters();
  const kept = useKeptFocus();
  const tab = TABS.find((one) => one === filters.of('tab')) ?? 'entries';
  return (
    <>
      <PageHead title={t('title')}>{t('about')}</PageHead>
      {may ? (
        <>
          <LinkTabs
            label={t('tabs')}
            current={tab}
            tabs={TABS.map((id) => ({
              id,
              text: t(`tab.${id}`),
              to: id === 'entries' ? '/audit' : `/audit?tab=${id}`,
            }))}
          />
          <div className="stack" {...kept}>
            {tab === 'entries' && <Entries />}
            {tab === 'accesses' && <Accesses />}
            {tab === 'spot-checks' && <SpotChecks />}
          </div>
        </>
      ) : (
        <p className="notice-box" data-tone="notice">
          {t('mayNot')}
        </p>
      )}
    </>
  );
}
