import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { CONSOLE_ROLES, SIGN_IN_WAYS } from '#domain/console-account.js';
import type { ConsoleRole, SignInWay } from '#domain/console-account.js';

/** A person who is signed in. */
export class SessionUserDto {
  @ApiProperty({ example: 'drift' })
  name!: string;

  @ApiProperty({ example: 'Driftledningen' })
  displayName!: string;

  @ApiProperty({ enum: CONSOLE_ROLES, isArray: true })
  roles!: ConsoleRole[];

  @ApiProperty({ enum: SIGN_IN_WAYS, description: 'Whether the password can be changed here (`local`)' })
  way!: SignInWay;
}

/** The region's OpenID Connect issuer. */
export class IssuerDto {
  @ApiProperty({ description: 'Text of its button', example: 'Region Exempel' })
  name!: string;
}

/** How one can sign in at this hub. */
export class SignInWaysDto {
  @ApiProperty({ description: "Whether accounts of the hub's own can sign in" })
  local!: boolean;

  @ApiProperty({ type: IssuerDto, nullable: true, description: 'Null when none is set' })
  oidc!: IssuerDto | null;
}

/** Whether the caller is signed in, as whom, and for how long. */
export class SessionDto {
  @ApiProperty()
  signedIn!: boolean;

  @ApiProperty({ type: SessionUserDto, nullable: true })
  user!: SessionUserDto | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'To be sent as `X-Hemgang-Csrf` with every call that changes something; another at each sign-in',
  })
  csrf!: string | null;

  @ApiProperty({ description: 'Until the password has been changed, every other call is 403 `password-must-change`' })
  mustChangePassword!: boolean;

  @ApiProperty({ description: 'Seconds without activity after which the session ends', example: 1800 })
  idleSeconds!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it ends whatever is done' })
  endsAt!: Date | null;

  @ApiProperty({ type: SignInWaysDto })
  ways!: SignInWaysDto;
}

/** Name and password of an account of the hub's own. */
export class SignInDto {
  @ApiProperty({ maxLength: 64, example: 'drift' })
  @IsString()
  @Length(1, 64)
  name!: string;

  @ApiProperty({ maxLength: 256, format: 'password' })
  @IsString()
  @Length(1, 256)
  password!: string;
}

/** The password that is in force, and the one that is to take its place. */
export class PasswordChangeDto {
  @ApiProperty({ maxLength: 256, format: 'password' })
  @IsString()
  @Length(1, 256)
  current!: string;

  @ApiProperty({ minLength: 12, maxLength: 256, format: 'password', description: 'Not the name, no common one' })
  @IsString()
  @Length(1, 256)
  next!: string;
}
