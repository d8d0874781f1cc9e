import type { AlertChannel } from '#domain/operations/alert-rules.js';
import type { AlertAddress } from './alert-ports.js';

/** A channel as it may be shown: a webhook's path may hold a secret, and an address is somebody's. */
export function addressOf(channel: AlertChannel): AlertAddress {
  return { channel: channel.id, transport: channel.transport, shown: shownAs(channel) };
}

function shownAs(channel: AlertChannel): string {
  switch (channel.transport) {
    case 'webhook':
      return URL.parse(channel.url)?.host ?? '?';
    case 'email':
      return channel.addresses.map(masked).join(', ');
  }
}

/** `drift@region.example` becomes `d…@region.example`. */
function masked(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, 1)}…${address.slice(at)}`;
}
