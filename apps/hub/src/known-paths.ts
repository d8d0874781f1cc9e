interface Route {
  readonly method: string;
  /** Segments of its path; undefined for one that is a parameter. */
  readonly segments: readonly (string | undefined)[];
}

/** The paths that the server knows and the methods of each, so that a wrong method is not taken for a path that is not there. */
export class KnownPaths {
  private readonly routes: Route[] = [];

  /** @param url with parameters as `:name`; one with a wildcard is left out. */
  add(url: string, method: string | readonly string[]): void {
    if (url.includes('*')) return;
    const segments = segmentsOf(url).map((segment) => (segment.startsWith(':') ? undefined : segment));
    for (const one of [method].flat()) this.routes.push({ method: one, segments });
  }

  /** The methods that an address without its parameters has; none when there is no such path. */
  methodsOf(path: string): string[] {
    const wanted = segmentsOf(path);
    const found = this.routes.filter(
      ({ segments }) =>
        segments.length === wanted.length &&
        segments.every((segment, at) => segment === undefined || segment === wanted[at]),
    );
    return [...new Set(found.map(({ method }) => method))];
  }
}

/** A slash at the end makes no other path. */
function segmentsOf(path: string): string[] {
  return path.replace(/\/$/, '').split('/');
}
