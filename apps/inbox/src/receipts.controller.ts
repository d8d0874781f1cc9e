import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { HandleDelivery } from '#flows/handle-delivery.js';
import type { ReceiptOutcome } from '#flows/handle-delivery.js';
import { notFound } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { ReceiptOutcomeDto, ReceiptsDto } from './handling.dto.js';

/** Receipts for many deliveries at once. */
@ApiTags('inbox')
@ApiBearerAuth()
@Controller('v1/inboxes')
export class ReceiptsController {
  constructor(private readonly deliveries: HandleDelivery) {}

  /** Receipts up to 1,000 deliveries of one inbox, with an outcome for each in the order given. 404: not a unit of yours. */
  @Post(':unit/receipts')
  @HttpCode(200)
  @ApiOperation({ summary: 'Receipt many deliveries' })
  @ApiOkResponse({ schema: { properties: { outcomes: { type: 'array', items: { type: 'object' } } } } })
  @ApiResponse({ status: 404, description: 'Not a unit of yours' })
  async receipt(
    @CurrentCaller() caller: Caller,
    @Param('unit') unit: string,
    @Body() body: ReceiptsDto,
  ): Promise<{ outcomes: ReceiptOutcomeDto[] }> {
    const outcomes = await this.deliveries.receiptMany(caller, unit, body.deliveryIds, { by: body.by, at: body.at });
    if (outcomes === undefined) throw notFound('unit');
    return { outcomes: outcomes.map(viewOf) };
  }
}

function viewOf({ deliveryId, outcome }: ReceiptOutcome): ReceiptOutcomeDto {
  switch (outcome.kind) {
    case 'receipted':
    case 'repeated': {
      const { by, at, recordedAt } = outcome.receipt;
      const receipt = { by, at: at.toISOString(), recordedAt: recordedAt.toISOString() };
      return { deliveryId, outcome: outcome.kind, receipt };
    }
    case 'conflict':
      return { deliveryId, outcome: outcome.kind, state: outcome.met };
    case 'invalid': {
      const { path, rule, message } = outcome;
      return { deliveryId, outcome: outcome.kind, errors: [{ path, rule, message }] };
    }
    case 'not-found':
      return { deliveryId, outcome: outcome.kind };
  }
}
