import { Clock } from './ports.js';
import type { SimulatedTime } from './ports.js';

/** The machine's clock. */
export class SystemClock extends Clock {
  override readonly isSimulated = false;

  override now(): Promise<Date> {
    return Promise.resolve(new Date());
  }
}

/** The kept time, read at each call: another process may have moved it. */
export class SimulatedClock extends Clock {
  override readonly isSimulated = true;

  constructor(private readonly time: SimulatedTime) {
    super();
  }

  override now(): Promise<Date> {
    return this.time.read();
  }
}
