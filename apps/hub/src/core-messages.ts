import type { Provider } from '@nestjs/common';
import type { ConfigurationHolder } from '#flows/configuration-holder.js';
import type { InboxSignals } from '#flows/inbox-ports.js';
import type { Clock } from '#flows/ports.js';
import { ResendDelivery } from '#flows/resend-delivery.js';
import { Search } from '#flows/search.js';
import { ShowMessage } from '#flows/show-message.js';
import type { Database } from '#persistence/data-source.js';
import { PgMessageContents } from '#persistence/operations-contents.js';
import { PgSearchStore } from '#persistence/operations-search.js';
import { PgResendStore } from '#persistence/resend.store.js';

/** What work on single messages is made from. */
export interface MessageGround {
  readonly dataSource: Database;
  readonly holder: ConfigurationHolder;
  readonly clock: Clock;
  readonly signals: InboxSignals;
}

/** Contents of messages for operations, deliveries that are sent again, and what is found by its id. */
export function messageWork({ dataSource, holder, clock, signals }: MessageGround): Provider[] {
  const resend = new ResendDelivery(new PgResendStore(dataSource), holder, clock, signals);
  return [
    { provide: ShowMessage, useValue: new ShowMessage(new PgMessageContents(dataSource), clock) },
    { provide: ResendDelivery, useValue: resend },
    { provide: Search, useValue: new Search(new PgSearchStore(dataSource), holder) },
  ];
}
