import { Module } from '@nestjs/common';
import { keepsCookies } from '#security/own-origins.js';
import { SETTINGS } from '#settings/settings.js';
import type { Settings } from '#settings/settings.js';
import { AccountsController } from './accounts.controller.js';
import { AlertsController } from './alerts.controller.js';
import { AuditController } from './audit.controller.js';
import { ClientsController } from './clients.controller.js';
import { DeadlinesController } from './deadlines.controller.js';
import { DirectoryController } from './directory.controller.js';
import { EscalationsController } from './escalations.controller.js';
import { HubOverview } from './hub-overview.js';
import { HubSummary } from './hub-summary.js';
import { OidcController } from './oidc.controller.js';
import { OpsCalendarController } from './ops-calendar.controller.js';
import { OpsDeliveriesController } from './ops-deliveries.controller.js';
import { OpsEpisodesController } from './ops-episodes.controller.js';
import { OpsMessagesController } from './ops-messages.controller.js';
import { OpsPlansController } from './ops-plans.controller.js';
import { OpsPrintQueueController } from './ops-print-queue.controller.js';
import { OverviewController } from './overview.controller.js';
import { PageServer } from './page-server.js';
import { ProfilesController } from './profiles.controller.js';
import { QuarantineWorkController } from './quarantine-work.controller.js';
import { QuarantineController } from './quarantine.controller.js';
import { QueuesBoard } from './queues-board.js';
import { QueuesController } from './queues.controller.js';
import { ReportsController } from './reports.controller.js';
import { SearchController } from './search.controller.js';
import { SessionWays } from './session-ways.js';
import { SessionController } from './session.controller.js';
import { SummaryFeed } from './summary-feed.js';
import { SummaryController } from './summary.controller.js';
import { UnitsController } from './units.controller.js';

/** What operations see and do. */
@Module({
  controllers: [
    SummaryController,
    OverviewController,
    AuditController,
    DeadlinesController,
    EscalationsController,
    QuarantineWorkController,
    QuarantineController,
    DirectoryController,
    UnitsController,
    ClientsController,
    ProfilesController,
    OpsEpisodesController,
    OpsPlansController,
    OpsPrintQueueController,
    OpsCalendarController,
    OpsMessagesController,
    OpsDeliveriesController,
    SearchController,
    ReportsController,
    QueuesController,
    AlertsController,
    SessionController,
    OidcController,
    AccountsController,
  ],
  providers: [
    HubSummary,
    HubOverview,
    SummaryFeed,
    PageServer,
    QueuesBoard,
    { provide: SessionWays, inject: [SETTINGS], useFactory: sessionWays },
  ],
})
export class ConsoleModule {}

/** What the settings say about signing in. */
function sessionWays({ signIn, publicUrl, loopback }: Settings): SessionWays {
  const { idleMinutes, local, oidc } = signIn;
  return new SessionWays({
    idleMinutes,
    local,
    issuerName: oidc?.name,
    keepsCookies: keepsCookies(publicUrl, loopback),
  });
}
