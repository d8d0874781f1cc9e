import type { ClientRole, Directory } from './directory/directory.js';

/** Who is calling: a client of the directory, or a person signed in to the console, with what it may do at this moment. */
export interface Caller {
  /** Of a person `console`. */
  readonly clientId: string;
  /** How a person stands in the audit; a client stands there by its id. */
  readonly actor?: string | undefined;
  readonly roles: readonly ClientRole[];
  /** HSA-ids of the units it may send as and whose inboxes it may read. */
  readonly units: readonly string[];
}

/** The caller that a client id stands for now; rights follow the directory, not the token. */
export function callerOf(directory: Directory, clientId: string): Caller | undefined {
  const client = directory.clients.get(clientId);
  return client && { clientId, roles: client.roles, units: client.units };
}

/** Whether the caller may send as the unit and read its inbox. */
export function mayActAs(caller: Caller, unit: string): boolean {
  return caller.units.includes(unit);
}

export function hasRole(caller: Caller, role: ClientRole): boolean {
  return caller.roles.includes(role);
}
