import { Module } from '@nestjs/common';
import { DeadlineWorker } from './deadline-worker.js';
import { SimulationController } from './simulation.controller.js';

/** Reminders and escalations at their times, and the simulated clock. */
@Module({ controllers: [SimulationController], providers: [DeadlineWorker] })
export class DeadlinesModule {}
