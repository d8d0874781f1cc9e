import { Body, Controller, Get, Headers, Optional, Param, Put, Query, Req, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import type { Delivery } from '#domain/delivery.js';
import { HandleDelivery } from '#flows/handle-delivery.js';
import { ReadInbox } from '#flows/read-inbox.js';
import { statesOf, TASK_STATUSES, taskOf, taskVersionOf } from '#formats/fhir/task.js';
import { taskUpdateOf } from '#formats/fhir/task-update.js';
import type { TaskUpdate } from '#formats/fhir/task-update.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { PublicAddress } from '#security/surroundings.js';
import { againstRule, conflict } from '../answers.js';
import { baseOf, encodingFor, hsaIdOf, searchset, sendFhir, sendVersion, wrongParameter } from './fhir-answer.js';
import type { FhirReply, FhirRequest, Version } from './fhir-answer.js';
import { resourceIn } from './fhir-body.js';
import { DEFAULT_COUNT, FhirQueryDto, TaskQueryDto } from './fhir.dto.js';

/** Kvittens for FHIR recipients: each delivery is a Task that its recipient completes. */
@ApiTags('fhir')
@ApiBearerAuth()
@ApiProduces('application/fhir+json', 'application/fhir+xml')
@Controller('fhir/Task')
export class FhirTaskController {
  constructor(
    private readonly inbox: ReadInbox,
    private readonly deliveries: HandleDelivery,
    @Optional() private readonly address?: PublicAddress,
  ) {}

  /** How a unit's deliveries stand, in the order of commits. Looking at Tasks fetches no message. */
  @Get()
  @ApiOperation({ summary: 'Search for the Tasks of a unit' })
  @ApiOkResponse({ description: 'Bundle of type searchset with Tasks' })
  @ApiResponse({ status: 404, description: 'Not a unit of yours' })
  @ApiResponse({ status: 422, description: 'A parameter that is missing, unknown or wrong' })
  async search(
    @CurrentCaller() caller: Caller,
    @Query() query: TaskQueryDto,
    @Headers('accept') accept: string | undefined,
    @Req() request: FhirRequest,
    @Res() reply: FhirReply,
  ): Promise<void> {
    const encoding = encodingFor(accept, query._format);
    const limit = Number(query._count ?? DEFAULT_COUNT);
    const statuses = query.status?.split(',') ?? TASK_STATUSES;
    const states = statesOf(TASK_STATUSES.filter((status) => statuses.includes(status)));
    const asked = { unit: ownerIn(query), after: BigInt(query.after ?? 0), limit, states };
    const page = await this.inbox.deliveries(caller, asked);
    if (page === undefined) throw notFound('owner');
    const base = baseOf(this.address?.url, request);
    const matches = page.items.map((delivery) => ({
      fullUrl: `${base}/Task/${delivery.id}`,
      resource: taskOf(delivery),
    }));
    const links = { address: `${base}/Task`, parameters: { ...query }, next: page.next };
    const found = searchset(matches, { ...links, isFull: page.items.length === limit });
    sendFhir(reply, found, encoding);
  }

  /** How one delivery stands. */
  @Get(':id')
  @ApiOperation({ summary: 'One Task' })
  @ApiOkResponse({ description: 'The Task of a delivery' })
  @ApiResponse({ status: 404, description: 'No delivery of yours' })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: FhirQueryDto,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FhirReply,
  ): Promise<void> {
    const encoding = encodingFor(accept, query._format);
    sendVersion(reply, versionOf(await this.deliveryOf(caller, id)), encoding);
  }

  /**
   * The Task as its owner sends it back: `completed` is the kvittens (who: a contained Practitioner in `output`; when:
   * `executionPeriod.end`), `rejected` with `statusReason.text` is felsänt. A repeat gives the same answer; 409 when the
   * delivery has ended otherwise, 412 when `If-Match` names another version.
   */
  @Put(':id')
  @ApiOperation({ summary: 'Receipt a delivery, or say that it was misdirected' })
  @ApiConsumes('application/fhir+json', 'application/fhir+xml')
  @ApiBody({ schema: { type: 'object', required: ['resourceType', 'id', 'status'], additionalProperties: true } })
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the Task as the caller knows it' })
  @ApiOkResponse({ description: 'The Task as it is now' })
  @ApiResponse({ status: 404, description: 'No delivery of yours' })
  @ApiResponse({ status: 409, description: 'Receipted, forwarded, misdirected or withdrawn' })
  @ApiResponse({ status: 412, description: 'The Task has changed since' })
  @ApiResponse({
    status: 422,
    description: 'What a recipient may not say, or a time before the message or ahead of the clock',
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: FhirQueryDto,
    @Headers() headers: Readonly<Record<string, string | undefined>>,
    @Body() body: unknown,
    @Res() reply: FhirReply,
  ): Promise<void> {
    const encoding = encodingFor(headers['accept'] ?? headers['content-type'], query._format);
    const delivery = await this.deliveryOf(caller, id);
    const task = resourceIn(body, headers['content-type'], 'Task');
    if (task['id'] !== delivery.id) {
      throw new Problem(400, 'invalid-value', 'The Task is not the one that the address names', [
        { path: 'Task.id', message: 'must be the id in the address' },
      ]);
    }
    const known = headers['if-match'];
    if (known !== undefined && !isPresent(known, delivery)) {
      throw new Problem(412, 'conflict', 'The Task has changed since; read it again', [
        { path: 'If-Match', message: `the Task has version ${taskVersionOf(delivery)}` },
      ]);
    }
    await this.carryOut(caller, id, taskUpdateOf(task, delivery));
    sendVersion(reply, versionOf(await this.deliveryOf(caller, id)), encoding);
  }

  private async carryOut(caller: Caller, id: string, update: TaskUpdate): Promise<void> {
    switch (update.kind) {
      case 'receipt':
        return this.receipt(caller, id, update);
      case 'misdirected':
        return this.misdirected(caller, id, update.reason);
      case 'unchanged':
        return;
      case 'invalid':
        throw new Problem(422, 'against-rule', 'The Task says what its owner cannot say', update.errors);
    }
  }

  private async receipt(caller: Caller, id: string, { by, at }: TaskUpdate & { kind: 'receipt' }): Promise<void> {
    const outcome = await this.deliveries.receipt(caller, id, { by, at });
    switch (outcome.kind) {
      case 'receipted':
      case 'repeated':
        return;
      case 'conflict':
        throw conflict(outcome.met);
      case 'invalid':
        throw againstRule('Task.executionPeriod.end', outcome.message, outcome.rule);
      case 'not-found':
        throw notFound('id');
    }
  }

  private async misdirected(caller: Caller, id: string, reason: string): Promise<void> {
    const outcome = await this.deliveries.misdirected(caller, id, reason);
    switch (outcome.kind) {
      case 'misdirected':
        return;
      case 'conflict':
        throw conflict(outcome.met);
      case 'not-found':
        throw notFound('id');
    }
  }

  private async deliveryOf(caller: Caller, id: string): Promise<Delivery> {
    const delivery = await this.inbox.delivery(caller, id);
    if (delivery === undefined) throw notFound('id');
    return delivery;
  }
}

function versionOf(delivery: Delivery): Version {
  return { resource: taskOf(delivery), version: taskVersionOf(delivery) };
}

function isPresent(header: string, delivery: Delivery): boolean {
  const versions = (header.match(/"[^"]*"/g) ?? []).map((tag) => tag.slice(1, -1));
  return header.trim() === '*' || versions.includes(taskVersionOf(delivery));
}

/** The unit that is searched for, under either name of the parameter. */
function ownerIn(query: TaskQueryDto): string {
  const named = query['owner:identifier'] ?? query.owner;
  if (named !== undefined && (query.owner === undefined || query['owner:identifier'] === undefined)) {
    return hsaIdOf(named, 'owner');
  }
  throw wrongParameter('owner', 'must be given once, as the HSA-id of the unit whose Tasks are meant');
}
