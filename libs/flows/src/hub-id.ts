const HUB_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text from outside can be an id that the hub gave; what cannot be is as unknown as what is not there. */
export function isHubId(text: string): boolean {
  return HUB_ID.test(text);
}

/** How a caller stands in the audit. */
export function actorOf({
  clientId,
  actor,
}: {
  readonly clientId: string;
  readonly actor?: string | undefined;
}): string {
  return actor ?? `client:${clientId}`;
}
