import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session.js';
import { Moment, spanText } from '../../parts/moment.js';
import { Facts, PageHead, Panel } from '../../parts/page.js';
import { useSay } from '../../parts/said.js';
import { PasswordForm } from '../sign-in/password-form.js';
import './accounts.css';

/** Who is signed in, with which rights, for how long; and another password. */
export default function OwnAccount() {
  const { t } = useTranslation('accounts');
  const { user, idleSeconds, endsAt } = useSession();
  const say = useSay();
  const [changes, setChanges] = useState(0);
  if (user === null) return null;
  return (
    <>
      <PageHead title={t('mine.title')} />
      <div className="columns">
        <Panel title={user.displayName}>
          <Facts
            of={[
              [t('field.name'), user.name],
              [t('column.roles'), user.roles.map((role) => t(`roles.${role}`)).join(', ')],
              [t('mine.may'), user.roles.map((role) => t(`may.${role}`)).join(' ')],
              [t('mine.way'), t(`mine.ways.${user.way}`)],
              [t('mine.idle'), spanText(idleSeconds)],
              [t('mine.ends'), <Moment key="ends" at={endsAt} />],
            ]}
          />
        </Panel>
        {user.way === 'local' && (
          <Panel title={t('mine.password')}>
            <PasswordForm
              key={changes}
              onDone={() => {
                setChanges(changes + 1);
                say(t('mine.changed'));
              }}
            />
          </Panel>
        )}
      </div>
    </>
  );
}
