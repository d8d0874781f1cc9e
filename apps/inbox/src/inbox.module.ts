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
    FhirBundleController,
    FhirTaskController,
    FhirConformanceController,
  ],
  providers: [Stopping],
})
export class InboxModule {}
