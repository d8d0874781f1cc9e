import { createHash } from 'node:crypto';
import { PAPER_STYLE } from './style.js';

const DIGEST = createHash('sha256').update(PAPER_STYLE).digest('base64');

/** A paper may use its own style and nothing else: no script, no picture, no address outside, no frame around it. */
export const PAPER_POLICY = `default-src 'none'; style-src 'sha256-${DIGEST}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
