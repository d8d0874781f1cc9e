import { useTranslation } from 'react-i18next';
import { useSignOut } from '../../api/session.js';
import { Button } from '../../parts/controls.js';
import { Gate } from './gate.js';
import { PasswordForm } from './password-form.js';

/** Nothing else can be done with a one-time password than to change it. */
export function ChangePassword() {
  const { t } = useTranslation('sign-in');
  const signOut = useSignOut();
  return (
    <Gate title={t('change.title')}>
      <p>{t('change.why')}</p>
      <PasswordForm />
      <div>
        <Button tone="plain" onPress={() => void signOut()}>
          {t('change.leave')}
        </Button>
      </div>
    </Gate>
  );
}
