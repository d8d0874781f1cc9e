import type { Both } from '../both.js';
import type { Directory } from '../directory/directory.js';

/**
 * What the system that something came from is called: a client by its name in the directory, everything else by its id.
 * @param source `http:<client>` or `mllp:<source>`
 */
export function systemName({ clients }: Pick<Directory, 'clients'>, source: string): Both {
  const at = source.indexOf(':');
  const [way, id] = [source.slice(0, at), source.slice(at + 1)];
  if (way === 'mllp') return { sv: `MLLP-källan ${id}`, en: `the MLLP source ${id}` };
  const name = way === 'http' ? (clients.get(id)?.name ?? id) : source;
  return { sv: name, en: name };
}
