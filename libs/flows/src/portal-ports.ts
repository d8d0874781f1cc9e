/** Which plans the portal has been shown: only of those it is told that they are to be taken away. */
export abstract class PortalStore {
  /** Notes that plans are shown, each once. */
  abstract markShown(plans: readonly string[], now: Date): Promise<void>;
  /** Those of the plans that were ever shown. */
  abstract everShown(plans: readonly string[]): Promise<ReadonlySet<string>>;
}
