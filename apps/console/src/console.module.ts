import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { DeadlinesController } from './deadlines.controller.js';
import { EscalationsController } from './escalations.controller.js';
import { HubSummary } from './hub-summary.js';
import { OpsEpisodesController } from './ops-episodes.controller.js';
import { OpsMessagesController } from './ops-messages.controller.js';
import { QuarantineController } from './quarantine.controller.js';
import { ReportsController } from './reports.controller.js';
import { SummaryFeed } from './summary-feed.js';
import { SummaryController } from './summary.controller.js';

/** What operations see and do. */
@Module({
  controllers: [
    SummaryController,
    AuditController,
    DeadlinesController,
    EscalationsController,
    QuarantineController,
    OpsEpisodesController,
    OpsMessagesController,
    ReportsController,
  ],
  providers: [HubSummary, SummaryFeed],
})
export class ConsoleModule {}
