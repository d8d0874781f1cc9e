import { useTranslation } from 'react-i18next';
import type { OneTimePasswordDto } from '../../../../src/dto/account.dto.js';
import { Button } from '../../parts/controls.js';
import { Copied } from '../../parts/copied.js';
import { Window } from '../../parts/dialog.js';

export type Issued = OneTimePasswordDto;

/** A password that nobody can look up afterwards. */
export function OneTimePassword({ issued, onClose }: { issued: Issued; onClose: () => void }) {
  const { t } = useTranslation('accounts');
  return (
    <Window title={t('issued.title', { name: issued.name })} onClose={onClose}>
      <p>{t('issued.means')}</p>
      <p className="one-time">
        <Copied text={issued.oneTimePassword} what={t('issued.password')} />
      </p>
      <div>
        <Button tone="main" onPress={onClose}>
          {t('issued.done')}
        </Button>
      </div>
    </Window>
  );
}
