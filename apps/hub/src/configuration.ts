import { withSecretHashes } from '#domain/directory/directory.js';
import type { AlertConfiguration } from '#domain/operations/alert-rules.js';
import type { PaymentAmounts } from '#domain/report/payment-amounts.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import type { Configuration, ConfigurationResult } from '#flows/configuration-holder.js';
import { loadAlerts, loadConfiguration, loadDirectory, loadPaymentAmounts } from '#flows/load-configuration.js';
import type { DirectoryFile } from '#flows/directory-ports.js';
import type { HubLog } from '#flows/ports.js';
import { ensureDemoClients } from '#security/demo-clients.js';
import { readConfigurationFiles } from '#settings/configuration-files.js';
import type { Settings } from '#settings/settings.js';
import { FileWatch } from '#settings/watch.js';
import { readYamlFile } from '#settings/yaml-file.js';
import { DiskDirectoryFile } from './directory-file.js';
import { StartFailure } from './start-failure.js';

/** The profiles and the directory in force, and the watch that takes up a changed directory without a restart. */
export interface LiveConfiguration {
  readonly holder: ConfigurationHolder;
  readonly file: DirectoryFile;
  /** Read at start, as the profiles are. */
  readonly amounts: PaymentAmounts;
  /** Read at start too. */
  readonly alerts: AlertConfiguration;
  stop(): void;
}

/** Reads and checks the configuration. @throws StartFailure with file, line and reason when it is wrong. */
export async function openConfiguration(settings: Settings, log: HubLog): Promise<LiveConfiguration> {
  const read = await readConfigurationFiles(settings);
  if (!read.ok) throw new StartFailure(read.problems);
  const loaded = loadConfiguration(read.files);
  if (!loaded.ok) throw new StartFailure(loaded.problems);
  const amounts = await readAmounts(settings);
  const alerts = await readAlerts(settings, loaded.configuration);
  const holder = new ConfigurationHolder(await withDemoSecrets(loaded.configuration, settings));
  let last: Promise<unknown> = Promise.resolve();
  // One after the other: of two that overlap the one that read the older file might put it in force last.
  const reloadInTurn = () => {
    const reloaded = last.then(() => reload(holder, settings, log));
    last = reloaded;
    return reloaded;
  };
  const watch = new FileWatch(settings.directory, async () => void (await reloadInTurn()));
  await watch.start();
  const file = new DiskDirectoryFile(settings, holder, reloadInTurn);
  return { holder, file, amounts, alerts, stop: () => watch.stop() };
}

async function readAmounts(settings: Settings): Promise<PaymentAmounts> {
  const read = await readYamlFile(settings.paymentAmounts);
  if (!read.ok) throw new StartFailure(read.problems);
  const loaded = loadPaymentAmounts(read.file);
  if (!loaded.ok) throw new StartFailure(loaded.problems);
  return loaded.amounts;
}

async function readAlerts(settings: Settings, { profiles }: Configuration): Promise<AlertConfiguration> {
  const read = await readYamlFile(settings.alerts.rules);
  if (!read.ok) throw new StartFailure(read.problems);
  const loaded = loadAlerts(read.file, profiles);
  if (!loaded.ok) throw new StartFailure(loaded.problems);
  return loaded.alerts;
}

/** A wrong new file keeps the directory that is in force; gives what is wrong with it. Never throws. */
async function reload(holder: ConfigurationHolder, settings: Settings, log: HubLog): Promise<readonly string[]> {
  try {
    const problems = holder.offer(await readDirectory(holder, settings));
    if (problems.length === 0) log.info('directory-reloaded', { units: holder.current.directory.units.size });
    else log.warn('directory-not-reloaded', { problems });
    return problems;
  } catch (error) {
    log.error('directory-not-reloaded', error);
    return ['the file cannot be put in force; the log tells more'];
  }
}

async function readDirectory(holder: ConfigurationHolder, settings: Settings): Promise<ConfigurationResult> {
  const read = await readYamlFile(settings.directory);
  if (!read.ok) return read;
  const loaded = loadDirectory(read.file, holder.current.profiles);
  if (!loaded.ok) return loaded;
  return { ok: true, configuration: await withDemoSecrets(loaded.configuration, settings) };
}

/** The clients of the demo region have secrets of their own making, kept in the data folder. */
async function withDemoSecrets(configuration: Configuration, settings: Settings): Promise<Configuration> {
  if (!settings.demo) return configuration;
  const secrets = await ensureDemoClients(settings.dataDir, configuration.directory);
  return { ...configuration, directory: withSecretHashes(configuration.directory, secrets) };
}
