import { Body, Controller, Get, Header, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import type { PrintAction } from '#domain/plan/paper/print-moves.js';
import { PdfPress } from '#formats/documents/pdf/pdf.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { PrintQueue } from '#flows/print-queue.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { againstRule, NO_STORE } from '../answers.js';
import { formFor, languageFor, PAPER_FORMS, sendPaper } from './paper-reply.js';
import type { PaperReply } from './paper-reply.js';
import { DocumentQueryDto, PrintMarkDto, PrintMovedDto, PrintQueueDto, PrintQueueQueryDto } from './print.dto.js';
import { movedView, printView } from './print-view.js';

const DEFAULT_LIMIT = 50;

/** What units are to print and send to those who have no inbox. */
@ApiTags('print queue')
@ApiBearerAuth()
@Controller('v1')
export class PrintQueueController {
  constructor(
    private readonly queue: PrintQueue,
    private readonly press: PdfPress,
  ) {}

  /** Documents of a unit of yours, the longest waiting first. */
  @Get('units/:unit/print-queue')
  @Header('Cache-Control', NO_STORE)
  @ApiOperation({ summary: 'What a unit is to print and send' })
  @ApiOkResponse({ type: PrintQueueDto })
  @ApiResponse({ status: 404, description: 'Not a unit of yours' })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('unit') unit: string,
    @Query() { state, plan, after, limit }: PrintQueueQueryDto,
  ): Promise<PrintQueueDto> {
    const page = await this.queue.ofUnit(caller, { unit, state, plan, after, limit: Number(limit ?? DEFAULT_LIMIT) });
    if (page === undefined) throw notFound('unit');
    return { items: page.items.map(printView), next: page.next ?? null };
  }

  /**
   * The document as the plan stands now: PDF, or HTML to print from a browser. Having it made is noted in the audit and changes no
   * state: say `printed` when it is.
   */
  @Get('print-queue/:job/document')
  @ApiOperation({ summary: 'A document of the print queue' })
  @ApiProduces(...PAPER_FORMS)
  @ApiOkResponse({ description: 'The document' })
  @ApiResponse({ status: 404, description: 'No document of a unit of yours, or one that is not to be sent any more' })
  @ApiResponse({ status: 406, description: 'No form that the caller accepts' })
  async document(
    @CurrentCaller() caller: Caller,
    @Param('job') job: string,
    @Query() { lang }: DocumentQueryDto,
    @Headers('accept') accept: string | undefined,
    @Headers('accept-language') languages: string | undefined,
    @Res() reply: PaperReply,
  ): Promise<void> {
    const form = formFor(accept, PAPER_FORMS);
    const paper = await this.queue.document(caller, job, lang ?? languageFor(languages));
    if (paper === undefined) throw notFound('job');
    await sendPaper(reply, paper, { form, press: this.press, name: 'brev' });
  }

  /** It lies printed. Saying so again changes nothing. */
  @Post('print-queue/:job/printed')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say that a document was printed' })
  @ApiOkResponse({ type: PrintMovedDto })
  @ApiResponse({ status: 409, description: 'Posted, or not to be sent any more' })
  printed(
    @CurrentCaller() caller: Caller,
    @Param('job') job: string,
    @Body() body: PrintMarkDto,
  ): Promise<PrintMovedDto> {
    return this.move(caller, job, 'printed', body);
  }

  /**
   * It is on its way. With the last letter of a meeting the duty to send them is met; where the region says so, a plan that was posted
   * is delivered, which the plan is told by itself (`handover`).
   */
  @Post('print-queue/:job/posted')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say that a document was posted' })
  @ApiOkResponse({ type: PrintMovedDto })
  @ApiResponse({ status: 409, description: 'Not to be sent any more' })
  posted(
    @CurrentCaller() caller: Caller,
    @Param('job') job: string,
    @Body() body: PrintMarkDto,
  ): Promise<PrintMovedDto> {
    return this.move(caller, job, 'posted', body);
  }

  /** It is not sent: it was handed over otherwise, or nobody wants it. */
  @Post('print-queue/:job/cancelled')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say that a document is not sent' })
  @ApiOkResponse({ type: PrintMovedDto })
  @ApiResponse({ status: 409, description: 'Posted already' })
  cancelled(
    @CurrentCaller() caller: Caller,
    @Param('job') job: string,
    @Body() body: PrintMarkDto,
  ): Promise<PrintMovedDto> {
    return this.move(caller, job, 'cancelled', body);
  }

  private async move(
    caller: Caller,
    job: string,
    action: PrintAction,
    { by, at }: PrintMarkDto,
  ): Promise<PrintMovedDto> {
    const outcome = await this.queue.move(caller, job, { action, by, at });
    switch (outcome.kind) {
      case 'done':
        return movedView(outcome.job, outcome.handover);
      case 'not-found':
        throw notFound('job');
      case 'invalid':
        throw againstRule(outcome.path, outcome.message);
      case 'conflict': {
        const title = 'The document is in a state that does not allow this; look at it again';
        const errors = [{ path: 'state', message: `the document is ${outcome.met}` }];
        throw new Problem(409, 'conflict', title, errors, {}, { state: outcome.met });
      }
    }
  }
}
