import { Controller, Get, Headers, Optional, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { artifactOf } from '#formats/fhir/artifacts/artifacts.js';
import { capabilityStatement } from '#formats/fhir/artifacts/capability.js';
import type { FhirEncoding } from '#formats/fhir/negotiation.js';
import { notFound } from '#formats/json/problem.js';
import { Public } from '#security/caller.guard.js';
import { PublicAddress } from '#security/surroundings.js';
import { baseOf, encodingFor, sendFhir } from './fhir-answer.js';
import type { FhirReply, FhirRequest } from './fhir-answer.js';
import { FhirQueryDto } from './fhir.dto.js';

/** What the hub can do over FHIR, and how its messages and Tasks are built. Open to all. */
@ApiTags('fhir')
@Public()
@ApiProduces('application/fhir+json', 'application/fhir+xml')
@Controller('fhir')
export class FhirConformanceController {
  constructor(@Optional() private readonly address?: PublicAddress) {}

  /** The CapabilityStatement of this hub. */
  @Get('metadata')
  @ApiOperation({ summary: 'What the hub can do over FHIR' })
  @ApiOkResponse({ description: 'CapabilityStatement' })
  metadata(
    @Query() query: FhirQueryDto,
    @Headers('accept') accept: string | undefined,
    @Req() request: FhirRequest,
    @Res() reply: FhirReply,
  ): void {
    const encoding = encodingFor(accept, query._format);
    sendFhir(reply, capabilityStatement(baseOf(this.address?.url, request)), encoding);
  }

  /** An extension or a profile. */
  @Get('StructureDefinition/:id')
  @ApiOperation({ summary: 'One profile or extension' })
  @ApiOkResponse({ description: 'StructureDefinition' })
  @ApiResponse({ status: 404, description: 'No such artifact' })
  structure(
    @Param('id') id: string,
    @Query() query: FhirQueryDto,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FhirReply,
  ): void {
    sendArtifact(reply, `StructureDefinition/${id}`, encodingFor(accept, query._format));
  }

  /** A list of codes. */
  @Get('CodeSystem/:id')
  @ApiOperation({ summary: 'One list of codes' })
  @ApiOkResponse({ description: 'CodeSystem' })
  @ApiResponse({ status: 404, description: 'No such artifact' })
  codes(
    @Param('id') id: string,
    @Query() query: FhirQueryDto,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FhirReply,
  ): void {
    sendArtifact(reply, `CodeSystem/${id}`, encodingFor(accept, query._format));
  }

  /** The codes that may stand in a place. */
  @Get('ValueSet/:id')
  @ApiOperation({ summary: 'One value set' })
  @ApiOkResponse({ description: 'ValueSet' })
  @ApiResponse({ status: 404, description: 'No such artifact' })
  values(
    @Param('id') id: string,
    @Query() query: FhirQueryDto,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FhirReply,
  ): void {
    sendArtifact(reply, `ValueSet/${id}`, encodingFor(accept, query._format));
  }

  /** What a message of a kind is about. */
  @Get('MessageDefinition/:id')
  @ApiOperation({ summary: 'One kind of message' })
  @ApiOkResponse({ description: 'MessageDefinition' })
  @ApiResponse({ status: 404, description: 'No such artifact' })
  message(
    @Param('id') id: string,
    @Query() query: FhirQueryDto,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FhirReply,
  ): void {
    sendArtifact(reply, `MessageDefinition/${id}`, encodingFor(accept, query._format));
  }
}

function sendArtifact(reply: FhirReply, address: string, encoding: FhirEncoding): void {
  const artifact = artifactOf(address);
  if (artifact === undefined) throw notFound('id');
  sendFhir(reply, artifact, encoding);
}
