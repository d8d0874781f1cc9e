import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleRole } from '#domain/console-account.js';
import type { OneTimePasswordDto } from '../../../../src/dto/account.dto.js';
import { send } from '../../api/client.js';
import { TextBox } from '../../parts/controls.js';
import { AskWindow } from '../../parts/dialog.js';
import type { Issued } from './one-time-password.js';
import { RoleTicks } from './role-ticks.js';

const NAME = /^[a-z0-9][a-z0-9._-]{1,63}$/;
const LONGEST_DISPLAY_NAME = 100;

/** Makes an account; its one-time password is shown afterwards. */
export function NewAccount({ onIssued, onClose }: { onIssued: (issued: Issued) => void; onClose: () => void }) {
  const { t } = useTranslation('accounts');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [roles, setRoles] = useState<ConsoleRole[]>(['operations']);
  return (
    <AskWindow
      title={t('ask.new')}
      action={t('act.new')}
      canAct={NAME.test(name) && displayName.trim() !== '' && roles.length > 0}
      onClose={onClose}
      onAct={async () => {
        const account = { name, displayName: displayName.trim(), roles };
        onIssued(await send<OneTimePasswordDto>('POST', '/v1/ops/accounts', account));
        await client.invalidateQueries({ queryKey: ['/v1/ops/accounts'] });
      }}
    >
      <TextBox
        label={t('field.displayName')}
        value={displayName}
        onChange={setDisplayName}
        maxLength={LONGEST_DISPLAY_NAME}
        isRequired
        autoFocus
      />
      <TextBox
        label={t('field.name')}
        help={t('field.nameHelp')}
        value={name}
        onChange={(text) => setName(text.toLowerCase())}
        error={name !== '' && !NAME.test(name) ? t('field.nameWrong') : undefined}
        isRequired
      />
      <RoleTicks roles={roles} onChange={setRoles} />
    </AskWindow>
  );
}
