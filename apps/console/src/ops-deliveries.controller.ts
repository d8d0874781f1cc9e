import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { ResendDelivery } from '#flows/resend-delivery.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { ResendDto, ResendPreviewDto, ResentDto } from './dto/resend.dto.js';
import { unitContact } from './dto/unit.dto.js';
import { ForOperations, ForOperators, Uncached } from './ops-access.js';

@ForOperations()
@Controller('v1/ops/deliveries')
export class OpsDeliveriesController {
  constructor(
    private readonly deliveries: ResendDelivery,
    private readonly configuration: ConfigurationHolder,
  ) {}

  @Get(':id/resend')
  @Uncached()
  @ApiOperation({
    summary: 'What sending a delivery again would do: to whom it goes, and to whom not; nothing is done',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: ResendPreviewDto })
  @ApiNotFoundResponse()
  async preview(@Param('id') id: string): Promise<ResendPreviewDto> {
    const preview = await this.deliveries.preview(id);
    if (preview === undefined) throw notFound('id');
    const { delivery, decision, remark, others, format, fields } = preview;
    const { directory } = this.configuration.current;
    return {
      deliveryId: delivery.id,
      message: { id: delivery.message, messageId: delivery.messageId, kind: delivery.kind },
      unit: unitContact(directory, delivery.unit),
      state: delivery.state,
      allowed: decision.kind === 'resend',
      reason: decision.kind === 'refused' ? decision.reason : null,
      remark: remark ?? null,
      alsoHave: others.map((unit) => unitContact(directory, unit)),
      format,
      fields,
    };
  }

  @Post(':id/resend')
  @HttpCode(200)
  @ForOperators()
  @ApiOperation({
    summary: 'Send a delivery again: it gets a new place in its unit’s inbox',
    description:
      'The delivery keeps its id, its state and its due time; no duty begins and nobody else gets anything. The reason stands ' +
      'in the audit.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: ResentDto })
  @ApiConflictResponse({ description: 'The unit may not have it any more; `state` says why' })
  @ApiNotFoundResponse()
  async resend(
    @Param('id') id: string,
    @Body() { reason }: ResendDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ResentDto> {
    const resent = await this.deliveries.resend(caller, id, reason);
    if (resent === undefined) throw notFound('id');
    if (resent.kind === 'refused') {
      const { reason: why, met } = resent.decision;
      throw new Problem(409, 'wrong-state', why.en, [{ path: '', message: why.en, sv: why.sv }], {}, { state: met });
    }
    return { deliveryId: id.toLowerCase(), cursor: resent.position, at: resent.at };
  }
}
