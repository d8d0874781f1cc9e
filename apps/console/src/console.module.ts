import { Module } from '@nestjs/common';
import { DeadlinesController } from './deadlines.controller.js';
import { EscalationsController } from './escalations.controller.js';
import { HubSummary } from './hub-summary.js';
import { OpsMessagesController } from './ops-messages.controller.js';
import { QuarantineController } from './quarantine.controller.js';
import { SummaryFeed } from './summary-feed.js';
import { SummaryController } from './summary.controller.js';

/** What operations see and do. */
@Module({
  controllers: [
    SummaryController,
    DeadlinesController,
    EscalationsController,
    QuarantineController,
    OpsMessagesController,
  ],
  providers: [HubSummary, SummaryFeed],
})
export class ConsoleModule {}
