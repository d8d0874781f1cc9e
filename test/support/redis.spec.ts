import { expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { describeWithRedis } from './redis.js';

describeWithRedis('a Redis of its own for a suite', (redis) => {
  it('keeps what it is told, and forgets it when flushed', async () => {
    const client = new Redis(redis().url);
    try {
      await client.set('key', 'value');
      expect(await client.get('key')).toBe('value');
      await redis().flush();
      expect(await client.get('key')).toBeNull();
      expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    } finally {
      client.disconnect();
    }
  });
});
