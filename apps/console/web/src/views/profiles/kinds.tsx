import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/texts.js';
import { Fold } from '../../parts/fold.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { Badge } from '../../parts/words.js';
import type { Profile } from './wire.js';
import { Rule } from './states.js';

type Kind = Profile['kinds'][number];

/** Every kind of message: who sends it to whom, whether a receipt is asked for, what it has to fulfil. */
export function Kinds({ of }: { of: Profile }) {
  const { t } = useTranslation('profiles');
  const { both } = useLanguage();
  const receipts = new Map(of.deadlines.map(({ kind, due }) => [kind, due]));
  const columns: Column<Kind>[] = [
    { id: 'name', head: t('kinds.name'), cell: ({ name }) => <strong className="capital">{both(name)}</strong> },
    { id: 'senders', head: t('kinds.senders'), cell: ({ senders }) => both(senders) },
    { id: 'recipients', head: t('kinds.recipients'), cell: ({ recipients }) => both(recipients) },
    {
      id: 'receipt',
      head: t('kinds.receipt'),
      cell: ({ receipt }) =>
        receipt === null ? (
          <span className="quiet">{t('kinds.noReceipt')}</span>
        ) : (
          <>
            <Badge tone="notice">{t('kinds.asked')}</Badge> <span className="small">{both(receipts.get(receipt))}</span>
          </>
        ),
    },
    { id: 'checks', head: t('kinds.checks'), cell: (kind) => <Checks of={kind} /> },
    { id: 'rule', head: t('rule'), cell: ({ rule }) => <Rule id={rule} /> },
  ];
  return (
    <Table caption={t('table.kinds')} isCaptionHidden columns={columns} rows={of.kinds} keyOf={({ kind }) => kind} />
  );
}

function Checks({ of: { name, checks } }: { of: Kind }) {
  const { t } = useTranslation('profiles');
  const { both } = useLanguage();
  const count = checks.length;
  if (count === 0) return <span className="quiet">–</span>;
  return (
    <Fold text={t('kinds.checkCount', { count })} label={t('kinds.checksOf', { count, name: both(name) })}>
      <ul className="check-list">
        {checks.map((check) => (
          <li key={check.sv}>{both(check)}</li>
        ))}
      </ul>
    </Fold>
  );
}
