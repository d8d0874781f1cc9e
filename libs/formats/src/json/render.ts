import type { RenderedMessage, RenderOptions } from '../rendering.js';

/** The message as `application/json`: the model itself. */
export function renderJson(message: RenderedMessage, _options: RenderOptions): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(message));
}
