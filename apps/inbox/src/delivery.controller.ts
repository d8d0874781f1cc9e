import { Body, Controller, Get, Header, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import type { Delivery, Receipt } from '#domain/delivery.js';
import { HandleDelivery } from '#flows/handle-delivery.js';
import { ReadInbox } from '#flows/read-inbox.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { notFound } from '#formats/json/problem.js';
import { renderMessage } from '#formats/render.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { againstRule, conflict, notAcceptable, NO_STORE } from './answers.js';
import { ForwardDto, MisdirectedDto, ReceiptDto } from './handling.dto.js';
import { MESSAGE_TYPES, preferredForm, renderOptions } from './message-form.js';

interface MessageReply {
  header(name: string, value: string): MessageReply;
  send(body: unknown): unknown;
}

/** A delivery in the words of the interface, where the hospital's number of the care episode is its `episodeId`. */
type DeliveryView = Omit<Delivery, 'episodeNumber'> & { episodeId: string | undefined };

/** Single deliveries: reading their message, and what recipients do with them. */
@ApiTags('deliveries')
@ApiBearerAuth()
@ApiResponse({ status: 404, description: 'No delivery of yours' })
@Controller('v1/deliveries')
export class DeliveryController {
  constructor(
    private readonly inbox: ReadInbox,
    private readonly deliveries: HandleDelivery,
  ) {}

  /** How the delivery stands, without its message. */
  @Get(':id')
  @Header('Cache-Control', NO_STORE)
  @ApiOperation({ summary: 'One delivery' })
  @ApiOkResponse({ description: 'State, due time and receipt' })
  async read(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<DeliveryView> {
    const delivery = await this.inbox.delivery(caller, id);
    if (delivery === undefined) throw notFound('id');
    const { episodeNumber, ...rest } = delivery;
    return { ...rest, episodeId: episodeNumber };
  }

  /** The message as this recipient may see it, in the form that `Accept` asks for or the unit prefers. Counts as fetching. */
  @Get(':id/message')
  @ApiOperation({ summary: "A delivery's message" })
  @ApiProduces(...MESSAGE_TYPES)
  @ApiOkResponse({ description: 'The message' })
  @ApiResponse({ status: 406, description: 'No form that the caller accepts' })
  async message(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Headers('accept') accept: string | undefined,
    @Res() reply: MessageReply,
  ): Promise<void> {
    const asked = await this.inbox.delivery(caller, id);
    if (asked === undefined) throw notFound('id');
    const format = preferredForm(accept, this.inbox.formatOf(asked.unit));
    if (format === undefined) throw notAcceptable(MESSAGE_TYPES);
    const found = await this.inbox.message(caller, id);
    if (found === undefined) throw notFound('id');
    const { delivery, message } = found;
    const body = renderMessage(format, message, renderOptions(delivery.unit, id, delivery.receiptDue));
    reply
      .header('Cache-Control', NO_STORE)
      .header('Vary', 'Accept')
      .header('Content-Type', `${MEDIA_TYPES[format]}; charset=utf-8`)
      .send(body);
  }

  /** The kvittens: once and for all, a repeat gives the same answer. 409 when the delivery has ended otherwise. */
  @Post(':id/receipt')
  @HttpCode(200)
  @ApiOperation({ summary: 'Receipt a delivery' })
  @ApiOkResponse({ description: 'The receipt, also of an earlier time' })
  @ApiResponse({ status: 409, description: 'Forwarded, misdirected or withdrawn' })
  @ApiResponse({ status: 422, description: '`at` before the message or ahead of the clock' })
  async receipt(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: ReceiptDto,
  ): Promise<{ deliveryId: string; state: 'receipted'; receipt: Receipt }> {
    const outcome = await this.deliveries.receipt(caller, id, { by: body.by, at: body.at });
    switch (outcome.kind) {
      case 'receipted':
      case 'repeated':
        return { deliveryId: id, state: 'receipted', receipt: outcome.receipt };
      case 'conflict':
        throw conflict(outcome.met);
      case 'invalid':
        throw againstRule(outcome.path, outcome.message, outcome.rule);
      case 'not-found':
        throw notFound('id');
    }
  }

  /** Hands the delivery on within the organisation: a new delivery there, with the same due time. */
  @Post(':id/forward')
  @HttpCode(200)
  @ApiOperation({ summary: 'Forward a delivery' })
  @ApiOkResponse({ description: 'The new delivery' })
  @ApiResponse({ status: 409, description: 'Receipted, forwarded, misdirected or withdrawn' })
  @ApiResponse({ status: 422, description: 'Not another unit of the same organisation' })
  async forward(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: ForwardDto,
  ): Promise<{ deliveryId: string; state: 'forwarded'; forwardedTo: { deliveryId: string; unit: string } }> {
    const outcome = await this.deliveries.forward(caller, id, body.unit);
    switch (outcome.kind) {
      case 'forwarded': {
        const forwardedTo = { deliveryId: outcome.deliveryId, unit: outcome.to.hsaId };
        return { deliveryId: id, state: 'forwarded', forwardedTo };
      }
      case 'conflict':
        throw conflict(outcome.met);
      case 'invalid':
        throw againstRule(outcome.path, outcome.message);
      case 'not-found':
        throw notFound('id');
    }
  }

  /** Felsänt: the duty ends and the sender gets a `felsant` message with the reason. */
  @Post(':id/misdirected')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say that a delivery does not belong here' })
  @ApiOkResponse({ description: 'The duty has ended' })
  @ApiResponse({ status: 409, description: 'Receipted, forwarded, misdirected or withdrawn' })
  async misdirected(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: MisdirectedDto,
  ): Promise<{ deliveryId: string; state: 'misdirected' }> {
    const outcome = await this.deliveries.misdirected(caller, id, body.reason);
    switch (outcome.kind) {
      case 'misdirected':
        return { deliveryId: id, state: 'misdirected' };
      case 'conflict':
        throw conflict(outcome.met);
      case 'not-found':
        throw notFound('id');
    }
  }
}
