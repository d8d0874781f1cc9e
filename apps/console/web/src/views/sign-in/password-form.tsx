import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal, send } from '../../api/client.js';
import { useNewSession, useSession } from '../../api/session.js';
import type { Session } from '../../api/session.js';
import { Button, TextBox } from '../../parts/controls.js';
import { Trouble } from '../../parts/states.js';

const SHORTEST = 12;

/** What has been filled in, what the hub said to it, and sending it. */
function useChange(onDone: (() => void) | undefined) {
  const begin = useNewSession();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [repeated, setRepeated] = useState('');
  const [error, setError] = useState<unknown>();
  const [isAsking, setAsking] = useState(false);
  const change = async () => {
    setAsking(true);
    setError(undefined);
    try {
      const session = await send<Session>('POST', '/console/session/password', { current, next });
      for (const clear of [setCurrent, setNext, setRepeated]) clear('');
      begin(session);
      onDone?.();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setAsking(false);
    }
  };
  const canAsk = current !== '' && next.length >= SHORTEST && repeated === next && !isAsking;
  return { current, setCurrent, next, setNext, repeated, setRepeated, error, canAsk, change };
}

/** Another password for the account that is signed in. */
export function PasswordForm({ onDone }: { onDone?: () => void }) {
  const { t } = useTranslation('sign-in');
  const { user } = useSession();
  const { current, setCurrent, next, setNext, repeated, setRepeated, error, canAsk, change } = useChange(onDone);
  const refusedAt = (path: string) =>
    error instanceof Refusal && error.errors.some((part) => part.path === path)
      ? t(`change.refused.${path}`)
      : undefined;
  const differs = repeated !== '' && repeated !== next;
  const isPlaced = refusedAt('current') !== undefined || refusedAt('next') !== undefined;
  const secret = { type: 'password', isRequired: true } as const;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (canAsk) void change();
      }}
    >
      {error !== undefined && !isPlaced && <Trouble error={error} />}
      <input type="text" name="username" autoComplete="username" value={user?.name ?? ''} readOnly hidden />
      <TextBox
        {...secret}
        {...{ label: t('change.current'), value: current, onChange: setCurrent, error: refusedAt('current') }}
        autoComplete="current-password"
      />
      <TextBox
        {...secret}
        {...{ label: t('change.next'), value: next, onChange: setNext, error: refusedAt('next') }}
        help={t('change.rules', { shortest: SHORTEST })}
        autoComplete="new-password"
      />
      <TextBox
        {...secret}
        {...{ label: t('change.repeat'), value: repeated, onChange: setRepeated }}
        error={differs ? t('change.differs') : undefined}
        autoComplete="new-password"
      />
      <Button type="submit" tone="main" isDisabled={!canAsk}>
        {t('change.action')}
      </Button>
    </form>
  );
}
