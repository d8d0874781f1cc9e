import { afterAll, beforeAll, it } from '@jest/globals';
import { Client } from 'pg';
import { DeadlineWorld } from './deadline-world.js';
let world: DeadlineWorld;
const spent = new Map<string, number>();
beforeAll(async () => {
  world = await DeadlineWorld.open();
  const ask: any = Reflect.get(Client.prototype, 'query');
  Reflect.set(Client.prototype, 'query', function (this: any, config: any, ...rest: any[]) {
    const t = performance.now();
    const r = ask.call(this, config, ...rest);
    const key = String(config?.text ?? config).trim().slice(0, 60).replace(/\n/g, ' ');
    if (r?.then) r.then(() => spent.set(key, (spent.get(key) ?? 0) + performance.now() - t), () => 0);
    return r;
  });
});
afterAll(() => world.close());
it('speed', async () => {
  const hub = await world.process();
  await world.owe({ due: '2026-11-23T08:00:00Z', count: 20000 });
  await world.rows('ANALYZE');
  spent.clear();
  const t = performance.now();
  const n = await hub.fire.run(new Date('2026-11-23T08:00:00Z'));
  process.stderr.write(`SPEED fired ${n} in ${performance.now() - t} ms\n`);
  for (const [k, v] of spent) process.stderr.write(`SPEED ${v.toFixed(0)} ${k}\n`);
}, 120000);
