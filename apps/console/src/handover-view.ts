import type { Directory } from '#domain/directory/directory.js';
import { endOfDowntime } from '#domain/downtime.js';
import { fewOfEachKind } from '#domain/operations/problems.js';
import type { Handover } from '#flows/read-handover.js';
import type { FlowSpan } from '#flows/overview-ports.js';
import type { HandedPauseDto, HandoverDto } from './dto/handover.dto.js';
import { problemDto } from './dto/problem.dto.js';
import { unitContact } from './dto/unit.dto.js';
import { PROBLEMS_TOLD } from './hub-overview.js';

/** The report of a shift as the console shows it. */
export function handoverDto(handover: Handover, { from, to }: FlowSpan, directory: Directory): HandoverDto {
  const { at, totals, opened, resolved, stillOpen, problems, notes, quarantine, alerts } = handover;
  return {
    ...{ from, to, at, totals, opened, resolved, notes, quarantine, alerts: [...alerts] },
    stillOpen: stillOpen.map((one) => ({ ...one, responsible: unitContact(directory, one.responsible) })),
    problems: fewOfEachKind(problems, PROBLEMS_TOLD).map((problem) => problemDto(problem, directory)),
    pauses: pausesAt(directory, at),
  };
}

function pausesAt(directory: Directory, at: Date): HandedPauseDto[] {
  return [...directory.units.values()].flatMap((unit) => {
    const until = endOfDowntime(unit, at);
    return until === undefined ? [] : [{ unit: unitContact(directory, unit.hsaId), until }];
  });
}
