import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/texts.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import type { Profile } from './wire.js';
import { Rule } from './states.js';

type Category = Profile['categories'][number];
type Window = Profile['calendars'][number];

const YES_OR_NO = ['fvk', 'sip', 'payment'] as const;

/** What each planning category asks for. */
export function Categories({ of }: { of: Profile }) {
  const { t } = useTranslation('profiles');
  const { both } = useLanguage();
  if (of.categories.length === 0) return <Nothing>{t('categories.none')}</Nothing>;
  const columns: Column<Category>[] = [
    { id: 'id', head: t('categories.id'), cell: ({ id }) => <strong>{id}</strong> },
    { id: 'recipients', head: t('categories.recipients'), cell: ({ recipients }) => both(recipients) },
    { id: 'notice', head: t('categories.notice'), cell: ({ notice }) => both(notice) },
    { id: 'ready', head: t('categories.ready'), cell: ({ ready }) => both(ready) },
    ...YES_OR_NO.map((id): Column<Category> => ({
      id,
      head: t(`categories.${id}`),
      cell: (category) => t(category[id] ? 'yes' : 'no'),
    })),
    { id: 'rule', head: t('rule'), cell: ({ rule }) => <Rule id={rule} /> },
  ];
  return (
    <Table
      caption={t('table.categories')}
      isCaptionHidden
      columns={columns}
      rows={of.categories}
      keyOf={({ id }) => id}
    />
  );
}

/** The times of the day that deadlines go by. */
export function Windows({ of }: { of: Profile }) {
  const { t } = useTranslation('profiles');
  const { both } = useLanguage();
  if (of.calendars.length === 0) return <Nothing>{t('windows.none')}</Nothing>;
  const columns: Column<Window>[] = [
    { id: 'id', head: t('windows.id'), cell: ({ id }) => id },
    { id: 'times', head: t('windows.times'), cell: ({ times }) => times.join(', ') },
    { id: 'days', head: t('windows.days'), cell: ({ days }) => both(days) },
    { id: 'rule', head: t('rule'), cell: ({ rule }) => <Rule id={rule} /> },
  ];
  return (
    <Table caption={t('table.windows')} isCaptionHidden columns={columns} rows={of.calendars} keyOf={({ id }) => id} />
  );
}
