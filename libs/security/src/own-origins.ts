/** Where a connection arrived. */
export interface ArrivedAt {
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
}

/**
 * What the hub is called from outside: the public URL, and where the connection arrived, without a slash at the end. Never what
 * the Host header says, which anybody may write.
 */
export function ownAddresses(publicUrl: string | undefined, { localAddress, localPort }: ArrivedAt): string[] {
  const addresses = publicUrl === undefined ? [] : [publicUrl.replace(/\/+$/, '')];
  if (localAddress === undefined || localPort === undefined) return addresses;
  const address = localAddress.replace(/^::ffff:/, '');
  const isLoopback = address === '::1' || address.startsWith('127.');
  const names = isLoopback ? ['127.0.0.1', 'localhost', '[::1]'] : [address.includes(':') ? `[${address}]` : address];
  return [...addresses, ...names.map((name) => `http://${name}:${String(localPort)}`)];
}

/** The part of a request that tells which page made it. */
export interface PageRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket?: ArrivedAt | undefined;
}

/**
 * Whether a page of the hub made the request, as the browser says and no page can change. A browser that does not say so by
 * `Sec-Fetch-Site` names the page's origin; a request that says neither did not come from a page.
 */
export function isFromOwnPage({ headers, socket }: PageRequest, publicUrl: string | undefined): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = headers['origin'];
  if (typeof origin !== 'string' || URL.parse(origin) === null) return false;
  return ownAddresses(publicUrl, socket ?? {}).some((own) => URL.parse(own)?.origin === origin);
}

/** Whether the browser says that another site's page made the request, be it only for reading: it has nothing to read here. */
export function isFromElsewhere({ headers }: PageRequest): boolean {
  const site = headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}

/** Whether a browser keeps a `Secure` cookie of a hub at this address: over https, or on the machine itself. */
export function keepsCookies(publicUrl: string | undefined, isLoopback: boolean): boolean {
  const url = publicUrl === undefined ? undefined : URL.parse(publicUrl);
  if (url === undefined || url === null) return isLoopback;
  return url.protocol === 'https:' || isLoopbackName(url.hostname);
}

/** Whether a host's name is of this machine whatever the network says. */
export function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
