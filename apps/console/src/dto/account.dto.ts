import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayNotEmpty, ArrayUnique, IsBoolean, IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { CONSOLE_ROLES } from '#domain/console-account.js';
import type { ConsoleAccount, ConsoleRole } from '#domain/console-account.js';

/** An account of the hub's own. */
export class AccountDto {
  @ApiProperty({ example: 'drift' })
  name!: string;

  @ApiProperty({ example: 'Driftledningen' })
  displayName!: string;

  @ApiProperty({ enum: CONSOLE_ROLES, isArray: true })
  roles!: ConsoleRole[];

  @ApiProperty({ description: 'Whether its password is still the one-time one' })
  mustChangePassword!: boolean;

  @ApiProperty()
  disabled!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastSignInAt!: Date | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt!: Date;
}

/** The accounts of the hub's own. */
export class AccountListDto {
  @ApiProperty({ type: [AccountDto], description: 'By name' })
  items!: AccountDto[];
}

/** A new account; its one-time password comes with the answer. */
export class NewAccountDto {
  @ApiProperty({ example: 'karin.lind', description: 'Lower case; letters, digits, `.`, `-` and `_`' })
  @Matches(/^[a-z0-9][a-z0-9._-]{1,63}$/, { message: 'must be 2 to 64 of a-z, 0-9, `.`, `-` and `_`' })
  name!: string;

  @ApiProperty({ maxLength: 100, example: 'Karin Lind' })
  @IsString()
  @Length(1, 100)
  displayName!: string;

  @ApiProperty({ enum: CONSOLE_ROLES, isArray: true })
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(CONSOLE_ROLES, { each: true })
  roles!: ConsoleRole[];
}

/** What is to be changed; what is left out stays. */
export class AccountChangeDto {
  @ApiPropertyOptional({ enum: CONSOLE_ROLES, isArray: true })
  @IsOptional()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(CONSOLE_ROLES, { each: true })
  roles?: ConsoleRole[];

  @ApiPropertyOptional({ description: 'A disabled account is signed out at once' })
  @IsOptional()
  @IsBoolean()
  disabled?: boolean;
}

/** A password that is shown once and has to be changed at the next sign-in. */
export class OneTimePasswordDto {
  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'Shown only here' })
  oneTimePassword!: string;
}

/** An account, without its password. */
export function accountDto(account: ConsoleAccount): AccountDto {
  const { name, displayName, roles, mustChangePassword, disabled, lastSignInAt, createdAt } = account;
  return {
    ...{ name, displayName, roles: [...roles], mustChangePassword, disabled },
    ...{ lastSignInAt: lastSignInAt ?? null, createdAt },
  };
}
