import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CallerGuard } from './caller.guard.js';
import { ClientAuthentication } from './client-authentication.js';
import { HubKeys } from './keys.js';
import { DirectoryInForce, UsedAssertions } from './surroundings.js';
import { TokenController } from './token.controller.js';
import { Tokens } from './tokens.js';

/**
 * The token endpoint, and the guard over every HTTP route of the process. Takes `HubKeys`, `DirectoryInForce`,
 * `UsedAssertions` and, if there are such, `PublicAddress` and `ClientsSeen` from a global module.
 */
@Global()
@Module({
  controllers: [TokenController],
  providers: [
    { provide: Tokens, inject: [HubKeys], useFactory: (keys: HubKeys) => new Tokens(keys.token) },
    {
      provide: ClientAuthentication,
      inject: [DirectoryInForce, UsedAssertions],
      useFactory: (directory: DirectoryInForce, used: UsedAssertions) => new ClientAuthentication(directory, used),
    },
    CallerGuard,
    { provide: APP_GUARD, useExisting: CallerGuard },
  ],
  exports: [CallerGuard, Tokens, ClientAuthentication],
})
export class SecurityModule {}
