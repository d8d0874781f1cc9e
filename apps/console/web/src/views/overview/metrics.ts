/** What is counted of the flow, in the order in which a message goes through. */
export const METRICS = ['received', 'routed', 'fetched', 'acknowledged', 'refused'] as const;
export type Metric = (typeof METRICS)[number];
