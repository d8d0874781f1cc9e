import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type {
  AppControllerRoute,
  AppViewRoute,
  BullBoardQueues,
  IServerAdapter,
  UIConfig,
} from '@bull-board/api/typings/app';

/** One thing of the board: a page, a script, a list of jobs. */
export interface BoardAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const CONTENT_TYPES: Readonly<Record<string, string | undefined>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': JSON_TYPE,
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** A file of the board: names without dots at their beginning, so that no path leads out of its folder. */
const FILE = /^\/static((?:\/[\w-][\w.-]*)+)$/;

interface Route {
  readonly path: RegExp;
  readonly handle: AppControllerRoute['handler'];
}

/**
 * What Bull Board is served by: only what is asked for by GET is there, so that nothing can be changed by it whoever asks. Its page
 * is written without what comes from elsewhere and without styles in its text, so that it gets along with a strict policy.
 */
export class BoardServer implements IServerAdapter {
  private queues: BullBoardQueues = new Map();
  private uiConfig: UIConfig = {};
  private views = '';
  private files = '';
  private entry: { readonly paths: readonly RegExp[]; readonly route: AppViewRoute } | undefined;
  private routes: readonly Route[] = [];
  private onError: (error: Error) => { status?: number; body: unknown } = () => ({ status: 500, body: {} });

  /** @param basePath where the board is to be found, without a slash at the end */
  constructor(private readonly basePath: string) {}

  setQueues(queues: BullBoardQueues): this {
    this.queues = queues;
    return this;
  }

  setViewsPath(folder: string): this {
    this.views = folder;
    return this;
  }

  setStaticPath(_route: string, folder: string): this {
    this.files = folder;
    return this;
  }

  setUIConfig(config: UIConfig): this {
    this.uiConfig = config;
    return this;
  }

  setErrorHandler(handler: (error: Error) => { status?: number; body: unknown }): this {
    this.onError = handler;
    return this;
  }

  setEntryRoute(route: AppViewRoute): this {
    this.entry = { paths: [route.route].flat().map(patternOf), route };
    return this;
  }

  setApiRoutes(routes: AppControllerRoute[]): this {
    this.routes = routes
      .filter(({ method }) => [method].flat().includes('get'))
      .flatMap(({ route, handler }) => [route].flat().map((path) => ({ path: patternOf(path), handle: handler })));
    return this;
  }

  /** @param url path and query, below the path of the board */
  async get(url: string): Promise<BoardAnswer> {
    const { pathname, searchParams } = new URL(url, 'http://board');
    const path = pathname.slice(this.basePath.length);
    const [, file] = FILE.exec(path) ?? [];
    if (file !== undefined) return this.file(file);
    if (this.entry?.paths.some((pattern) => pattern.test(path)) === true) return this.page(this.entry.route);
    for (const { path: pattern, handle } of this.routes) {
      const match = pattern.exec(path);
      if (match !== null) return this.call(handle, match.groups ?? {}, Object.fromEntries(searchParams));
    }
    return { status: 404, contentType: JSON_TYPE, body: '{}' };
  }

  private async call(
    handle: AppControllerRoute['handler'],
    groups: Record<string, string>,
    query: Record<string, string>,
  ): Promise<BoardAnswer> {
    const params = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decoded(value)]));
    const request = { queues: this.queues, uiConfig: this.uiConfig, params, query, body: {}, headers: {} };
    const { status, body } = await Promise.resolve()
      .then(() => handle(request))
      .catch((error: unknown) => this.onError(error instanceof Error ? error : new Error('unknown')));
    return { status: status ?? 200, contentType: JSON_TYPE, body: JSON.stringify(body) };
  }

  private async page({ handler }: AppViewRoute): Promise<BoardAnswer> {
    const { name, params } = handler({ basePath: this.basePath, uiConfig: this.uiConfig });
    const values = new Map(Object.entries(params));
    const body = (await readFile(join(this.views, name), 'utf8'))
      .replace(/<link [^>]*href="https:[^>]*>/g, '')
      .replace(/<style>[^<]*<\/style>/g, '')
      .replace(/ style="[^"]*"/g, '')
      // `<%= x %>` is escaped; `<%- x %>` is JSON that its maker has escaped already.
      .replace(/<%([=-])\s*(\w+)\s*%>/g, (_all, sign: string, key: string) => {
        const value = String(values.get(key) ?? '');
        return sign === '=' ? escaped(value) : value;
      });
    return { status: 200, contentType: 'text/html; charset=utf-8', body };
  }

  private async file(path: string): Promise<BoardAnswer> {
    const contentType = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
    try {
      return { status: 200, contentType, body: await readFile(join(this.files, path)) };
    } catch {
      return { status: 404, contentType: JSON_TYPE, body: '{}' };
    }
  }
}

/** `/queue/:queueName` becomes a pattern with groups of those names; `/` is also the board's own address. */
function patternOf(route: string): RegExp {
  const path = route.replace(/:(\w+)/g, '(?<$1>[^/]+)').replace(/\/$/, '');
  return new RegExp(`^${path}/?$`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}
