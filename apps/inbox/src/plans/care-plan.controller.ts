import { Body, Controller, Get, Headers, HttpCode, Optional, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import type { ShownPlan } from '#domain/plan/sight/portal.js';
import { ReadPortal } from '#flows/read-portal.js';
import { OTHER_PATIENT_ID_SYSTEMS, PATIENT_ID_SYSTEMS } from '#formats/fhir/names.js';
import { shownCarePlan } from '#formats/fhir/shown-care-plan.js';
import { Problem } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { PublicAddress } from '#security/surroundings.js';
import { baseOf, encodingFor, sendFhir, sendVersion, wholeSearchset, wrongParameter } from '../fhir/fhir-answer.js';
import type { FhirReply, FhirRequest, Version } from '../fhir/fhir-answer.js';
import { FhirQueryDto } from '../fhir/fhir.dto.js';
import { fingerprint } from './entity-tag.js';
import { mustBePortal } from './portal.controller.js';

/** Names under which FHIR lets one search for the plans of a person. */
const PATIENT_PARAMETERS = ['patient.identifier', 'patient:identifier', 'subject.identifier', 'subject:identifier'];
const STATUS = 'status';
const FORMAT = '_format';
/** What a plan that is shown has. */
const ACTIVE = 'active';
const SYSTEMS: readonly string[] = [...Object.values(PATIENT_ID_SYSTEMS), ...Object.keys(OTHER_PATIENT_ID_SYSTEMS)];

const FORM = {
  schema: {
    type: 'object',
    required: ['patient.identifier'],
    properties: {
      'patient.identifier': {
        type: 'string',
        description: 'The identity, alone or behind the name of its system; also as patient:identifier',
      },
      status: { type: 'string', description: 'Only plans that are shown are found, and these are active' },
      _format: { type: 'string' },
    },
  },
};

/** What persons are shown of their plans, for the portal that shows it (1177). */
@ApiTags('portal')
@ApiBearerAuth()
@ApiProduces('application/fhir+json', 'application/fhir+xml')
@ApiResponse({ status: 403, description: 'Not a client that shows persons their plans' })
@Controller('fhir/CarePlan')
export class CarePlanController {
  constructor(
    private readonly portal: ReadPortal,
    @Optional() private readonly address?: PublicAddress,
  ) {}

  /** Plans of a person that are shown now. The identity stands in the form and never in the address; each plan is noted as read. */
  @Post('_search')
  @HttpCode(200)
  @ApiOperation({ summary: 'Search for the plans of a person' })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody(FORM)
  @ApiOkResponse({ description: 'Bundle of type searchset with CarePlans' })
  @ApiResponse({ status: 422, description: 'A parameter that is unknown, missing or wrong' })
  async search(
    @CurrentCaller() caller: Caller,
    @Body() body: unknown,
    @Headers('accept') accept: string | undefined,
    @Req() request: FhirRequest,
    @Res() reply: FhirReply,
  ): Promise<void> {
    mustBePortal(this.portal, caller);
    const form = formOf(body);
    const encoding = encodingFor(accept, form.get(FORMAT));
    const patient = patientIn(form);
    const isSought = (form.get(STATUS) ?? ACTIVE) === ACTIVE;
    const plans = isSought ? await this.portal.ofPerson(caller, patient) : [];
    const address = `${baseOf(this.address?.url, request)}/CarePlan`;
    const matches = plans.map((plan) => ({ fullUrl: `${address}/${plan.id}`, resource: carePlan(plan).resource }));
    sendFhir(reply, wholeSearchset(matches, `${address}/_search`), encoding);
  }

  /** One plan as it is shown now; 404 when it is not, or not any more. */
  @Get(':id')
  @ApiOperation({ summary: 'One plan' })
  @ApiOkResponse({ description: 'CarePlan' })
  @ApiResponse({ status: 404, description: 'No plan that is shown' })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: FhirQueryDto,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FhirReply,
  ): Promise<void> {
    mustBePortal(this.portal, caller);
    const encoding = encodingFor(accept, query._format);
    const plan = await this.portal.read(caller, id);
    sendVersion(reply, plan && carePlan(plan), encoding);
  }
}

function carePlan(plan: ShownPlan): Version {
  const version = fingerprint(plan);
  return { resource: shownCarePlan(plan, version), version };
}

/** @throws Problem 415 for what is no form, 422 for parameters that are not known. */
function formOf(body: unknown): ReadonlyMap<string, string> {
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) {
    throw new Problem(415, 'unsupported-media-type', 'Send the search as application/x-www-form-urlencoded');
  }
  const form = new Map(Object.entries(body).map(([name, value]: [string, unknown]) => [name, String(value)]));
  const known = [...PATIENT_PARAMETERS, STATUS, FORMAT];
  if ([...form.keys()].some((name) => !known.includes(name))) {
    throw wrongParameter('', `no such parameter here; known are ${known.join(', ')}`);
  }
  return form;
}

/** @throws Problem 422 */
function patientIn(form: ReadonlyMap<string, string>): string {
  const [token, ...more] = PATIENT_PARAMETERS.flatMap((name) => form.get(name) ?? []);
  if (token === undefined || more.length > 0) throw wrongParameter('patient.identifier', 'must be given once');
  const [id = '', system] = token.split('|').reverse();
  if (system !== undefined && system !== '' && !SYSTEMS.includes(system)) {
    throw wrongParameter('patient.identifier', 'has a system that is not known here');
  }
  if (id === '' || id.length > 32) throw wrongParameter('patient.identifier', 'must be an identity');
  return id.replace(/^(\d{8})-(?=\w{4}$)/, '$1');
}
