import { describe, expect, it } from '@jest/globals';
import { isWellFormedIdentity } from '#domain/identity.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import { PLANNING_CATEGORIES } from '#domain/message.js';
import { readEr7Message } from '#formats/hl7v2/read.js';
import { writeMessage, writeToParties } from '../record-system.js';
import type { Course } from '../scenario.js';
import { instantAt, turnsOf } from '../scenario.js';
import { onlyCategory, REGIONS } from './regions.js';

const HUB_EPISODE = '0193a1b2-5f14-7212-a225-fa9f642b1ec0';

const everyCourse = [...REGIONS.values()].flatMap(({ week, courses }) =>
  [...new Set([...Object.values(courses), ...week.courses])].map((course) => ({ profile: week.profile, course })),
);
const named = everyCourse.map(({ profile, course }) => [`${profile} ${course.stay.episode}`, course] as const);

/** The message as the hub reads it: the model of its bytes. */
function modelOf({ contentType, bytes }: ReturnType<typeof writeMessage>): unknown {
  if (contentType === 'application/json') return JSON.parse(new TextDecoder().decode(bytes));
  const reading = readEr7Message({ bytes, contentType }, { mapping: PLAIN_MAPPING, processingIds: ['P'] });
  if (!reading.ok) throw new Error('not readable, or not ours');
  expect(reading.reasons).toEqual([]);
  return reading.model;
}

describe.each([...REGIONS])('what can be played of %s', (profile, region) => {
  const { week, courses } = region;

  it('is a week from Monday to Monday, its steps in the order of time', () => {
    const times = [week.starts, ...turnsOf(week).map(({ step }) => step.at), week.ends].map(instantAt);
    expect(times).toEqual(times.toSorted((a, b) => a.getTime() - b.getTime()));
    expect([times[0], times.at(-1)].map((time) => time?.getUTCDay())).toEqual([1, 1]);
    expect(week.profile).toBe(profile);
  });

  it('has a stay of every planning category, each playable by itself', () => {
    expect(Object.keys(courses).toSorted()).toEqual([...PLANNING_CATEGORIES].toSorted());
    for (const category of PLANNING_CATEGORIES) {
      const { courses: alone, title } = onlyCategory(region, category);
      expect(alone.map(({ stay }) => stay.category)).toEqual([category]);
      expect(title).toBe(`${week.title} ${category}`);
    }
  });

  it('tells in its week of stays with numbers of their own and of different persons', () => {
    const stays = week.courses.map(({ stay }) => stay);
    for (const ids of [stays.map(({ episode }) => episode), stays.map(({ patient }) => patient.id)]) {
      expect(new Set(ids).size).toBe(week.courses.length);
    }
  });
});

describe.each(named)('the course %s', (_title, course: Course) => {
  const { stay, steps } = course;

  it('[G-ADM-29] is of a person of the test series, with a well-formed number', () => {
    expect(isWellFormedIdentity(stay.patient.id, 'personnummer')).toBe(true);
    expect(stay.patient.id).toMatch(/^(191212121212|\d{8}9[89]\d\d)$/);
  });

  it('has steps in the order of time, after the admission but for what comes before any stay', () => {
    const times = steps.map(({ at }) => instantAt(at).getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const ofStay = steps.filter((step) => !('about' in step && step.about === 'person'));
    expect(ofStay.filter(({ at }) => instantAt(at) < instantAt(stay.admittedAt))).toEqual([]);
  });

  it('is told in both languages', () => {
    expect([course.about.sv, course.about.en].map((text) => text.trim() !== '')).toEqual([true, true]);
  });

  it('sends messages of the model, each of the kind that its step names', () => {
    for (const step of steps) {
      if (!('send' in step)) continue;
      expect(checkMessage(modelOf(writeMessage(step, stay, 'M-1')))).toMatchObject({
        ok: true,
        message: {
          kind: step.send,
          sender: stay.ward,
          episodeId: stay.episode,
          planningCategory: stay.category,
          patient: { id: stay.patient.id, healthCentre: stay.patient.healthCentre },
        },
      });
    }
  });

  it('writes messages of the model, which name the stay alone, or before it the person alone', () => {
    for (const step of steps) {
      if (!('write' in step)) continue;
      const read = (episode?: string): unknown => checkMessage(modelOf(writeToParties(step, stay, 'M-1', { episode })));
      const head = { messageId: 'M-1', kind: step.write, sender: step.unit };
      if (step.about === 'person') {
        expect(read()).toMatchObject({ ok: true, message: { ...head, patient: { id: stay.patient.id } } });
        for (const field of ['episode', 'episodeId']) expect(read()).not.toHaveProperty(['message', field]);
        continue;
      }
      expect(read()).toMatchObject({ ok: true, message: { ...head, episodeId: stay.episode } });
      expect(read(HUB_EPISODE)).toMatchObject({ ok: true, message: { ...head, episode: HUB_EPISODE } });
      for (const field of ['patient', 'episodeId']) expect(read(HUB_EPISODE)).not.toHaveProperty(['message', field]);
    }
  });
});
