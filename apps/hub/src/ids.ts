import { randomFillSync } from 'node:crypto';
import { v7 as uuidV7 } from 'uuid';
import { Ids } from '#flows/ports.js';

/** Bytes of randomness that one id takes, and ids that are made from one call for randomness, which is slow. */
const ID_BYTES = 16;
const IDS_AT_ONCE = 256;

/** UUIDs of version 7: each one of this process is greater than the one before. */
export class UuidIds extends Ids {
  private readonly random = Buffer.alloc(ID_BYTES * IDS_AT_ONCE);
  private used = this.random.length;
  private msecs = 0;
  private seq = 0;

  override next(): string {
    if (this.used === this.random.length) {
      randomFillSync(this.random);
      this.used = 0;
    }
    const random = this.random.subarray(this.used, this.used + ID_BYTES);
    this.used += ID_BYTES;
    const now = Date.now();
    if (now > this.msecs) {
      this.msecs = now;
      // Half the numbers are left to count on within the millisecond.
      this.seq = random.readUInt32BE(6) >>> 1;
    } else {
      this.seq += 1;
    }
    return uuidV7({ random, msecs: this.msecs, seq: this.seq });
  }
}
