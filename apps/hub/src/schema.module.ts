import { Module } from '@nestjs/common';
import { SchemaController } from './schema.controller.js';

/** The schemas of the messages, whichever apps the process runs. */
@Module({ controllers: [SchemaController] })
export class SchemaModule {}
