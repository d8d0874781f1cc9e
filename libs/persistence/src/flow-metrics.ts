/** Under which unit the course of the whole hub is kept; HSA-ids are never empty. */
export const WHOLE_HUB = '';

/** What flows through the whole hub: kept by the minute and by the hour. */
export const HUB_FLOW = ['received', 'delivered', 'fetched', 'receipted', 'refused'] as const;

/** What is kept of each unit, by the hour. */
export const UNIT_FLOW = [...HUB_FLOW, 'duplicates', 'polled'] as const;

/** What a unit sends. Refused input does not count: what it names as its sender may be anything. */
export const SENT = ['received', 'duplicates'] as const;

/** What a unit does with its inbox. */
export const CALLED = ['fetched', 'receipted', 'polled'] as const;

/** What shows that a unit is there. */
export const SENT_OR_CALLED = [...SENT, ...CALLED] as const;
