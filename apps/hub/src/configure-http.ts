import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { HubLog } from '#flows/ports.js';
import { registerBodyParsers } from './http.js';
import { KnownPaths } from './known-paths.js';
import { setUpOpenApi } from './openapi.js';
import { ProblemFilter } from './problem.filter.js';
import { RequestValidation } from './validation.js';

/** What every route shares: how bodies are read and checked, how errors are told, how it is described. Before listening. */
export function configureHttp(app: NestFastifyApplication, log: HubLog): void {
  registerBodyParsers(app);
  app.useGlobalPipes(new RequestValidation());
  const paths = new KnownPaths();
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ url, method }) => paths.add(url, method));
  app.useGlobalFilters(new ProblemFilter(log, paths));
  setUpOpenApi(app);
}
