import { Controller, Get, Headers, Optional, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { ReadInbox } from '#flows/read-inbox.js';
import { messageBundle } from '#formats/fhir/render.js';
import { notFound } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { PublicAddress } from '#security/surroundings.js';
import { renderOptions } from '../message-form.js';
import { Stopping } from '../stopping.js';
import type { ConnectedRequest } from '../stopping.js';
import { baseOf, encodingFor, hsaIdOf, searchset, sendFhir } from './fhir-answer.js';
import type { FhirReply, FhirRequest } from './fhir-answer.js';
import { BundleQueryDto, DEFAULT_COUNT, FhirQueryDto } from './fhir.dto.js';

/** Messages for FHIR recipients: each is a Bundle of type message whose id is the delivery's. */
@ApiTags('fhir')
@ApiBearerAuth()
@ApiProduces('application/fhir+json', 'application/fhir+xml')
@Controller('fhir/Bundle')
export class FhirBundleController {
  constructor(
    private readonly inbox: ReadInbox,
    private readonly stopping: Stopping,
    @Optional() private readonly address?: PublicAddress,
  ) {}

  /**
   * A page of an inbox in the order of commits, as a searchset. Reading counts as fetching, just as with
   * `GET /v1/inboxes/{unit}`. 404 for another unit's inbox.
   */
  @Get()
  @ApiOperation({ summary: 'Search for the messages of an inbox' })
  @ApiOkResponse({ description: 'Bundle of type searchset with Bundles of type message' })
  @ApiResponse({ status: 404, description: 'Not a unit of yours' })
  @ApiResponse({ status: 422, description: 'A parameter that is unknown or wrong' })
  async search(
    @CurrentCaller() caller: Caller,
    @Query() query: BundleQueryDto,
    @Headers('accept') accept: string | undefined,
    @Req() request: FhirRequest & ConnectedRequest,
    @Res() reply: FhirReply,
  ): Promise<void> {
    const encoding = encodingFor(accept, query._format);
    const unit = hsaIdOf(query.inbox, 'inbox');
    const limit = Number(query._count ?? DEFAULT_COUNT);
    const { signal, release } = this.stopping.signalFor(request);
    const page = { unit, after: BigInt(query.after ?? 0), limit, state: query.state ?? 'waiting' };
    const asked = { ...page, wait: 0, form: `fhir-${encoding}`, known: [] };
    const answer = await this.inbox.poll(caller, asked, signal).finally(release);
    // Nothing is known that could be unchanged: only a foreign unit gives no page.
    if (answer.kind !== 'page') throw notFound('inbox');
    const { items, next } = answer.page;
    const base = baseOf(this.address?.url, request);
    const matches = items.map(({ deliveryId, receiptDue, message }) => ({
      fullUrl: `${base}/Bundle/${deliveryId}`,
      resource: messageBundle(message, renderOptions(unit, deliveryId, receiptDue)),
    }));
    const parameters = { ...query };
    const links = { address: `${base}/Bundle`, parameters, next, isFull: items.length === limit };
    sendFhir(reply, searchset(matches, links), encoding);
  }

  /** One message as this recipient may see it. Counts as fetching. */
  @Get(':id')
  @ApiOperation({ summary: 'One message' })
  @ApiOkResponse({ description: 'Bundle of type message' })
  @ApiResponse({ status: 404, description: 'No delivery of yours' })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: FhirQueryDto,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FhirReply,
  ): Promise<void> {
    const encoding = encodingFor(accept, query._format);
    const found = await this.inbox.message(caller, id);
    if (found === undefined) throw notFound('id');
    const { delivery, message } = found;
    const bundle = messageBundle(message, renderOptions(delivery.unit, delivery.id, delivery.receiptDue));
    sendFhir(reply, bundle, encoding);
  }
}
