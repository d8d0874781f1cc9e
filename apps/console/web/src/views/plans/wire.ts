import type { PlanView } from '#domain/plan/sight/view.js';
import type { OpsPlanDto } from '../../../../src/dto/plan.dto.js';
import type { Json } from '../../api/wire.js';

/** A plan as operations see it, as it comes over the wire. */
export type Plan = Json<PlanView>;

/** A plan in a list. */
export type PlanRow = Json<OpsPlanDto>;
