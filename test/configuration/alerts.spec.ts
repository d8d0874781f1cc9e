import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '#flows/clock.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { loadAlerts } from '#flows/load-configuration.js';
import { createDataSource } from '#persistence/data-source.js';
import { readSettings } from '#settings/settings.js';
import type { Environment } from '#settings/variables.js';
import { parseYaml } from '#settings/yaml-file.js';
import { vitalsOf } from '../../apps/hub/src/core-vitals.js';
import { PromMetrics } from '../../apps/hub/src/metrics.js';
import { StartFailure } from '../../apps/hub/src/start-failure.js';
import { KeptLog } from '../contract/deadline-world.js';
import { demoDirectory, gavleborg } from '../support/domain.js';

const PROFILES = new Map([['gavleborg', gavleborg()]]);

function load(text: string) {
  const read = parseYaml('alerts.yaml', text);
  if (!read.ok) throw new Error(read.problems.join());
  return loadAlerts(read.file, PROFILES);
}

const TEXT = `channels:
  on-call: { webhook: 'https://larm.region.example/hook' }
  unused: { email: [drift@region.example] }
rules:
  quarantine: { kind: quarantine, channels: [on-call] }
`;

describe('the file of the alerts', () => {
  it('tells what is wrong with file and line', () => {
    expect(load(`${TEXT}  late:\n    kind: overdue-receipts\n    profile: skane\n    for: 5 minutes\n`)).toEqual({
      ok: false,
      problems: [
        'alerts.yaml:8: rules.late.profile: no such profile; known are gavleborg',
        'alerts.yaml:9: rules.late.for: minutes or hours, such as 15m or 2h is expected',
      ],
    });
  });

  it.each<[string[], Environment, string[]]>([
    [['courier'], {}, ['HEMGANG_WEBHOOK_SECRET_ON_CALL is not set; the channel on-call of alerts.yaml needs it']],
    [['courier'], { HEMGANG_WEBHOOK_SECRET_ON_CALL: `whsec_${Buffer.alloc(32).toString('base64')}` }, []],
    [['console'], {}, []],
  ])('keeps %j from starting with %j: %j', (apps, env, problems) => {
    const read = readSettings(env);
    const loaded = load(TEXT);
    if (!read.ok || !loaded.ok) throw new Error('the settings or the file are wrong');
    const { settings } = read;
    const start = () =>
      vitalsOf({
        settings: { ...settings, alerts: { ...settings.alerts, rules: 'alerts.yaml' } },
        ...{
          log: new KeptLog(),
          dataSource: createDataSource('postgres://127.0.0.1:1/none'),
          apps,
          alerts: loaded.alerts,
        },
        holder: new ConfigurationHolder({ profiles: PROFILES, directory: demoDirectory() }),
        ...{ clock: new SystemClock(), newId: () => 'id', metrics: new PromMetrics() },
        backend: { kind: 'postgres', url: 'postgres://127.0.0.1:1/none' },
      });
    if (problems.length === 0) expect(start()).not.toHaveLength(0);
    else expect(start).toThrow(new StartFailure(problems));
  });
});
