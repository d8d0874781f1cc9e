import type { RequestEntry } from './entry.js';

/** What the token endpoint answers, in the words of RFC 6749: `{ "error": code, "error_description": ... }`. */
export const TOKEN_CODES = {
  invalid_request: {
    status: 400,
    en: 'The token request is not whole or not well formed',
    sv: 'Begäran om biljett är ofullständig eller felaktig',
    mend: {
      en: 'Send grant_type=client_credentials as a form, and the client id with its secret or signed assertion once',
      sv: 'Skicka grant_type=client_credentials som formulär, och klientens id med hemlighet eller signerat intyg en gång',
    },
  },
  unsupported_grant_type: {
    status: 400,
    en: 'The only grant type is client_credentials',
    sv: 'Den enda grant_type som finns är client_credentials',
    mend: { en: 'Send grant_type=client_credentials', sv: 'Skicka grant_type=client_credentials' },
  },
  invalid_client: {
    status: 401,
    en: 'The client did not show who it is',
    sv: 'Klienten har inte visat vem den är',
    mend: {
      en: 'Check the client id, its secret, or the key, audience and times of its signed assertion',
      sv: 'Kontrollera klientens id och hemlighet, eller det signerade intygets nyckel, mottagare och tider',
    },
  },
  temporarily_unavailable: {
    status: 429,
    en: 'The client has failed too often',
    sv: 'Klienten har misslyckats för många gånger',
    mend: {
      en: 'Wait for the time in Retry-After, and mend the secret or the key meanwhile',
      sv: 'Vänta den tid som står i Retry-After, och rätta under tiden hemligheten eller nyckeln',
    },
  },
} as const satisfies Record<string, RequestEntry>;

export type TokenCode = keyof typeof TOKEN_CODES;
