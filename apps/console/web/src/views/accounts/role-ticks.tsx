import { useTranslation } from 'react-i18next';
import { CONSOLE_ROLES } from '#domain/console-account.js';
import type { ConsoleRole } from '#domain/console-account.js';
import { Tick } from '../../parts/controls.js';

/** Which roles an account has, each with what it may do. */
export function RoleTicks({
  roles,
  onChange,
}: {
  roles: readonly ConsoleRole[];
  onChange: (roles: ConsoleRole[]) => void;
}) {
  const { t } = useTranslation('accounts');
  return (
    <fieldset className="role-ticks">
      <legend>{t('column.roles')}</legend>
      {CONSOLE_ROLES.map((role) => (
        <Tick
          key={role}
          label={t(`roles.${role}`)}
          isSelected={roles.includes(role)}
          onChange={(isSelected) =>
            onChange(CONSOLE_ROLES.filter((one) => (one === role ? isSelected : roles.includes(one))))
          }
        >
          <span>
            {t(`roles.${role}`)} <span className="quiet small">{t(`may.${role}`)}</span>
          </span>
        </Tick>
      ))}
    </fieldset>
  );
}
