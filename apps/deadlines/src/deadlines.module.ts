import { Module } from '@nestjs/common';
import { DeadlineWorker } from './deadline-worker.js';
import { RegisterWorker } from './register-worker.js';
import { SimulationController } from './simulation.controller.js';

/** Reminders and escalations at their times, notices of the population register, and the simulated clock. */
@Module({ controllers: [SimulationController], providers: [DeadlineWorker, RegisterWorker] })
export class DeadlinesModule {}
