import { applyDecorators, Header } from '@nestjs/common';
import { ApiBearerAuth, ApiForbiddenResponse, ApiTags, ApiUnauthorizedResponse } from '@nestjs/swagger';
import { Roles } from '#security/caller.guard.js';

/** What every operations controller has: who may read, and that no intermediary keeps the answer. */
export const ForOperations = () =>
  applyDecorators(
    Roles('operations', 'auditor', 'admin'),
    ApiTags('operations'),
    ApiBearerAuth(),
    ApiUnauthorizedResponse({ description: 'No or no valid token' }),
    ApiForbiddenResponse({ description: 'The caller lacks the role' }),
  );

/** What changes something, or shows what patients are in: not for the auditor. */
export const ForOperators = () => Roles('operations', 'admin');

/** Answers about messages stay out of caches. */
export const Uncached = () => Header('Cache-Control', 'no-store');
