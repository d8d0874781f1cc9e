import { ApiProperty } from '@nestjs/swagger';
import type { ExplainedPlan } from '#domain/profile/words/explain-plan.js';
import type { ExplainedProfile } from '#domain/profile/words/explain-profile.js';
import { BothDto } from './both.dto.js';

/** A region's rules, by name. */
export class ProfileNameDto {
  @ApiProperty({ example: 'gavleborg' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'How many rules it names' })
  rules!: number;
}

/** A state of a stay. */
export class ProfileStateDto {
  @ApiProperty({ example: 'inskriven', description: '`none`: before the stay is there' })
  id!: string;

  @ApiProperty({ type: BothDto })
  name!: BothDto;

  @ApiProperty({ description: 'Its place in the usual course, from 0' })
  order!: number;
}

/** One row of the transition table; of several for a message and a state the first that holds counts. */
export class ProfileTransitionDto {
  @ApiProperty({ description: 'Kind of the message', example: 'utskrivningsklar' })
  on!: string;

  @ApiProperty({ type: BothDto })
  onName!: BothDto;

  @ApiProperty({ description: 'Id of a state' })
  from!: string;

  @ApiProperty({ description: 'Id of a state; `same`: it stays, `previous`: the one before' })
  to!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Rule by which the message is remarked upon' })
  rule!: string | null;

  @ApiProperty({ type: BothDto, nullable: true, description: 'It is taken only if this holds' })
  when!: BothDto | null;
}

/** A planning category and what it asks for. */
export class ProfileCategoryDto {
  @ApiProperty({ example: 'BC' })
  id!: string;

  @ApiProperty({ type: BothDto, description: 'Whom it concerns' })
  recipients!: BothDto;

  @ApiProperty({ type: BothDto, description: 'Whether an admission notice is sent' })
  notice!: BothDto;

  @ApiProperty({ type: BothDto, description: 'Whether a ready notice is sent' })
  ready!: BothDto;

  @ApiProperty({ description: 'Whether a care contact is named' })
  fvk!: boolean;

  @ApiProperty({ description: 'Whether a SIP is made' })
  sip!: boolean;

  @ApiProperty({ description: 'Whether the liability to pay may arise' })
  payment!: boolean;

  @ApiProperty()
  rule!: string;
}

/** A kind of message. */
export class ProfileKindDto {
  @ApiProperty({ example: 'inskrivningsmeddelande' })
  kind!: string;

  @ApiProperty({ type: BothDto })
  name!: BothDto;

  @ApiProperty({ type: BothDto, description: 'Who sends it' })
  senders!: BothDto;

  @ApiProperty({ type: BothDto, description: 'Who gets it' })
  recipients!: BothDto;

  @ApiProperty()
  rule!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Deadline of its kvittens; null: none is asked for' })
  receipt!: string | null;

  @ApiProperty({ type: [BothDto], description: 'What it has to fulfil, and what happens otherwise' })
  checks!: BothDto[];
}

/** One step of a ladder. */
export class ProfileStepDto {
  @ApiProperty({ example: 'paminnelse' })
  step!: string;

  @ApiProperty({ enum: ['paminnelse', 'eskalering'] })
  send!: 'paminnelse' | 'eskalering';

  @ApiProperty({ type: BothDto })
  to!: BothDto;

  @ApiProperty({ type: BothDto })
  at!: BothDto;

  @ApiProperty()
  rule!: string;
}

/** Something that is owed in time. */
export class ProfileDeadlineDto {
  @ApiProperty({ example: 'kvittens' })
  kind!: string;

  @ApiProperty({ type: BothDto })
  name!: BothDto;

  @ApiProperty()
  rule!: string;

  @ApiProperty({ type: BothDto, description: 'What it starts with' })
  starts!: BothDto;

  @ApiProperty({ type: BothDto })
  due!: BothDto;

  @ApiProperty({ type: BothDto, description: 'Whose duty it is' })
  responsible!: BothDto;

  @ApiProperty({ type: BothDto, description: 'What it ends with' })
  ends!: BothDto;

  @ApiProperty({ type: [ProfileStepDto], description: 'Reminders and escalations, in their order' })
  ladder!: ProfileStepDto[];
}

/** Times of the day at which something is due or reminded of. */
export class ProfileWindowDto {
  @ApiProperty()
  id!: string;

  @ApiProperty({ type: [String], example: ['09:00', '13:00'] })
  times!: string[];

