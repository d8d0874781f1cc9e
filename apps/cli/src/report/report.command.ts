import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Answer } from '../api/answer.js';
import { readDemoClients } from '../api/demo-clients.js';
import { HttpConnections } from '../api/http.js';
import type { Credentials, HubResponse } from '../api/hub-client.js';
import { HubClient, jsonOf } from '../api/hub-client.js';
import { tlsIdentity } from '../api/tls.js';
import type { TlsOptions } from '../api/tls.js';
import type { ExitCode } from '../failure.js';
import { EXIT, Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import type { Surroundings } from '../surroundings.js';
import { listLines, reportLines } from './report-text.js';

export const REPORT_FORMATS = ['table', 'json', 'csv'] as const;

export interface ReportOptions extends TlsOptions {
  readonly url: string;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly dataDir: string;
  /** First and last civil day, `YYYY-MM-DD`. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly profile: string | undefined;
  readonly municipality: string | undefined;
  readonly unit: string | undefined;
  /** Only the sums. */
  readonly summary?: boolean;
  readonly format: (typeof REPORT_FORMATS)[number];
  /** File to write to; standard output without it. */
  readonly out: string | undefined;
}

const PATH = '/v1/ops/reports';

/**
 * Shows a report of a running hub, or which there are when none is named. Ends with 1 when the hub refuses the question, and
 * tells everything that is wrong with it.
 */
export async function showReport(
  name: string | undefined,
  options: ReportOptions,
  at: Surroundings,
): Promise<ExitCode> {
  const connections = new HttpConnections(await tlsIdentity(options, [new URL(options.url).hostname], at.folder));
  try {
    const hub = new HubClient(options.url, await credentialsFor(options), connections);
    const response = await hub.send({ path: name === undefined ? PATH : questionOf(name, options) });
    if (response.status !== 200) return refused(response, at);
    await show(textOf(name, response, options.format), options, at);
    return EXIT.allWell;
  } finally {
    connections.close();
  }
}

async function credentialsFor({ clientId, clientSecret, dataDir }: ReportOptions): Promise<Credentials> {
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
  const known = (await readDemoClients(dataDir)).find(({ roles }) => roles.includes('operations'));
  if (known !== undefined) return known;
  throw new Failure(both((texts) => texts.reportNoClient(`${dataDir}/demo-clients.json`)));
}

function questionOf(name: string, { from, to, profile, municipality, unit, summary, format }: ReportOptions): string {
  const table = summary === true ? 'summary' : undefined;
  const asked = { from, to, profile, municipality, unit, table, format: format === 'csv' ? 'csv' : 'json' };
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(asked)) if (value !== undefined) query.set(key, value);
  return `${PATH}/${encodeURIComponent(name)}?${query.toString()}`;
}

function textOf(name: string | undefined, response: HubResponse, format: ReportOptions['format']): Uint8Array | string {
  if (name !== undefined && format === 'csv') return response.bytes;
  const answer = Answer.of(jsonOf(response), PATH);
  if (format === 'json') return `${JSON.stringify(answer.raw, null, 2)}\n`;
  return `${(name === undefined ? listLines(answer) : reportLines(answer)).join('\n')}\n`;
}

async function show(text: Uint8Array | string, { out: file }: ReportOptions, { out, folder }: Surroundings) {
  if (file === undefined) {
    // The mark at the beginning of a file for a spreadsheet stays: decoding would take it away.
    out.write(typeof text === 'string' ? text : new TextDecoder('utf-8', { ignoreBOM: true }).decode(text));
    return;
  }
  await writeFile(resolve(folder, file), text).catch(() => {
    throw new Failure(both((texts) => texts.cannotWrite(file)));
  });
}

/** The hub's answer holds no value of the question. */
function refused(response: HubResponse, at: Surroundings): ExitCode {
  const problem = Answer.of(jsonOf(response) ?? {}, PATH);
  if (response.status === 404) at.err.say(both((texts) => texts.reportUnknown));
  else at.err.say(both((texts) => texts.requestRefused(PATH, response.status, problem.optionalText('title') ?? '')));
  if (response.status !== 404) {
    for (const error of problem.optionalList('errors')) at.err.say(`  ${error.text('path')}: ${error.text('message')}`);
  }
  return EXIT.someRefused;
}
