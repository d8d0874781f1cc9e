import { Module } from '@nestjs/common';
import { MessagesController } from './messages.controller.js';
import { MllpController } from './mllp/mllp.controller.js';

/** Messages in: HTTP and MLLP. */
@Module({ controllers: [MessagesController, MllpController] })
export class IntakeModule {}