  @ApiProperty({ type: BothDto, description: 'On which days' })
  days!: BothDto;

  @ApiProperty()
  rule!: string;
}

/** One row of the transition table of plans. */
export class ProfilePlanTransitionDto extends ProfileTransitionDto {
  @ApiProperty({ type: String, nullable: true, description: 'What the message does; null: whatever it does' })
  event!: string | null;
}

/** Who may do what with a plan; the first row that fits decides. */
export class ProfilePermissionDto {
  @ApiProperty({ example: 'sip-huvudmal' })
  kind!: string;

  @ApiProperty({ type: BothDto })
  kindName!: BothDto;

  @ApiProperty({ type: String, nullable: true, description: 'What the message does; null: whatever it does' })
  event!: string | null;

  @ApiProperty({ type: BothDto, description: 'Who may' })
  by!: BothDto;

  @ApiProperty()
  rule!: string;
}

/** Something that is owed around a plan. */
export class ProfileDutyDto {
  @ApiProperty({ example: 'sip-huvudmal' })
  kind!: string;

  @ApiProperty({ type: BothDto })
  name!: BothDto;

  @ApiProperty({ type: BothDto })
  due!: BothDto;

  @ApiProperty({ type: String, nullable: true, description: 'Name of its ladder' })
  ladder!: string | null;

  @ApiProperty({ type: BothDto, nullable: true, description: 'It is owed only if this holds' })
  when!: BothDto | null;

  @ApiProperty()
  rule!: string;
}

/** One entry of a list that the region has agreed on. */
export class ProfileCodeDto {
  @ApiProperty()
  code!: string;

  @ApiProperty({ type: BothDto })
  name!: BothDto;
}

/** A list that the region has agreed on. */
export class ProfileListDto {
  @ApiProperty({ enum: ['headings', 'scale', 'needReasons', 'professions', 'closing'] })
  id!: string;

  @ApiProperty()
  rule!: string;

  @ApiProperty({ type: [ProfileCodeDto] })
  codes!: ProfileCodeDto[];
}

/** What a region says of its plans (SIP). */
export class ProfilePlanDto {
  @ApiProperty()
  rule!: string;

  @ApiProperty({ type: BothDto, description: 'What the role of the one who coordinates is called' })
  coordinator!: BothDto;

  @ApiProperty({ type: [ProfileStateDto] })
  states!: ProfileStateDto[];

  @ApiProperty({ type: [ProfilePlanTransitionDto] })
  transitions!: ProfilePlanTransitionDto[];

  @ApiProperty({ type: [ProfilePermissionDto] })
  permissions!: ProfilePermissionDto[];

  @ApiProperty({ type: [ProfileDutyDto] })
  duties!: ProfileDutyDto[];

  @ApiProperty({ type: [ProfileListDto] })
  lists!: ProfileListDto[];
}

/** A region's rules, explained. */
export class ProfileDto extends ProfileNameDto {
  @ApiProperty({ type: [ProfileStateDto] })
  states!: ProfileStateDto[];

  @ApiProperty({ type: [ProfileTransitionDto] })
  transitions!: ProfileTransitionDto[];

  @ApiProperty({ type: [ProfileCategoryDto] })
  categories!: ProfileCategoryDto[];

  @ApiProperty({ type: [ProfileKindDto] })
  kinds!: ProfileKindDto[];

  @ApiProperty({ type: [ProfileDeadlineDto] })
  deadlines!: ProfileDeadlineDto[];

  @ApiProperty({ type: [ProfileWindowDto] })
  calendars!: ProfileWindowDto[];

  @ApiProperty({
    type: ProfilePlanDto,
    nullable: true,
    description: 'Plans (SIP); null: the region says nothing of them',
  })
  plan!: ProfilePlanDto | null;
}

export function profileDto({
  states,
  transitions,
  categories,
  kinds,
  deadlines,
  calendars,
  plan,
  ...rest
}: ExplainedProfile): ProfileDto {
  return {
    ...rest,
    states: [...states],
    transitions: [...transitions],
    categories: [...categories],
    kinds: [...kinds],
    deadlines: [...deadlines],
    calendars: [...calendars],
    plan: plan === null ? null : planDto(plan),
  };
}

function planDto({ states, transitions, permissions, duties, lists, ...rest }: ExplainedPlan): ProfilePlanDto {
  return {
    ...rest,
    states: [...states],
    transitions: [...transitions],
    permissions: [...permissions],
    duties: [...duties],
    lists: [...lists],
  };
}
