import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { isStale, useLive } from '../api/live.js';
import type { Overview } from '../api/live.js';
import { useSession } from '../api/session.js';
import type { Role } from '../api/session.js';
import { Badge } from '../parts/words.js';
import { Header } from './header.js';
import '../theme/shell.css';
import '../theme/parts.css';

interface Place {
  readonly id: string;
  readonly to: string;
  /** How much there is to do there. */
  readonly count?: (act: Overview['act']) => number;
  /** Who has it in the menu; without it, everybody. */
  readonly roles?: readonly Role[];
}

const PLACES: readonly Place[] = [
  { id: 'overview', to: '/' },
  { id: 'deadlines', to: '/deadlines', count: (act) => act.overdueReceipts.count + act.overdueOther.count },
  { id: 'messages', to: '/messages' },
  { id: 'quarantine', to: '/quarantine', count: (act) => act.quarantined.count },
  { id: 'episodes', to: '/episodes' },
  { id: 'plans', to: '/plans' },
  { id: 'calendar', to: '/calendar' },
  { id: 'print-queue', to: '/print-queue' },
  { id: 'parties', to: '/parties', count: (act) => act.silentParties.count },
  { id: 'queues', to: '/queues' },
  { id: 'directory', to: '/directory' },
  { id: 'profiles', to: '/profiles' },
  { id: 'reports', to: '/reports' },
  { id: 'alerts', to: '/alerts' },
  { id: 'handover', to: '/handover' },
  { id: 'audit', to: '/audit', roles: ['auditor', 'admin'] },
  { id: 'accounts', to: '/accounts', roles: ['admin'] },
];

/** Header, menu and the view; says loudly when what is shown may no longer be true. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation('page');
  const stale = isStale(useLive());
  const main = useRef<HTMLElement>(null);
  useFocusOnNewView(main);
  return (
    <div className={stale ? 'shell is-stale' : 'shell'}>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <Header />
      <Menu />
      <main id="main" className="shell-main" ref={main} tabIndex={-1}>
        {stale && (
          <div className="stale-banner" role="alert">
            {t('stale')}
          </div>
        )}
        <div className="stack">{children}</div>
      </main>
    </div>
  );
}

function Menu() {
  const { t } = useTranslation('page');
  const { user } = useSession();
  const { overview } = useLive();
  const [location] = useLocation();
  const places = PLACES.filter(({ roles }) => roles === undefined || roles.some((role) => user?.roles.includes(role)));
  return (
    <nav className="shell-nav" aria-label={t('menu.label')}>
      <ul>
        {places.map(({ id, to, count }) => {
          const waiting = overview === undefined ? 0 : (count?.(overview.act) ?? 0);
          const isHere = to === '/' ? location === '/' : location.startsWith(to);
          return (
            <li key={id}>
              <Link href={to} aria-current={isHere ? 'page' : undefined}>
                {t(`menu.${id}`)}
                {waiting > 0 && (
                  <span className="live-figure">
                    <Badge tone="critical">{waiting}</Badge>
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** A new view is where the keyboard goes on, and what a screen reader reads first. */
function useFocusOnNewView(main: React.RefObject<HTMLElement | null>): void {
  const [location] = useLocation();
  const before = useRef(location);
  useEffect(() => {
    if (before.current === location) return;
    before.current = location;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [location, main]);
}
