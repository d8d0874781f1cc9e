import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { ComponentType } from 'react';
import { I18nProvider } from 'react-aria-components';
import { Route, Router, Switch } from 'wouter';
import { Refusal } from './api/client.js';
import { WithLive } from './api/live.js';
import { useSession, WithSession } from './api/session.js';
import { useLanguage } from './i18n/texts.js';
import { WithSaid } from './parts/said.js';
import { Waiting } from './parts/states.js';
import { Shell } from './shell/shell.js';
import { ChangePassword } from './views/sign-in/change-password.js';
import { SignIn } from './views/sign-in/sign-in.js';
import { NotThere } from './views/not-there.js';

const RETRIES = 2;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (times, error) => times < RETRIES && !(error instanceof Refusal && error.status < 500),
    },
  },
});

/** Every view by its address, each fetched when it is first opened. */
const VIEWS: readonly (readonly [path: string, view: ComponentType])[] = [
  ['/', lazy(() => import('./views/overview/overview.js'))],
  ['/deadlines/:list?', lazy(() => import('./views/deadlines/deadlines.js'))],
  ['/messages', lazy(() => import('./views/messages/messages.js'))],
  ['/messages/:id', lazy(() => import('./views/messages/trace.js'))],
  ['/quarantine', lazy(() => import('./views/quarantine/quarantine.js'))],
  ['/quarantine/:id', lazy(() => import('./views/quarantine/refused.js'))],
  ['/episodes', lazy(() => import('./views/episodes/episodes.js'))],
  ['/episodes/:id', lazy(() => import('./views/episodes/episode.js'))],
  ['/plans', lazy(() => import('./views/plans/plans.js'))],
  ['/plans/:id', lazy(() => import('./views/plans/plan.js'))],
  ['/calendar', lazy(() => import('./views/calendar/calendar.js'))],
  ['/print-queue', lazy(() => import('./views/print-queue/print-queue.js'))],
  ['/parties', lazy(() => import('./views/parties/parties.js'))],
  ['/queues', lazy(() => import('./views/queues/queues.js'))],
  ['/directory', lazy(() => import('./views/directory/directory.js'))],
  ['/directory/file', lazy(() => import('./views/directory/file.js'))],
  ['/directory/units/:hsaId', lazy(() => import('./views/directory/unit.js'))],
  ['/profiles', lazy(() => import('./views/profiles/profiles.js'))],
  ['/profiles/:id', lazy(() => import('./views/profiles/profile.js'))],
  ['/reports/:name?', lazy(() => import('./views/reports/reports.js'))],
  ['/alerts', lazy(() => import('./views/alerts/alerts.js'))],
  ['/handover', lazy(() => import('./views/handover/handover.js'))],
  ['/audit', lazy(() => import('./views/audit/audit.js'))],
  ['/accounts', lazy(() => import('./views/accounts/accounts.js'))],
  ['/account', lazy(() => import('./views/accounts/account.js'))],
  ['/search', lazy(() => import('./views/search/search.js'))],
];

/** The console: sign-in, then the views. */
export function App() {
  const { language } = useLanguage();
  return (
    <QueryClientProvider client={queries}>
      <I18nProvider locale={language === 'sv' ? 'sv-SE' : 'en-GB'}>
        <Router base="/console">
          <WithSaid>
            <WithSession fallback={<Waiting />}>
              <Inside />
            </WithSession>
          </WithSaid>
        </Router>
      </I18nProvider>
    </QueryClientProvider>
  );
}

function Inside() {
  const { signedIn, mustChangePassword } = useSession();
  if (!signedIn) return <SignIn />;
  if (mustChangePassword) return <ChangePassword />;
  return (
    <WithLive>
      <Shell>
        <Suspense fallback={<Waiting />}>
          <Switch>
            {VIEWS.map(([path, View]) => (
              <Route key={path} path={path}>
                <View />
              </Route>
            ))}
            <Route>
              <NotThere />
            </Route>
          </Switch>
        </Suspense>
      </Shell>
    </WithLive>
  );
}
