import { ApiProperty } from '@nestjs/swagger';
import { CLIENT_ROLES } from '#domain/directory/directory.js';
import type { ClientRole } from '#domain/directory/directory.js';
import { BothDto } from './both.dto.js';
import { UnitContactDto } from './unit.dto.js';

const DOWNTIME_ORIGINS = ['file', 'console'] as const;

/** When a unit is planned not to be at work with the hub: it gets no reminders then, and its deadlines run on. */
export class DowntimeDto {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null for what the file says' })
  id!: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  from!: Date;

  @ApiProperty({ type: String, format: 'date-time', description: 'No longer part of it' })
  to!: Date;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who set it', example: 'user:drift' })
  by!: string | null;

  @ApiProperty({ enum: DOWNTIME_ORIGINS })
  origin!: (typeof DOWNTIME_ORIGINS)[number];
}

/** A unit as the directory has it. */
export class DirectoryUnitDto extends UnitContactDto {
  @ApiProperty({ description: 'Id of the organisation' })
  organisation!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Municipality code; null for units of no municipality' })
  municipality!: string | null;

  @ApiProperty({ example: 'gavleborg' })
  profile!: string;

  @ApiProperty({ type: String, nullable: true, description: 'What kind of unit it is within its role' })
  type!: string | null;

  @ApiProperty({ description: 'The default mailbox of its role and municipality' })
  isDefault!: boolean;

  @ApiProperty({ type: UnitContactDto, nullable: true, description: "The mailbox of the unit's manager" })
  manager!: UnitContactDto | null;

  @ApiProperty({ description: 'The form in which it gets messages', example: 'json' })
  format!: string;

  @ApiProperty({
    type: [DowntimeDto],
    description: 'What is planned or under way, earliest first; what is over is left out',
  })
  downtime!: DowntimeDto[];
}

/** A hospital, a region's care or a municipality. */
export class DirectoryOrganisationDto {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ example: 'gavleborg' })
  profile!: string;

  @ApiProperty({ description: 'How many units it has' })
  units!: number;
}

/** A public key of a client. */
export class ClientKeyDto {
  @ApiProperty({ type: String, nullable: true })
  kid!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'ES256' })
  alg!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last day on which it is taken' })
  expiresAt!: string | null;
}

/** A secret of a client, of which nothing is told but its end. */
export class ClientSecretDto {
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last day on which it is taken' })
  expiresAt!: string | null;
}

/** A certificate by which a client may be known. */
export class ClientCertificateDto {
  @ApiProperty()
  subject!: string;

  @ApiProperty()
  serialNumber!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  notAfter!: Date;
}

/** A system that calls the hub. */
export class DirectoryClientDto {
  @ApiProperty({ example: 'gavle-sjukhus' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: CLIENT_ROLES, isArray: true })
  roles!: ClientRole[];

  @ApiProperty({ type: [UnitContactDto], description: 'Units that it may send as and whose inboxes it may read' })
  units!: UnitContactDto[];

  @ApiProperty({ description: 'How many secrets it has' })
  secrets!: number;

  @ApiProperty({ type: [ClientSecretDto], description: 'One for each secret' })
  secretEnds!: ClientSecretDto[];

  @ApiProperty({ type: [ClientKeyDto] })
  keys!: ClientKeyDto[];

  @ApiProperty({ type: [ClientCertificateDto], description: 'Empty: the directory knows clients by secrets and keys' })
  certificates!: ClientCertificateDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Id of the mapping by which its HL7 v2 is read' })
  mapping!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it last got a token, by the clock of the machine; known some seconds later. Null: not yet',
  })
  lastTokenAt!: Date | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'When it last called with a token that held, by the clock of the machine; known some seconds later. Null: not yet',
  })
  lastCallAt!: Date | null;
}

/** Where HL7 v2 comes from without a token. */
export class DirectorySourceDto {
  @ApiProperty({ example: 'local-mllp' })
  id!: string;

  @ApiProperty({ type: [UnitContactDto] })
  units!: UnitContactDto[];

  @ApiProperty({ type: String, nullable: true })
  mapping!: string | null;
}

/** How the HL7 v2 of some callers is read. */
export class DirectoryMappingDto {
  @ApiProperty()
  id!: string;

  @ApiProperty({ type: [String], description: 'Ids of the clients and sources that are read so' })
  usedBy!: string[];

  @ApiProperty({ description: 'Character set where a message names none', example: 'UNICODE UTF-8' })
  defaultCharset!: string;

  @ApiProperty({ description: 'How many facilities it turns into units' })
  facilities!: number;

  @ApiProperty({ description: 'How many wards it turns into units' })
  wards!: number;
}

/** The file that the directory is read from. */
export class DirectoryFileDto {
  @ApiProperty({ description: 'Name of the file, without its folder', example: 'demo.yaml' })
  path!: string;

  @ApiProperty({ description: 'Whether the console may change it; otherwise the file rules' })
  isEditable!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What stands in it, with a placeholder for each hash of a secret; null for who may only look',
  })
  text!: string | null;

  @ApiProperty({ type: [String], description: 'Why what stands in the file is not in force; empty when it is' })
  problems!: string[];

  @ApiProperty({ description: 'Names this state of the file; a change has to give it' })
  etag!: string;
}

/** The directory in force, and the file that it is read from. */
export class DirectoryDto {
  @ApiProperty({ type: DirectoryFileDto })
  file!: DirectoryFileDto;

  @ApiProperty({ type: [DirectoryOrganisationDto] })
  organisations!: DirectoryOrganisationDto[];

  @ApiProperty({ type: [DirectoryUnitDto] })
  units!: DirectoryUnitDto[];

  @ApiProperty({ type: [DirectoryClientDto] })
  clients!: DirectoryClientDto[];

  @ApiProperty({ type: [DirectorySourceDto] })
  sources!: DirectorySourceDto[];

  @ApiProperty({ type: [DirectoryMappingDto] })
  mappings!: DirectoryMappingDto[];
}

/** What a text would bring about. */
export class DirectoryCheckDto {
  @ApiProperty({ type: [String], description: '`file:line: place: reason`; empty: it could be saved' })
  problems!: string[];

  @ApiProperty({ type: [BothDto], description: 'What would be different, in words; empty while there are problems' })
  changes!: BothDto[];
}

/** A directory that was saved and is in force. */
export class DirectorySavedDto {
  @ApiProperty({ description: 'Of the file as it is now' })
  etag!: string;

  @ApiProperty({ type: [BothDto] })
  changes!: BothDto[];
}

/** A test message that was sent. */
export class TestMessageSentDto {
  @ApiProperty({ format: 'uuid', description: "The hub's id of the message, by which it is traced" })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  deliveryId!: string;
}

/** A client as it would stand in the directory, with the secret that nobody is shown again. */
export class DraftedClientDto {
  @ApiProperty({ description: 'The entry to be added to the file' })
  yaml!: string;

  @ApiProperty({ description: 'Shown this once: the hub keeps only its hash' })
  secret!: string;

  @ApiProperty({ description: 'The whole file with the entry, to be saved as it is' })
  text!: string;

  @ApiProperty({ type: [String], description: 'What keeps it from being saved' })
  problems!: string[];
}
