import { ApiProperty } from '@nestjs/swagger';
import type { Directory } from '#domain/directory/directory.js';
import { HUB_SENDER } from '#domain/message.js';

/** A unit and whom to call there, also on a Saturday. */
export class UnitContactDto {
  @ApiProperty({ example: 'SE2321000016-HC01' })
  hsaId!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null when the directory no longer has the unit' })
  name!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'oppenvard' })
  role!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '08-465 004 41' })
  phone!: string | null;
}

/** What the directory of this moment says of a unit; the hub itself is the sender of its own messages. */
export function unitContact(directory: Directory, hsaId: string): UnitContactDto {
  if (hsaId === HUB_SENDER) return { hsaId, name: 'Hemgång', role: null, phone: null };
  const unit = directory.units.get(hsaId);
  return { hsaId, name: unit?.name ?? null, role: unit?.role ?? null, phone: unit?.phone ?? null };
}
