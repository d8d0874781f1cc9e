import { Module } from '@nestjs/common';
import { DeliveryController } from './delivery.controller.js';
import { EpisodeController } from './episode.controller.js';
import { FhirBundleController } from './fhir/fhir-bundle.controller.js';
import { FhirConformanceController } from './fhir/fhir-conformance.controller.js';
import { FhirTaskController } from './fhir/fhir-task.controller.js';
import { InboxStreamController } from './inbox-stream.controller.js';
import { InboxController } from './inbox.controller.js';
import { OutboxController } from './outbox.controller.js';
import { PatientPackController } from './patient-pack/patient-pack.controller.js';
import { CalendarController } from './plans/calendar.controller.js';
import { CarePlanController } from './plans/care-plan.controller.js';
import { PlanController } from './plans/plan.controller.js';
import { PortalController } from './plans/portal.controller.js';
import { PlanDocumentController } from './papers/plan-document.controller.js';
import { PrintQueueController } from './papers/print-queue.controller.js';
import { ReceiptsController } from './receipts.controller.js';
import { Stopping } from './stopping.js';

/** What recipients and senders read, and what they do with what they got. */
@Module({
  controllers: [
    InboxController,
    InboxStreamController,
    ReceiptsController,
    DeliveryController,
    OutboxController,
    EpisodeController,
    PatientPackController,
    PlanDocumentController,
    PrintQueueController,
    FhirBundleController,
    FhirTaskController,
    FhirConformanceController,
    PlanController,
    CalendarController,
    PortalController,
    CarePlanController,
  ],
  providers: [Stopping],
})
export class InboxModule {}
