import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { ReadPatientPack } from '#flows/read-patient-pack.js';
import { acceptRanges, ratingOf } from '#formats/accept.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { NO_STORE } from '../answers.js';
import { packPage } from './pack-page.js';
import { PACK_POLICY } from './pack-style.js';
import type { PackLanguage } from './pack-text.js';

/** Forms of the pack, the one without a preference first. */
const FORMS = ['application/json', 'text/html'] as const;

interface PageReply {
  header(name: string, value: string): PageReply;
  send(body: unknown): unknown;
}

/** What the patient takes home, for the parties of the stay and for the hospital whose stay it is. */
@ApiTags('episodes')
@ApiBearerAuth()
@ApiResponse({ status: 404, description: 'No care episode that you take part in' })
@Controller('v1/episodes')
export class PatientPackController {
  constructor(private readonly packs: ReadPatientPack) {}

  /** As data, or as a page to print (A4); in Swedish unless `Accept-Language` likes English better. */
  @Get(':id/patient-pack')
  @ApiOperation({ summary: 'What the patient takes home: as data, or as a page to print' })
  @ApiProduces(...FORMS)
  @ApiOkResponse({ description: 'Everything that your units have sent or got for the patient, and what is missing' })
  @ApiResponse({ status: 406, description: 'No form that the caller accepts' })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Headers('accept') accept: string | undefined,
    @Headers('accept-language') languages: string | undefined,
    @Res() reply: PageReply,
  ): Promise<void> {
    const form = formFor(accept);
    if (form === undefined) throw noForm();
    const pack = await this.packs.read(caller, id);
    if (pack === undefined) throw notFound('id');
    reply.header('Cache-Control', NO_STORE).header('Vary', 'Accept, Accept-Language');
    if (form === 'application/json') {
      reply.header('Content-Type', 'application/json; charset=utf-8').send(JSON.stringify(pack));
      return;
    }
    const language = languageFor(languages);
    reply
      .header('Content-Type', 'text/html; charset=utf-8')
      .header('Content-Language', language)
      .header('Content-Security-Policy', PACK_POLICY)
      .header('X-Content-Type-Options', 'nosniff')
      .header('Referrer-Policy', 'no-referrer')
      .send(packPage(pack, language));
  }
}

function formFor(accept: string | undefined): (typeof FORMS)[number] | undefined {
  const ranges = acceptRanges(accept ?? '').filter(({ type }) => type !== '');
  if (ranges.length === 0) return FORMS[0];
  const rated = FORMS.map((form) => ({ form, ...ratingOf(form, ranges) }));
  const [best] = rated.toSorted((one, other) => other.quality - one.quality || other.exactness - one.exactness);
  return best !== undefined && best.quality > 0 ? best.form : undefined;
}

function languageFor(languages: string | undefined): PackLanguage {
  const liked = (language: PackLanguage) =>
    Math.max(
      0,
      ...acceptRanges(languages ?? '')
        .filter(({ type }) => type === language || type.startsWith(`${language}-`))
        .map(({ quality }) => quality),
    );
  return liked('en') > liked('sv') ? 'en' : 'sv';
}

function noForm(): Problem {
  const forms = FORMS.join(', ');
  return new Problem(406, 'not-acceptable', `The pack comes as ${forms}`, [
    { path: 'Accept', message: `name one of ${forms}` },
  ]);
}
