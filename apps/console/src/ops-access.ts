import { applyDecorators, Header } from '@nestjs/common';
import { ApiBearerAuth, ApiForbiddenResponse, ApiTags, ApiUnauthorizedResponse } from '@nestjs/swagger';
import { AcceptsSession, Roles } from '#security/caller.guard.js';

/** What every operations controller has: who may read, as a client or signed in to the console. */
export const ForOperations = () =>
  applyDecorators(
    Roles('operations', 'auditor', 'admin'),
    AcceptsSession(),
    ApiTags('operations'),
    ApiBearerAuth(),
    ApiUnauthorizedResponse({ description: 'No token and no session that holds' }),
    ApiForbiddenResponse({ description: 'The caller lacks the role' }),
  );

/** What changes something, or shows what patients are in: not for the auditor. */
export const ForOperators = () => Roles('operations', 'admin');

/** Answers about messages stay out of caches. */
export const Uncached = () => Header('Cache-Control', 'no-store');
