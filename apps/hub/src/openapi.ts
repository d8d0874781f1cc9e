import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { messageSchemaDefinitions } from '#formats/schema/json-schema.js';

const DESCRIPTION = `Message hub for coordinated discharge between hospitals, primary care and municipalities.
Get a token with client credentials from \`/oauth2/token\` and send it as a bearer token. A client acts for the units that the
directory lists for it; what belongs to others is 404. Errors are \`application/problem+json\` (RFC 9457) with a stable \`code\`
and all that is wrong in \`errors\`. Times in answers are UTC; civil rules are those of Europe/Stockholm.`;

/** Describes every route of the application, and the message by the definitions that it is checked by. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Hemgång')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'Client credentials from /oauth2/token' })
    .addBasicAuth({ type: 'http', scheme: 'basic', description: 'Client id and secret; for calendars to subscribe to' })
    .addTag('messages', 'Sending')
    .addTag('inbox', 'What units get')
    .addTag('deliveries', 'Reading one, kvittens, forwarding, felsänt')
    .addTag('outbox', 'What units have sent, and what became of it')
    .addTag('episodes', 'Care episodes')
    .addTag('plans', 'Samordnade individuella planer (SIP), and calendars of units')
    .addTag('portal', 'What persons are shown of their plans (1177)')
    .addTag('fhir', 'Messages as Bundles, kvittens as Tasks, what the hub can do over FHIR')
    .addTag('operations', 'What operations see and do')
    .addTag('audit', 'Who has read and done what')
    .addTag('oauth2', 'Bearer tokens')
    .addTag('session', 'Signing in to the console')
    .addTag('simulation', 'The simulated clock')
    .addTag('schemas', 'Schemas of the messages')
    .addTag('health', 'Health and metrics')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  const components = (document.components ??= {});
  components.schemas = Object.assign(messageSchemaDefinitions('#/components/schemas/'), components.schemas);
  return document;
}

/** Serves `/openapi.json` and `/docs`; to be called before the application listens. */
export function setUpOpenApi(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Hemgång API',
    swaggerOptions: { persistAuthorization: false, tagsSorter: 'alpha' },
  });
}
