import type { Provider } from '@nestjs/common';
import { AlertStore } from '#flows/alert-ports.js';
import type { ConfigurationHolder } from '#flows/configuration-holder.js';
import { ReadHandover } from '#flows/read-handover.js';
import { HubEnvironment, HubVitals } from '#flows/overview-ports.js';
import { ReadOverview } from '#flows/read-overview.js';
import type { Clock } from '#flows/ports.js';
import type { Database } from '#persistence/data-source.js';
import { PgOverviewStore } from '#persistence/overview.store.js';
import type { Settings } from '#settings/settings.js';
import { hubVersion } from './version.js';

/** What the overview is made from. */
export interface OverviewGround {
  readonly settings: Pick<Settings, 'environment' | 'clock'>;
  readonly dataSource: Database;
  readonly holder: ConfigurationHolder;
  readonly clock: Clock;
}

/** How things stand, and what happened in a shift. */
export function overviewOf({ settings, dataSource, holder, clock }: OverviewGround): Provider[] {
  const store = new PgOverviewStore(dataSource);
  const environment = { name: settings.environment, clock: settings.clock.kind, version: hubVersion() };
  return [
    { provide: HubEnvironment, useValue: environment },
    {
      provide: ReadOverview,
      inject: [HubVitals],
      useFactory: (vitals: HubVitals) => new ReadOverview(store, holder, clock, vitals),
    },
    {
      provide: ReadHandover,
      inject: [ReadOverview, { token: AlertStore, optional: true }],
      useFactory: (overview: ReadOverview, alerts?: AlertStore) => new ReadHandover(store, overview, alerts),
    },
  ];
}
