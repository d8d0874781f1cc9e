import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useProfiles } from '../../api/profiles.js';
import { PageHead } from '../../parts/page.js';
import { Answer, Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';

/** The regions' rules that this hub goes by. */
export default function Profiles() {
  const { t } = useTranslation('profiles');
  const profiles = useProfiles();
  return (
    <>
      <PageHead title={t('title')}>{t('about')}</PageHead>
      <Answer of={profiles}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing>{t('none')}</Nothing>
          ) : (
            <Table
              caption={t('caption')}
              isCaptionHidden
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                {
                  id: 'name',
                  head: t('name'),
                  cell: ({ id, name }) => <Link href={`/profiles/${encodeURIComponent(id)}`}>{name}</Link>,
                },
                { id: 'id', head: t('id'), cell: ({ id }) => <span className="mono">{id}</span> },
                { id: 'rules', head: t('rules'), cell: ({ rules }) => rules, isNumber: true },
              ]}
            />
          )
        }
      </Answer>
    </>
  );
}
