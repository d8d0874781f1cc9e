/** A JSON answer; specs look into it freely. */
type LooseJson = ReturnType<typeof JSON.parse>;

export interface ConsoleAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: LooseJson;
}

/** What a call sends besides what the browser itself sends; undefined takes a header away. */
export interface ConsoleCall {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** A browser on the console: it keeps cookies, says which page makes a call, and its page shows the CSRF token. */
export class ConsoleUser {
  readonly cookies = new Map<string, string>();
  /** Every `Set-Cookie` that came. */
  readonly set: string[] = [];
  csrf: string | undefined;

  constructor(readonly base: string) {}

  get(path: string, call: ConsoleCall = {}): Promise<ConsoleAnswer> {
    return this.call('GET', path, call);
  }

  post(path: string, body?: unknown, call: ConsoleCall = {}): Promise<ConsoleAnswer> {
    return this.call('POST', path, { body, ...call });
  }

  async call(method: string, path: string, { body, headers = {} }: ConsoleCall = {}): Promise<ConsoleAnswer> {
    const isSafe = method === 'GET';
    const all: Record<string, string | undefined> = {
      'sec-fetch-site': 'same-origin',
      cookie: this.cookie,
      ...(isSafe ? {} : { 'x-hemgang-csrf': this.csrf, origin: this.base }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const answer = await fetch(new URL(path, this.base), {
      method,
      redirect: 'manual',
      headers: Object.fromEntries(sent),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.keep(answer.headers.getSetCookie());
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : undefined };
  }

  async signIn(name: string, password: string): Promise<ConsoleAnswer> {
    return this.known(await this.post('/console/session', { name, password }));
  }

  async changePassword(current: string, next: string): Promise<ConsoleAnswer> {
    return this.known(await this.post('/console/session/password', { current, next }));
  }

  signOut(): Promise<ConsoleAnswer> {
    return this.call('DELETE', '/console/session');
  }

  /** What a browser sends as `Cookie`. */
  get cookie(): string | undefined {
    return this.cookies.size === 0
      ? undefined
      : [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private known(answer: ConsoleAnswer): ConsoleAnswer {
    if (answer.body?.csrf) this.csrf = answer.body.csrf;
    return answer;
  }

  private keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      this.set.push(cookie);
      const [pair = '', ...attributes] = cookie.split('; ');
      const at = pair.indexOf('=');
      if (attributes.includes('Max-Age=0')) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }
}
