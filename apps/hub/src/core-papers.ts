import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Provider } from '@nestjs/common';
import { PdfPress } from '#formats/documents/pdf/pdf.js';
import type { AdmitMessage } from '#flows/admit-message.js';
import type { ConfigurationHolder } from '#flows/configuration-holder.js';
import { PrintQueueStore } from '#flows/print-ports.js';
import { PrintQueue } from '#flows/print-queue.js';
import type { Clock } from '#flows/ports.js';
import { ReadDocuments } from '#flows/read-documents.js';
import type { Database } from '#persistence/data-source.js';
import { PgPlanStore } from '#persistence/plan.store.js';
import { PgPrintQueueStore } from '#persistence/print-queue.store.js';

/** What work with papers is made from. */
export interface PaperGround {
  readonly dataSource: Database;
  readonly holder: ConfigurationHolder;
  readonly clock: Clock;
}

const { resolve } = createRequire(import.meta.url);

/** Source Sans 3 (SIL Open Font License), which has the letters of Sweden and of most of those who live there. */
function fontOf(name: string): Buffer {
  return readFileSync(resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`));
}

/** Documents of plans, print queues, and what prints them. */
export function paperWork(
  { dataSource, holder, clock }: PaperGround,
  admitMessage: Pick<AdmitMessage, 'admit'>,
): Provider[] {
  const plans = new PgPlanStore(dataSource);
  const jobs = new PgPrintQueueStore(dataSource);
  const press = new PdfPress({
    regular: fontOf('400Regular/SourceSans3_400Regular'),
    bold: fontOf('700Bold/SourceSans3_700Bold'),
  });
  const queue = new PrintQueue({ jobs, plans, admissions: admitMessage, configuration: holder, clock });
  return [
    { provide: PdfPress, useValue: press },
    { provide: PrintQueueStore, useValue: jobs },
    { provide: PrintQueue, useValue: queue },
    { provide: ReadDocuments, useValue: new ReadDocuments(plans, holder, clock) },
  ];
}
