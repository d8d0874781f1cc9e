import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOperation,
  ApiParam,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import type { DowntimeRefusal } from '#domain/downtime.js';
import { PlanDowntime } from '#flows/plan-downtime.js';
import { actorOf, isHubId } from '#flows/hub-id.js';
import { SendTestMessage } from '#flows/send-test-message.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { downtimeDto } from './directory-view.js';
import { DowntimeDraftDto, TestMessageDto } from './dto/directory-requests.dto.js';
import { DowntimeDto, TestMessageSentDto } from './dto/directory.dto.js';
import { ForOperations, ForOperators } from './ops-access.js';

@ForOperations()
@Controller('v1/ops/units')
export class UnitsController {
  constructor(
    private readonly planDowntime: PlanDowntime,
    private readonly sendTestMessage: SendTestMessage,
  ) {}

  @Post(':hsaId/downtime')
  @ForOperators()
  @ApiOperation({
    summary: 'Pause a unit: it gets no reminders meanwhile, and its deadlines run on',
    description: 'In force at once in the process that answers, and within seconds in the others.',
  })
  @ApiParam({ name: 'hsaId', description: 'HSA-id of the unit' })
  @ApiCreatedResponse({ type: DowntimeDto })
  @ApiConflictResponse({ description: 'It is down in a part of that time already' })
  @ApiUnprocessableEntityResponse({ description: 'It would be over already, or last longer than 31 days' })
  @ApiNotFoundResponse()
  async pause(
    @Param('hsaId') unit: string,
    @Body() { from, to, reason }: DowntimeDraftDto,
    @CurrentCaller() caller: Caller,
  ): Promise<DowntimeDto> {
    const wish = { unit, from: new Date(from), to: new Date(to), reason, by: actorOf(caller) };
    const result = await this.planDowntime.set(wish);
    if (result === undefined) throw notFound('hsaId');
    if (result.kind === 'refused') throw refused(result.refusal);
    return downtimeDto(result.downtime);
  }

  @Delete(':hsaId/downtime/:id')
  @HttpCode(204)
  @ForOperators()
  @ApiOperation({ summary: 'End a pause now, or take it back before it begins; what waited is sent then' })
  @ApiParam({ name: 'hsaId', description: 'HSA-id of the unit' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'It is over' })
  @ApiNotFoundResponse()
  async resume(@Param('hsaId') unit: string, @Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    const end = isHubId(id) ? await this.planDowntime.end(id, unit, actorOf(caller)) : undefined;
    if (end === undefined) throw notFound('id');
    if (end === 'over') throw new Problem(409, 'wrong-state', 'This downtime is over', [], {}, { state: 'over' });
  }

  @Post(':hsaId/test-message')
  @ForOperators()
  @ApiOperation({
    summary: 'Send the unit a message of kind `testmeddelande`: no patient, no kvittens',
    description: 'It goes the way of every delivery and can be traced like any other.',
  })
  @ApiParam({ name: 'hsaId', description: 'HSA-id of the unit' })
  @ApiCreatedResponse({ type: TestMessageSentDto })
  @ApiNotFoundResponse()
  async test(
    @Param('hsaId') unit: string,
    @Body() { text }: TestMessageDto,
    @CurrentCaller() caller: Caller,
  ): Promise<TestMessageSentDto> {
    const sent = await this.sendTestMessage.send(unit, text, actorOf(caller));
    if (sent === undefined) throw notFound('hsaId');
    return sent;
  }
}

function refused(refusal: DowntimeRefusal): Problem {
  switch (refusal) {
    case 'overlap':
      return new Problem(
        409,
        'wrong-state',
        'The unit is down in a part of that time already',
        [],
        {},
        { state: refusal },
      );
    case 'over':
      return outOfBounds('it would be over already');
    case 'too-long':
      return outOfBounds('a unit is paused for at most 31 days at a time');
  }
}

function outOfBounds(message: string): Problem {
  return new Problem(422, 'invalid-request', 'Some fields are not right', [{ path: 'to', message }]);
}
