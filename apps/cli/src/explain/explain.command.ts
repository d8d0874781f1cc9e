import type { KnownClient } from '../api/demo-clients.js';
import { clientOfUnit, readDemoClients } from '../api/demo-clients.js';
import { Answer } from '../api/answer.js';
import { HttpConnections } from '../api/http.js';
import type { Credentials, HubResponse } from '../api/hub-client.js';
import { HubClient, jsonOf } from '../api/hub-client.js';
import { tlsIdentity } from '../api/tls.js';
import type { TlsOptions } from '../api/tls.js';
import type { ExitCode } from '../failure.js';
import { EXIT, Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import type { Surroundings } from '../surroundings.js';
import { explanationLines } from './explanation-text.js';

export const EXPLAIN_LANGUAGES = ['sv', 'en'] as const;

export interface ExplainOptions extends TlsOptions {
  readonly url: string;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly dataDir: string;
  /** Id of the organisation whose number it is, and the number. */
  readonly organisation: string | undefined;
  readonly number: string | undefined;
  /** HSA-id of a unit: what it sees. Without it what operations see, or the client that is given. */
  readonly unit: string | undefined;
  readonly language: (typeof EXPLAIN_LANGUAGES)[number];
  readonly json?: boolean;
}

/** Says in plain words how a care episode stands. Ends with 1 when there is none of that name that the caller may see. */
export async function explainEpisode(
  id: string | undefined,
  options: ExplainOptions,
  at: Surroundings,
): Promise<ExitCode> {
  const name = nameOf(id, options);
  const clients = await readDemoClients(options.dataDir);
  const connections = new HttpConnections(await tlsIdentity(options, [new URL(options.url).hostname], at.folder));
  try {
    const hub = new HubClient(options.url, credentialsFor(options, clients), connections);
    const response = await read(hub, name, options.unit);
    if (response.status === 404) {
      at.err.say(both((texts) => texts.explainNotFound));
      return EXIT.someRefused;
    }
    if (response.status !== 200) {
      throw new Failure(both((texts) => texts.requestRefused('/v1/episodes', response.status, '')));
    }
    show(Answer.of(jsonOf(response), 'episode'), options, at);
    return EXIT.allWell;
  } finally {
    connections.close();
  }
}

/** How the hub is asked for it, behind `/v1/episodes` or `/v1/ops/episodes`. */
function nameOf(id: string | undefined, { organisation, number }: ExplainOptions): string {
  const isNumbered = organisation !== undefined && number !== undefined;
  const isHalf = (organisation === undefined) !== (number === undefined);
  if (isHalf || isNumbered === (id !== undefined)) throw new Failure(both((texts) => texts.explainName));
  if (!isNumbered) return `/${encodeURIComponent(id ?? '')}`;
  return `?${new URLSearchParams({ organisation, episodeId: number }).toString()}`;
}

/** Who asks: the client that is given, else that of the unit in the demo, else operations. */
export function credentialsFor(
  { clientId, clientSecret, unit, dataDir }: Pick<ExplainOptions, 'clientId' | 'clientSecret' | 'unit' | 'dataDir'>,
  clients: readonly KnownClient[],
): Credentials {
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
  const file = `${dataDir}/demo-clients.json`;
  const known =
    unit === undefined
      ? clients.find(({ roles }) => roles.includes('operations'))
      : clientOfUnit(
          clients.filter(({ roles }) => roles.includes('party')),
          unit,
        );
  if (known !== undefined) return known;
  throw new Failure(both((texts) => (unit === undefined ? texts.noOperations(file) : texts.noClient(unit, file))));
}

/** As operations where the caller may, else as the party that it is. */
async function read(hub: HubClient, name: string, unit: string | undefined): Promise<HubResponse> {
  if (unit === undefined) {
    const response = await hub.send({ path: `/v1/ops/episodes${name}` });
    if (response.status !== 403) return response;
  }
  return hub.send({ path: `/v1/episodes${name}` });
}

function show(episode: Answer, { json, language }: ExplainOptions, { out }: Surroundings): void {
  if (json === true) out.write(`${JSON.stringify(episode.raw, null, 2)}\n`);
  else out.write(`${explanationLines(episode, language, out.width).join('\n')}\n`);
}
