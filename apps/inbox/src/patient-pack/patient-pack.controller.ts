import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { ReadPatientPack } from '#flows/read-patient-pack.js';
import { packPaper } from '#formats/documents/patient-pack/pack-paper.js';
import { PdfPress } from '#formats/documents/pdf/pdf.js';
import { notFound } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { NO_STORE } from '../answers.js';
import { formFor, languageFor, sendPaper } from '../papers/paper-reply.js';
import type { PaperReply } from '../papers/paper-reply.js';

/** Forms of the pack, the one without a preference first. */
const FORMS = ['application/json', 'text/html', 'application/pdf'] as const;

/** What the patient takes home, for the parties of the stay and for the hospital whose stay it is. */
@ApiTags('episodes')
@ApiBearerAuth()
@ApiResponse({ status: 404, description: 'No care episode that you take part in' })
@Controller('v1/episodes')
export class PatientPackController {
  constructor(
    private readonly packs: ReadPatientPack,
    private readonly press: PdfPress,
  ) {}

  /** As data, or as a document to print (A4, HTML or PDF); in Swedish unless `Accept-Language` likes English better. */
  @Get(':id/patient-pack')
  @ApiOperation({ summary: 'What the patient takes home: as data, or as a document to print' })
  @ApiProduces(...FORMS)
  @ApiOkResponse({ description: 'Everything that your units have sent or got for the patient, and what is missing' })
  @ApiResponse({ status: 406, description: 'No form that the caller accepts' })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Headers('accept') accept: string | undefined,
    @Headers('accept-language') languages: string | undefined,
    @Res() reply: PaperReply,
  ): Promise<void> {
    const form = formFor(accept, FORMS);
    const pack = await this.packs.read(caller, id);
    if (pack === undefined) throw notFound('id');
    if (form !== 'application/json') {
      const paper = packPaper(pack, languageFor(languages));
      await sendPaper(reply, paper, { form, press: this.press, name: 'hem-fran-sjukhuset' });
      return;
    }
    reply
      .header('Cache-Control', NO_STORE)
      .header('Vary', 'Accept, Accept-Language')
      .header('Content-Type', 'application/json; charset=utf-8')
      .send(JSON.stringify(pack));
  }
}
