import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import type { ReportListDto } from '../../../../src/dto/report.dto.js';
import { useOne } from '../../api/lists.js';
import type { Json } from '../../api/wire.js';
import { useLanguage } from '../../i18n/texts.js';
import { LinkButton } from '../../parts/controls.js';
import { PageHead } from '../../parts/page.js';
import { Answer, Nothing } from '../../parts/states.js';
import { Report } from './report.js';
import { rowsOf } from './wire.js';
import type { ReportHead } from './wire.js';
import './reports.css';

/** The reports of the hub: which there are, and one of them. */
export default function Reports() {
  const { t } = useTranslation('reports');
  const { both } = useLanguage();
  const { name } = useParams<{ name?: string }>();
  const reports = useOne<Json<ReportListDto>>('/v1/ops/reports', undefined, { isSteady: true });
  const head = reports.data?.items.find((one) => one.name === name);
  return (
    <>
      <PageHead
        title={head === undefined ? t('title') : both(head.title)}
        actions={name !== undefined && <LinkButton to="/reports">{t('all')}</LinkButton>}
      >
        {head === undefined ? t('about') : both(head.about)}
      </PageHead>
      <Answer of={reports}>
        {({ items }) => {
          if (name === undefined) return <Choice of={items} />;
          return head === undefined ? <Nothing>{t('noSuch')}</Nothing> : <Report key={head.name} head={head} />;
        }}
      </Answer>
    </>
  );
}

function Choice({ of }: { of: readonly ReportHead[] }) {
  const { t } = useTranslation('reports');
  const { both } = useLanguage();
  return (
    <div className="columns">
      {of.map(({ name, title, about, hasPeriod, ...rows }) => (
        <section key={name} className="panel stack report-choice" aria-label={both(title)}>
          <h2>
            <Link href={`/reports/${name}`}>{both(title)}</Link>
          </h2>
          <p>{both(about)}</p>
          <p className="quiet small">
            {t(hasPeriod ? 'ofPeriod' : 'asItIs')}
            {rowsOf(rows) !== undefined && ` ${t(`per${rowsOf(rows) ?? 'Stay'}`)}`}
          </p>
        </section>
      ))}
    </div>
  );
}
