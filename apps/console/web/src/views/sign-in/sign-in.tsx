import { useTranslation } from 'react-i18next';
import { useHasEnded, useSession } from '../../api/session.js';
import { Gate } from './gate.js';
import { LocalForm } from './local-form.js';
import { wantedAddress } from './wanted-address.js';

const OUTCOMES = ['no-role', 'failed', 'unavailable'] as const;

/** Sign-in, in place of the view that was asked for, which is there again afterwards. */
export function SignIn() {
  const { t } = useTranslation('sign-in');
  const { ways } = useSession();
  return (
    <Gate title={t('title')}>
      <Why />
      {ways.oidc !== null && (
        // A plain link: the answer is a redirect to another origin, which a router cannot follow.
        <a
          className="button button-wide"
          data-tone="main"
          href={`/console/oidc/start?to=${encodeURIComponent(wantedAddress())}`}
        >
          {t('with', { name: ways.oidc.name })}
        </a>
      )}
      {ways.oidc !== null && ways.local && <div className="gate-or">{t('or')}</div>}
      {ways.local && <LocalForm />}
      {ways.oidc === null && !ways.local && <p className="notice-box">{t('noWay')}</p>}
    </Gate>
  );
}

/** Why one has to sign in, where that is not plain: the session is over, or the issuer's answer would not do. */
function Why() {
  const { t } = useTranslation('sign-in');
  const hasEnded = useHasEnded();
  const said = new URLSearchParams(location.search).get('sign-in');
  const outcome = OUTCOMES.find((one) => one === said);
  if (outcome !== undefined)
    return (
      <p className="notice-box" data-tone="critical" role="alert">
        {t(`outcome.${outcome}`)}
      </p>
    );
  if (hasEnded)
    return (
      <p className="notice-box" data-tone="notice" role="status">
        {t('ended')}
      </p>
    );
  return null;
}
