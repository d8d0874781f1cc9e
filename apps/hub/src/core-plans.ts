import { join } from 'node:path';
import type { Provider } from '@nestjs/common';
import type { AdmitMessage } from '#flows/admit-message.js';
import type { ConfigurationHolder } from '#flows/configuration-holder.js';
import { PlanStore } from '#flows/plan-ports.js';
import type { Clock, HubLog, Keys } from '#flows/ports.js';
import { ReadCalendar } from '#flows/read-calendar.js';
import { ReadPlan } from '#flows/read-plan.js';
import { ReadPortal } from '#flows/read-portal.js';
import { PopulationRegister } from '#flows/register-ports.js';
import { TakeDeaths } from '#flows/take-deaths.js';
import type { Database } from '#persistence/data-source.js';
import { PgPlanStore } from '#persistence/plan.store.js';
import { PgPortalStore } from '#persistence/portal.store.js';
import { PgRegisterStore } from '#persistence/register.store.js';
import type { Settings } from '#settings/settings.js';
import { DemoRegister, NoRegister } from './register/demo-register.js';
import { FileRegister } from './register/file-register.js';
import { HttpRegister } from './register/http-register.js';

/** What work with plans is made from. */
export interface PlanGround {
  readonly settings: Pick<Settings, 'register' | 'directory' | 'keep'>;
  readonly dataSource: Database;
  readonly holder: ConfigurationHolder;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly log: HubLog;
}

/** Plans as they are read, calendars, what persons are shown, and the population register. */
export async function planWork(ground: PlanGround, admitMessage: Pick<AdmitMessage, 'admit'>): Promise<Provider[]> {
  const { dataSource, holder, clock } = ground;
  const plans = new PgPlanStore(dataSource);
  const register = await registerOf(ground);
  const parts = { ...ground, register, plans, admissions: admitMessage, configuration: holder };
  return [
    { provide: PlanStore, useValue: plans },
    { provide: PopulationRegister, useValue: register },
    { provide: ReadPlan, useValue: new ReadPlan(plans, holder, clock) },
    { provide: ReadCalendar, useValue: new ReadCalendar(plans, holder) },
    { provide: ReadPortal, useValue: new ReadPortal(plans, new PgPortalStore(dataSource), holder, clock) },
    { provide: TakeDeaths, useValue: new TakeDeaths({ ...parts, store: new PgRegisterStore(dataSource) }) },
  ];
}

/** The register that the settings name. */
function registerOf({ settings, log }: Pick<PlanGround, 'settings' | 'log'>): Promise<PopulationRegister> {
  const { register, directory, keep } = settings;
  switch (register.kind) {
    case 'files':
      return Promise.resolve(new FileRegister(register.folder, log, { done: keep.bytes, failed: keep.refused }));
    case 'http':
      return Promise.resolve(new HttpRegister(register));
    case 'demo':
      return DemoRegister.open(join(directory, '..', 'demo-register.json'));
    case 'none':
      return Promise.resolve(new NoRegister());
  }
}
