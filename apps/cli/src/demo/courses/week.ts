import type { CivilTime } from '../scenario.js';

/** The Monday of the week that is played. */
const MONDAY = 23;

type Clock = `${number}:${number}`;

const on =
  (day: number) =>
  (time: Clock): CivilTime =>
    `2026-11-${MONDAY + day} ${time}`;

/** Times of the week from Monday 23 November 2026, as clocks in Sweden show them. */
export const [sunBefore, mon, tue, wed, thu, fri, sat, sun, monAfter] = [
  on(-1),
  on(0),
  on(1),
  on(2),
  on(3),
  on(4),
  on(5),
  on(6),
  on(7),
];

/** The week itself, long enough for what is left undone to be heard of. */
export const WEEK = { starts: mon('05:00'), ends: monAfter('14:00') } as const;
