import { Global, Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { SecurityModule } from '#security/security.module.js';
import { ConsoleModule } from '../../console/src/console.module.js';
import { CourierModule } from '../../courier/src/courier.module.js';
import { DeadlinesModule } from '../../deadlines/src/deadlines.module.js';
import { InboxModule } from '../../inbox/src/inbox.module.js';
import { IntakeModule } from '../../intake/src/intake.module.js';
import { ObservabilityModule } from './observability.module.js';
import { SchemaModule } from './schema.module.js';
import { VitalsModule } from './vitals.module.js';

/** The apps, by the name that `./hemgang start` takes. */
export const APPS = {
  intake: IntakeModule,
  inbox: InboxModule,
  deadlines: DeadlinesModule,
  courier: CourierModule,
  console: ConsoleModule,
} as const;
export type AppName = keyof typeof APPS;

export function isAppName(name: string): name is AppName {
  return Object.hasOwn(APPS, name);
}

/** What every app of the process may inject. */
@Global()
@Module({})
class CoreModule {
  static of(providers: Provider[]): DynamicModule {
    return { module: CoreModule, providers, exports: providers };
  }
}

/** One process: the shared core, sign-in, and the apps that were asked for. */
@Module({})
export class HubModule {
  static of(providers: Provider[], apps: readonly AppName[]): DynamicModule {
    return {
      module: HubModule,
      imports: [
        CoreModule.of(providers),
        SecurityModule,
        ObservabilityModule,
        SchemaModule,
        VitalsModule,
        ...apps.map((name) => APPS[name]),
      ],
    };
  }
}
