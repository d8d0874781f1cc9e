import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';

/** Who did something, as the hub keeps it: `user:karin`, `oidc:karin.lind`, `client:drift`. */
export function useActors(): {
  readonly isMe: (actor: string) => boolean;
  readonly nameOf: (actor: string) => string;
} {
  const { t } = useTranslation('page');
  const { user } = useSession();
  return {
    isMe: (actor) => user !== null && actor === `${user.way === 'oidc' ? 'oidc' : 'user'}:${user.name}`,
    nameOf: (actor) => {
      const [, way, name] = /^(user|oidc|client):(.+)$/.exec(actor) ?? [];
      if (name === undefined) return actor;
      return way === 'client' ? t('actor.client', { name }) : name;
    },
  };
}
