import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountListDto } from '../../../../src/dto/account.dto.js';
import { useOne } from '../../api/lists.js';
import { useMay } from '../../api/session.js';
import type { Json } from '../../api/wire.js';
import { Button } from '../../parts/controls.js';
import { Moment } from '../../parts/moment.js';
import { PageHead } from '../../parts/page.js';
import { Answer, Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { Badge } from '../../parts/words.js';
import { AccountActions } from './account-actions.js';
import type { Account } from './account-actions.js';
import { NewAccount } from './new-account.js';
import type { Issued } from './one-time-password.js';
import { OneTimePassword } from './one-time-password.js';
import './accounts.css';

/** Who may use the console with an account of the hub's own. */
export default function Accounts() {
  const { t } = useTranslation('accounts');
  const isAdmin = useMay('admin');
  const [isAsking, setAsking] = useState(false);
  const [issued, setIssued] = useState<Issued>();
  const accounts = useOne<Json<AccountListDto>>('/v1/ops/accounts', undefined, { isEnabled: isAdmin });
  if (!isAdmin)
    return (
      <>
        <PageHead title={t('title')} />
        <Nothing>{t('adminOnly')}</Nothing>
      </>
    );
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <Button tone="main" onPress={() => setAsking(true)}>
            {t('new')}
          </Button>
        }
      >
        {t('lead')}
      </PageHead>
      <Answer of={accounts}>{({ items }) => <AccountTable accounts={items} onIssued={setIssued} />}</Answer>
      {isAsking && <NewAccount onIssued={setIssued} onClose={() => setAsking(false)} />}
      {issued !== undefined && <OneTimePassword issued={issued} onClose={() => setIssued(undefined)} />}
    </>
  );
}

function AccountTable({ accounts, onIssued }: { accounts: readonly Account[]; onIssued: (issued: Issued) => void }) {
  const { t } = useTranslation('accounts');
  const columns: Column<Account>[] = [
    {
      id: 'name',
      head: t('column.name'),
      cell: ({ name, displayName }) => (
        <>
          <strong>{displayName}</strong> <span className="quiet mono small">{name}</span>
        </>
      ),
    },
    {
      id: 'roles',
      head: t('column.roles'),
      cell: ({ roles }) => (
        <span className="row">
          {roles.map((role) => (
            <Badge key={role}>{t(`roles.${role}`)}</Badge>
          ))}
        </span>
      ),
    },
    { id: 'state', head: t('column.state'), cell: (account) => <State account={account} /> },
    {
      id: 'lastSignIn',
      head: t('column.lastSignIn'),
      cell: ({ lastSignInAt }) => <Moment at={lastSignInAt} />,
    },
    {
      id: 'actions',
      head: t('column.actions'),
      isHeadHidden: true,
      cell: (account) => <AccountActions account={account} all={accounts} onIssued={onIssued} />,
    },
  ];
  return (
    <Table
      caption={t('caption', { count: accounts.length })}
      columns={columns}
      rows={accounts}
      keyOf={({ name }) => name}
    />
  );
}

function State({ account: { disabled, mustChangePassword } }: { account: Account }) {
  const { t } = useTranslation('accounts');
  if (disabled) return <Badge tone="warning">{t('state.disabled')}</Badge>;
  if (mustChangePassword) return <Badge tone="notice">{t('state.oneTime')}</Badge>;
  return <Badge tone="well">{t('state.active')}</Badge>;
}
