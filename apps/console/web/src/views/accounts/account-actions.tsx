import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountListDto, OneTimePasswordDto } from '../../../../src/dto/account.dto.js';
import { send } from '../../api/client.js';
import { useSession } from '../../api/session.js';
import type { Json } from '../../api/wire.js';
import { AskWindow } from '../../parts/dialog.js';
import { ActionMenu } from '../../parts/menu.js';
import { useSay } from '../../parts/said.js';
import type { Issued } from './one-time-password.js';
import { RoleTicks } from './role-ticks.js';

export type Account = Json<AccountListDto>['items'][number];

type Wanted = 'roles' | 'reset' | 'disable' | 'enable';

/** What an administrator can do with an account; not with their own, nor with the last administrator's. */
export function AccountActions({
  account,
  all,
  onIssued,
}: {
  account: Account;
  all: readonly Account[];
  onIssued: (issued: Issued) => void;
}) {
  const { t } = useTranslation('accounts');
  const { user } = useSession();
  const [wanted, setWanted] = useState<Wanted>();
  if (user?.way === 'local' && user.name === account.name) return <span className="quiet small">{t('own')}</span>;
  const admins = all.filter(({ roles, disabled }) => roles.includes('admin') && !disabled);
  const isLastAdmin = admins.length === 1 && admins[0]?.name === account.name;
  const wants: Wanted[] = isLastAdmin ? ['reset'] : ['roles', 'reset', account.disabled ? 'enable' : 'disable'];
  return (
    <>
      <ActionMenu
        label={account.displayName}
        text={t('change')}
        actions={wants.map((id) => ({ id, text: t(`wanted.${id}`), onAction: () => setWanted(id) }))}
      />
      {wanted !== undefined && (
        <ChangeWindow account={account} wanted={wanted} onIssued={onIssued} onClose={() => setWanted(undefined)} />
      )}
    </>
  );
}

interface Change {
  readonly account: Account;
  readonly wanted: Wanted;
  readonly onIssued: (issued: Issued) => void;
  readonly onClose: () => void;
}

function ChangeWindow({ account, wanted, onIssued, onClose }: Change) {
  const { t } = useTranslation('accounts');
  const client = useQueryClient();
  const say = useSay();
  const [roles, setRoles] = useState<readonly Account['roles'][number][]>(account.roles);
  const path = `/v1/ops/accounts/${encodeURIComponent(account.name)}`;
  const act = async () => {
    if (wanted === 'reset') onIssued(await send<OneTimePasswordDto>('POST', `${path}/reset`));
    else await send('PATCH', path, wanted === 'roles' ? { roles } : { disabled: wanted === 'disable' });
    say(t(`done.${wanted}`, { name: account.displayName }));
    await client.invalidateQueries({ queryKey: ['/v1/ops/accounts'] });
  };
  return (
    <AskWindow
      title={t(`ask.${wanted}`, { name: account.displayName })}
      action={t(`act.${wanted}`)}
      tone={wanted === 'disable' ? 'danger' : 'main'}
      canAct={wanted !== 'roles' || roles.length > 0}
      onAct={act}
      onClose={onClose}
    >
      <p>{t(`means.${wanted}`)}</p>
      {wanted === 'roles' && <RoleTicks roles={roles} onChange={setRoles} />}
    </AskWindow>
  );
}
