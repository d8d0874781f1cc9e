import { Module } from '@nestjs/common';
import { ProcessVitals } from './process-vitals.js';

/** Has the process tell that it lives, whichever apps it runs. */
@Module({ providers: [ProcessVitals] })
export class VitalsModule {}
