import { createHash } from 'node:crypto';
import { Controller, Get, Header, Headers, Param, Res } from '@nestjs/common';
import {
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiProperty,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { notFound } from '#formats/json/problem.js';
import { SCHEMA_FILES } from '#formats/schema/files.js';
import { Public } from '#security/caller.guard.js';

export class SchemaLinkDto {
  @ApiProperty({ example: 'message.xsd' })
  name!: string;

  @ApiProperty({ example: '/schema/message.xsd' })
  href!: string;

  @ApiProperty({ example: 'application/xml; charset=utf-8' })
  contentType!: string;

  @ApiProperty({ description: 'What it describes' })
  description!: string;
}

export class SchemaIndexDto {
  @ApiProperty({ type: [SchemaLinkDto] })
  schemas!: SchemaLinkDto[];
}

interface SchemaReply {
  status(code: number): SchemaReply;
  header(name: string, value: string): SchemaReply;
  send(body?: string): unknown;
}

/** Schemas change with the version of the hub only; an hour is soon enough to notice. */
const CACHING = 'public, max-age=3600';

interface ServedSchema {
  readonly contentType: string;
  readonly text: string;
  readonly etag: string;
}

/** Made once, when first asked for: the definitions do not change while the process runs. */
const served = new Map<string, ServedSchema>();

function schemaNamed(name: string): ServedSchema | undefined {
  const known = served.get(name);
  const file = SCHEMA_FILES.find((candidate) => candidate.name === name);
  if (known !== undefined || file === undefined) return known;
  const text = file.text();
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  const made = { contentType: file.contentType, text, etag: `"${digest}"` };
  served.set(name, made);
  return made;
}

/** The schemas of the message model, for everybody. */
@Public()
@ApiTags('schemas')
@Controller('schema')
export class SchemaController {
  @Get()
  @Header('Cache-Control', CACHING)
  @ApiOperation({ summary: 'Which schemas there are' })
  @ApiOkResponse({ type: SchemaIndexDto })
  index(): SchemaIndexDto {
    const schemas = SCHEMA_FILES.map(({ name, contentType, description }) => ({
      name,
      href: `/schema/${name}`,
      contentType,
      description,
    }));
    return { schemas };
  }

  /** One schema, made from the definitions that messages are checked by. */
  @Get(':name')
  @ApiOperation({ summary: 'One schema' })
  @ApiProduces('application/xml', 'application/schema+json')
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'ETag of an earlier answer' })
  @ApiOkResponse({ description: 'The schema' })
  @ApiResponse({ status: 304, description: 'Not changed' })
  @ApiResponse({ status: 404, description: 'No such schema' })
  read(
    @Param('name') name: string,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: SchemaReply,
  ): void {
    const schema = schemaNamed(name);
    if (schema === undefined) throw notFound('name');
    reply.header('Cache-Control', CACHING).header('ETag', schema.etag);
    if (known?.includes(schema.etag) === true || known === '*') {
      reply.status(304).send();
      return;
    }
    reply.header('Content-Type', schema.contentType).header('X-Content-Type-Options', 'nosniff').send(schema.text);
  }
}
