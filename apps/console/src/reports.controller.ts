import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiResponse,
  ApiUnprocessableEntityResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { ReadReport } from '#flows/read-report.js';
import { REPORT_NAMES } from '#flows/report-run.js';
import { notFound } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { headDto, ReportDto, ReportListDto, ReportQueryDto } from './dto/report.dto.js';
import { ForOperations, Uncached } from './ops-access.js';
import { checkQuestion, formatOf, REPORT_TYPES, tablesOf } from './reports-question.js';
import { reportStream } from './reports-stream.js';
import type { DownloadReply } from './stored-bytes.js';

@ForOperations()
@ApiExtraModels(ReportDto)
@Controller('v1/ops/reports')
export class ReportsController {
  constructor(private readonly reports: ReadReport) {}

  @Get()
  @ApiOperation({ summary: 'The reports that can be asked for, with their columns' })
  @ApiOkResponse({ type: ReportListDto })
  list(): ReportListDto {
    return { items: this.reports.list().map(headDto) };
  }

  @Get(':name')
  @Uncached()
  @ApiOperation({
    summary: 'A report, as JSON or CSV',
    description:
      'Nothing of it names a patient. Rows about single stays or plans carry their id; that the caller read them is noted at each. ' +
      'CSV is for a spreadsheet in Sweden: UTF-8 with byte order mark, semicolons, decimal comma, local time, headings in Swedish.',
  })
  @ApiParam({ name: 'name', enum: REPORT_NAMES })
  @ApiOkResponse({
    description: 'Written while it is read; an answer that breaks off is not whole',
    content: {
      [REPORT_TYPES.json]: { schema: { $ref: getSchemaPath(ReportDto) } },
      [REPORT_TYPES.csv]: { schema: { type: 'string' } },
    },
  })
  @ApiNotFoundResponse({ description: 'No such report' })
  @ApiResponse({ status: 406, description: 'Neither JSON nor CSV is accepted' })
  @ApiUnprocessableEntityResponse({ description: 'Parameters that are not right, all of them' })
  async read(
    @Param('name') name: string,
    @Query() query: ReportQueryDto,
    @Headers('accept') accept: string | undefined,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: DownloadReply,
  ): Promise<StreamableFile> {
    const head = this.reports.head(name);
    if (head === undefined) throw notFound('name');
    await checkQuestion(query, {
      head,
      periodOf: (asked) => this.reports.periodOf(asked),
      isProfile: (id) => this.reports.isProfile(id),
    });
    const format = formatOf(query, accept);
    const tables = tablesOf(query, format);
    const { from, to, profile, municipality, unit } = query;
    const report = await this.reports.open(
      { name: head.name, from, to, profile, municipality, unit, showsRows: tables !== 'summary' },
      caller,
    );
    const stream = await reportStream(report, format, tables);
    reply.header('Vary', 'Accept');
    if (format === 'json') return new StreamableFile(stream, { type: `${REPORT_TYPES.json}; charset=utf-8` });
    const days = report.period === undefined ? [] : [report.period.from, report.period.to];
    const disposition = `attachment; filename="${[head.name, ...days].join('_')}.csv"`;
    return new StreamableFile(stream, { type: `${REPORT_TYPES.csv}; charset=utf-8; header=present`, disposition });
  }
}
