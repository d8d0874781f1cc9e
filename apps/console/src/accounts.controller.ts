import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiResponse,
} from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { actorOf } from '#flows/hub-id.js';
import { Clock } from '#flows/ports.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { CurrentCaller, Roles } from '#security/caller.guard.js';
import { ConsoleAccountCare } from '#security/console-account-care.js';
import { TooManySignIns } from '#security/password-hash.js';
import {
  AccountChangeDto,
  AccountDto,
  accountDto,
  AccountListDto,
  NewAccountDto,
  OneTimePasswordDto,
} from './dto/account.dto.js';
import { ForOperations, Uncached } from './ops-access.js';
import { tooMany } from './session.controller.js';

/** Seconds. */
const BUSY = 5;

/** The hub's own accounts. Passwords are made here, shown once, and changed by whom they are for. */
@Roles('admin')
@ForOperations()
@Controller('v1/ops/accounts')
export class AccountsController {
  constructor(
    private readonly care: ConsoleAccountCare,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Uncached()
  @ApiOperation({ summary: 'Accounts of the console, by name' })
  @ApiOkResponse({ type: AccountListDto })
  async list(): Promise<AccountListDto> {
    return { items: (await this.care.list()).map(accountDto) };
  }

  @Post()
  @Uncached()
  @ApiOperation({ summary: 'Make an account; its one-time password is shown only here' })
  @ApiCreatedResponse({ type: OneTimePasswordDto })
  @ApiConflictResponse({ description: 'The name is taken' })
  async create(@Body() account: NewAccountDto, @CurrentCaller() caller: Caller): Promise<OneTimePasswordDto> {
    const { name, displayName, roles } = account;
    const note = await this.noteOf(caller);
    const oneTimePassword = await inTurn(() => this.care.create({ name, displayName, roles }, note));
    if (oneTimePassword === undefined) throw new Problem(409, 'wrong-state', 'There is an account of this name');
    return { name, oneTimePassword };
  }

  @Patch(':name')
  @Uncached()
  @ApiOperation({ summary: 'Change the roles of an account, disable it or enable it; in force at once' })
  @ApiParam({ name: 'name' })
  @ApiOkResponse({ type: AccountDto })
  @ApiConflictResponse({ description: 'It is the own account, or the last one that can take care of accounts' })
  @ApiNotFoundResponse()
  async change(
    @Param('name') name: string,
    @Body() { roles, disabled }: AccountChangeDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AccountDto> {
    const outcome = await this.care.change(name, { roles, disabled }, await this.noteOf(caller));
    if (outcome === undefined) throw notFound('name');
    switch (outcome.kind) {
      case 'changed':
        return accountDto(outcome.account);
      case 'own':
        throw new Problem(409, 'wrong-state', 'Nobody changes the own account; another administrator can');
      case 'last-admin':
        throw new Problem(409, 'wrong-state', 'It is the last account that can take care of accounts');
    }
  }

  @Post(':name/reset')
  @HttpCode(200)
  @Uncached()
  @ApiOperation({ summary: 'A new one-time password; the account is signed out everywhere' })
  @ApiParam({ name: 'name' })
  @ApiOkResponse({ type: OneTimePasswordDto })
  @ApiConflictResponse({ description: 'It is the own account' })
  @ApiNotFoundResponse()
  @ApiResponse({ status: 429, description: 'Too much is asked at once; see Retry-After' })
  async reset(@Param('name') name: string, @CurrentCaller() caller: Caller): Promise<OneTimePasswordDto> {
    const note = await this.noteOf(caller);
    const outcome = await inTurn(() => this.care.reset(name, note));
    if (outcome === undefined) throw notFound('name');
    if (outcome.kind === 'own') throw new Problem(409, 'wrong-state', 'The own password is changed by who knows it');
    return { name, oneTimePassword: outcome.password };
  }

  private async noteOf(caller: Caller): Promise<{ at: Date; actor: string }> {
    return { at: await this.clock.now(), actor: actorOf(caller) };
  }
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof TooManySignIns ? tooMany(BUSY) : error;
  }
}
