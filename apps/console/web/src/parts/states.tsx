import { useTranslation } from 'react-i18next';
import { Refusal } from '../api/client.js';
import { useLanguage } from '../i18n/texts.js';
import { Button } from './controls.js';

/** Drawn while something is fetched. */
export function Waiting() {
  const { t } = useTranslation('page');
  return (
    <div className="waiting" role="status">
      <span className="hidden-text">{t('loading')}</span>
      <span aria-hidden="true" />
      <span aria-hidden="true" />
      <span aria-hidden="true" />
    </div>
  );
}

/** What went wrong, in words, and what can be done. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { t, i18n } = useTranslation('page');
  const { language } = useLanguage();
  const refusal = error instanceof Refusal ? error : undefined;
  const key = `refused.${refusal?.code ?? 'unreachable'}`;
  return (
    <div className="notice-box" data-tone="critical" role="alert">
      <strong>{i18n.exists(key, { ns: 'page' }) ? t(key) : t('refused.unknown')}</strong>
      {refusal !== undefined && <span lang="en">{refusal.title}</span>}
      {refusal !== undefined && refusal.errors.length > 0 && (
        <ul>
          {refusal.errors.map(({ path, message, sv, rule }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {language === 'sv' && sv !== undefined ? sv : <span lang="en">{message}</span>}{' '}
              {rule !== undefined && <code>{rule}</code>}
            </li>
          ))}
        </ul>
      )}
      {onRetry !== undefined && (
        <div>
          <Button onPress={onRetry}>{t('retry')}</Button>
        </div>
      )}
    </div>
  );
}

/** An empty list, which is often good news. */
export function Nothing({ children }: { children: React.ReactNode }) {
  return <p className="quiet panel">{children}</p>;
}

interface Asked<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** What was asked for: waiting, in trouble, or there. What there was before stays while it is asked for again. */
export function Answer<T>({ of, children }: { of: Asked<T>; children: (data: T) => React.ReactNode }) {
  if (of.data !== undefined) {
    return (
      <>
        {of.error !== null && of.error !== undefined && <Trouble error={of.error} onRetry={() => void of.refetch()} />}
        {children(of.data)}
      </>
    );
  }
  if (of.error !== null && of.error !== undefined)
    return <Trouble error={of.error} onRetry={() => void of.refetch()} />;
  return <Waiting />;
}
