import { Problem } from '#formats/json/problem.js';
import type { ShownSession } from '#security/console-sessions.js';
import type { SessionDto } from './dto/session.dto.js';

/** How one can sign in at this hub, and how a session is told to the page. */
export class SessionWays {
  constructor(
    private readonly parts: {
      readonly idleMinutes: number;
      /** Whether accounts of the hub's own can sign in. */
      readonly local: boolean;
      /** Text of the issuer's button; undefined without one. */
      readonly issuerName: string | undefined;
      /** Whether a browser keeps a safe cookie of this hub. */
      readonly keepsCookies: boolean;
    },
  ) {}

  get local(): boolean {
    return this.parts.local;
  }

  get keepsCookies(): boolean {
    return this.parts.keepsCookies;
  }

  tell(session: ShownSession | undefined): SessionDto {
    const { idleMinutes, local, issuerName } = this.parts;
    const user = session && {
      ...{ name: session.name, displayName: session.displayName, roles: [...session.roles], way: session.way },
    };
    return {
      signedIn: session !== undefined,
      user: user ?? null,
      csrf: session?.csrf ?? null,
      mustChangePassword: session?.mustChangePassword ?? false,
      idleSeconds: idleMinutes * 60,
      endsAt: session?.endsAt ?? null,
      ways: { local, oidc: issuerName === undefined ? null : { name: issuerName } },
    };
  }
}

/** @throws Problem (409) where no browser would keep the session: without https, and not on the machine itself. */
export function mustKeepCookies({ keepsCookies }: SessionWays): void {
  if (keepsCookies) return;
  const title =
    'Browsers keep the session only over https: put a proxy that ends TLS in front of the hub and set HEMGANG_PUBLIC_URL ' +
    'to its https address, or let the hub listen on loopback';
  throw new Problem(409, 'sign-in-unavailable', title);
}
