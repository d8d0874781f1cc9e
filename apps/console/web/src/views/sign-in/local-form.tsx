import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal, send } from '../../api/client.js';
import { useNewSession } from '../../api/session.js';
import type { Session } from '../../api/session.js';
import { Button, TextBox } from '../../parts/controls.js';
import { spanText } from '../../parts/moment.js';
import { Trouble } from '../../parts/states.js';
import { wantedAddress } from './wanted-address.js';

/** Name and password of an account of the hub's own. */
export function LocalForm() {
  const { t } = useTranslation('sign-in');
  const begin = useNewSession();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>();
  const [isAsking, setAsking] = useState(false);
  const wait = useWait(error);
  const signIn = async () => {
    setAsking(true);
    setError(undefined);
    try {
      const session = await send<Session>('POST', '/console/session', { name: name.trim(), password });
      history.replaceState(history.state, '', wantedAddress());
      begin(session);
    } catch (thrown) {
      setPassword('');
      setError(thrown);
      setAsking(false);
    }
  };
  const canAsk = name.trim() !== '' && password !== '' && !isAsking && wait === 0;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (canAsk) void signIn();
      }}
    >
      {error !== undefined && <Refused error={error} wait={wait} />}
      <TextBox label={t('name')} name="username" value={name} onChange={setName} autoComplete="username" autoFocus />
      <TextBox
        label={t('password')}
        name="password"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      <Button type="submit" tone="main" isDisabled={!canAsk}>
        {t('signIn')}
      </Button>
      <p className="quiet small">{t('firstTime')}</p>
    </form>
  );
}

function Refused({ error, wait }: { error: unknown; wait: number }) {
  const { t } = useTranslation('sign-in');
  const code = error instanceof Refusal ? error.code : undefined;
  if (code === 'wrong-credentials')
    return (
      <p className="notice-box" data-tone="critical" role="alert">
        {t('wrong')}
      </p>
    );
  if (code === 'too-many')
    return (
      <p className="notice-box" data-tone="warning" role="alert">
        {wait > 0 ? t('tooMany', { wait: spanText(wait > 60 ? wait + 59 : wait) }) : t('again')}
      </p>
    );
  if (code === 'not-same-origin')
    return (
      <p className="notice-box" data-tone="critical" role="alert">
        {t('notSameOrigin')}
      </p>
    );
  if (error instanceof Refusal && code === 'sign-in-unavailable')
    return (
      <div className="notice-box" data-tone="critical" role="alert">
        <span>{t('unavailable')}</span>
        <span lang="en">{error.title}</span>
      </div>
    );
  return <Trouble error={error} />;
}

/** Seconds that are left until the hub listens again after too many attempts. */
function useWait(error: unknown): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const seconds = error instanceof Refusal ? (error.retryAfter ?? 0) : 0;
    const until = Date.now() + seconds * 1000;
    setLeft(seconds);
    if (seconds === 0) return;
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [error]);
  return left;
}
