import { Answer } from '../api/answer.js';
import { readDemoClients } from '../api/demo-clients.js';
import { HttpConnections } from '../api/http.js';
import { HubClient, jsonOf } from '../api/hub-client.js';
import { tlsIdentity } from '../api/tls.js';
import { credentialsFor } from '../explain/explain.command.js';
import type { ExplainOptions } from '../explain/explain.command.js';
import type { ExitCode } from '../failure.js';
import { EXIT, Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import type { Surroundings } from '../surroundings.js';
import { planLines } from './plan-text.js';

export type PlanOptions = Omit<ExplainOptions, 'organisation' | 'number'>;

/** Says how a plan (SIP) stands, what is awaited and what may be sent. Ends with 1 when there is none that the caller may see. */
export async function showPlan(id: string, options: PlanOptions, at: Surroundings): Promise<ExitCode> {
  const clients = await readDemoClients(options.dataDir);
  const connections = new HttpConnections(await tlsIdentity(options, [new URL(options.url).hostname], at.folder));
  try {
    const hub = new HubClient(options.url, credentialsFor(options, clients), connections);
    const response = await hub.send({ path: `/v1/plans/${encodeURIComponent(id)}` });
    if (response.status === 404) {
      at.err.say(both((texts) => texts.plans.planNotFound));
      return EXIT.someRefused;
    }
    if (response.status !== 200) {
      throw new Failure(both((texts) => texts.requestRefused('/v1/plans', response.status, '')));
    }
    const plan = Answer.of(jsonOf(response), 'plan');
    const text =
      options.json === true ? JSON.stringify(plan.raw, null, 2) : planLines(plan, options.language).join('\n');
    at.out.write(`${text}\n`);
    return EXIT.allWell;
  } finally {
    connections.close();
  }
}
