/** The page's own address without what the issuer's outcome left there: where the sign-in leads back to. */
export function wantedAddress(): string {
  const parameters = new URLSearchParams(location.search);
  parameters.delete('sign-in');
  const query = parameters.toString();
  return query === '' ? location.pathname : `${location.pathname}?${query}`;
}
