import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMachineNow } from '../../api/live.js';
import { useMay } from '../../api/session.js';
import { Button } from '../../parts/controls.js';
import { Fold } from '../../parts/fold.js';
import { Moment } from '../../parts/moment.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { Badge } from '../../parts/words.js';
import type { Directory } from '../../api/directory.js';
import { DraftedClient } from './drafted-client.js';
import type { Drafted } from './drafted-client.js';
import { credentialsOf, Expiry } from './expiry.js';
import { NewClient } from './new-client.js';

type Client = Directory['clients'][number];

/** The systems that call the hub, those whose credentials end first at the top, and the way in for new ones. */
export function Clients({ of }: { of: Directory }) {
  const { t } = useTranslation('directory');
  const may = useMay('operations', 'admin');
  const [isAsking, setAsking] = useState(false);
  const [drafted, setDrafted] = useState<Drafted>();
  return (
    <>
      {may && drafted === undefined && (
        <div>
          <Button tone="main" onPress={() => setAsking(true)}>
            {t('client.new')}
          </Button>
        </div>
      )}
      {isAsking && <NewClient onDrafted={setDrafted} onClose={() => setAsking(false)} />}
      {drafted !== undefined && <DraftedClient of={of} client={drafted} onDone={() => setDrafted(undefined)} />}
      {of.clients.length === 0 ? <Nothing>{t('client.none')}</Nothing> : <ClientTable clients={of.clients} />}
    </>
  );
}

function ClientTable({ clients }: { clients: readonly Client[] }) {
  const { t } = useTranslation('directory');
  const now = useMachineNow();
  const rows = [...clients].sort((a, b) => endOf(a).localeCompare(endOf(b)) || a.name.localeCompare(b.name, 'sv'));
  const call: Column<Client> = {
    id: 'call',
    head: t('client.lastCall'),
    cell: ({ lastCallAt, lastTokenAt }) => (
      <>
        <Moment at={lastCallAt} now={now} />
        {lastTokenAt !== null && (
          <span className="quiet small block">
            {t('client.lastToken')} <Moment at={lastTokenAt} />
          </span>
        )}
      </>
    ),
  };
  const columns: Column<Client>[] = [
    {
      id: 'name',
      head: t('client.name'),
      cell: ({ id, name, mapping }) => (
        <>
          {name} <span className="quiet small mono">{id}</span>
          {mapping !== null && <span className="quiet small block">{t('client.readBy', { mapping })}</span>}
        </>
      ),
    },
    {
      id: 'roles',
      head: t('client.roles'),
      cell: ({ roles }) => (
        <span className="row">
          {roles.map((role) => (
            <Badge key={role}>{t(`client.role.${role}`)}</Badge>
          ))}
        </span>
      ),
    },
    { id: 'units', head: t('client.units'), cell: (client) => <ClientUnits client={client} /> },
    { id: 'ends', head: t('client.ends'), cell: (client) => <Expiry client={client} /> },
    ...(clients.some(({ lastCallAt, lastTokenAt }) => lastCallAt !== null || lastTokenAt !== null) ? [call] : []),
  ];
  return <Table caption={t('client.caption')} isCaptionHidden columns={columns} rows={rows} keyOf={({ id }) => id} />;
}

function ClientUnits({ client: { name, units } }: { client: Client }) {
  const { t } = useTranslation('directory');
  if (units.length === 0) return <span className="quiet">{t('client.noUnits')}</span>;
  return (
    <Fold
      text={t('client.unitCount', { count: units.length })}
      label={t('client.unitsOf', { count: units.length, name })}
    >
      <ul className="plain-list">
        {units.map(({ hsaId, name: unitName }) => (
          <li key={hsaId}>
            <Link href={`/directory/units/${encodeURIComponent(hsaId)}`}>{unitName ?? hsaId}</Link>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

function endOf(client: Client): string {
  return credentialsOf(client)[0]?.lastDay ?? '9999';
}
