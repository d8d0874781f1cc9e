import { describe, expect, it } from '@jest/globals';
import { validate, version } from 'uuid';
import { UuidIds } from './ids.js';

describe('the ids of the hub', () => {
  const ids = new UuidIds();
  const made = Array.from({ length: 20_000 }, () => ids.next());

  it('are UUIDs of version 7', () => {
    expect(made.every((id) => validate(id) && version(id) === 7)).toBe(true);
  });

  it('rise from one to the next, also within a millisecond', () => {
    expect(made).toEqual([...made].sort());
    expect(new Set(made).size).toBe(made.length);
  });

  it('differ between processes that start at the same time', () => {
    const others = new UuidIds();
    expect(made).not.toContain(others.next());
  });
});
