import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import type { Directory } from '../../api/directory.js';

type Source = Directory['sources'][number];
type Mapping = Directory['mappings'][number];

/** Where HL7 v2 comes from without a token, and how it is read. */
export function Sources({ of }: { of: Directory }) {
  const { t } = useTranslation('directory');
  const sources: Column<Source>[] = [
    { id: 'id', head: t('source.id'), cell: ({ id }) => <span className="mono">{id}</span> },
    {
      id: 'units',
      head: t('client.units'),
      cell: ({ units }) => (
        <ul className="plain-list">
          {units.map(({ hsaId, name }) => (
            <li key={hsaId}>
              <Link href={`/directory/units/${encodeURIComponent(hsaId)}`}>{name ?? hsaId}</Link>
            </li>
          ))}
        </ul>
      ),
    },
    { id: 'mapping', head: t('client.mapping'), cell: ({ mapping }) => mapping ?? <span className="quiet">–</span> },
  ];
  const mappings: Column<Mapping>[] = [
    { id: 'id', head: t('mapping.id'), cell: ({ id }) => <span className="mono">{id}</span> },
    {
      id: 'usedBy',
      head: t('mapping.usedBy'),
      cell: ({ usedBy }) => (usedBy.length === 0 ? t('mapping.unused') : usedBy.join(', ')),
    },
    { id: 'charset', head: t('mapping.charset'), cell: ({ defaultCharset }) => defaultCharset },
    { id: 'facilities', head: t('mapping.facilities'), cell: ({ facilities }) => facilities, isNumber: true },
    { id: 'wards', head: t('mapping.wards'), cell: ({ wards }) => wards, isNumber: true },
  ];
  return (
    <>
      {of.sources.length === 0 ? (
        <Nothing>{t('source.none')}</Nothing>
      ) : (
        <Table caption={t('source.caption')} columns={sources} rows={of.sources} keyOf={({ id }) => id} />
      )}
      {of.mappings.length === 0 ? (
        <Nothing>{t('mapping.none')}</Nothing>
      ) : (
        <Table caption={t('mapping.caption')} columns={mappings} rows={of.mappings} keyOf={({ id }) => id} />
      )}
      <p className="quiet small">{t('mapping.about')}</p>
    </>
  );
}
