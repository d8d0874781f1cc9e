import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { PdfPress } from '#formats/documents/pdf/pdf.js';
import { notFound } from '#formats/json/problem.js';
import { ReadDocuments } from '#flows/read-documents.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { formFor, languageFor, PAPER_FORMS, sendPaper } from './paper-reply.js';
import type { PaperReply } from './paper-reply.js';
import { PlanDocumentQueryDto } from './print.dto.js';

/** Documents of plans (SIP), for those who take part in them. */
@ApiTags('plans')
@ApiBearerAuth()
@Controller('v1/plans')
export class PlanDocumentController {
  constructor(
    private readonly documents: ReadDocuments,
    private readonly press: PdfPress,
  ) {}

  /** The plan as its person gets it, a call, the follow-up, or what a SIP is. What was not shared is on none of them. */
  @Get(':id/document')
  @ApiOperation({ summary: 'A document of a plan, as PDF or HTML' })
  @ApiProduces(...PAPER_FORMS)
  @ApiOkResponse({ description: 'The document, as the plan stands now' })
  @ApiResponse({
    status: 404,
    description: 'No plan that you take part in, nothing of the kind in it, or the person has not let you know',
  })
  @ApiResponse({ status: 406, description: 'No form that the caller accepts' })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() { kind = 'plan', lang, meeting, closed }: PlanDocumentQueryDto,
    @Headers('accept') accept: string | undefined,
    @Headers('accept-language') languages: string | undefined,
    @Res() reply: PaperReply,
  ): Promise<void> {
    const form = formFor(accept, PAPER_FORMS);
    const wish = { kind, language: lang ?? languageFor(languages), meeting, closed: closed === 'true' };
    const paper = await this.documents.read(caller, id, wish);
    if (paper === undefined) throw notFound('id');
    await sendPaper(reply, paper, { form, press: this.press, name: kind });
  }
}
