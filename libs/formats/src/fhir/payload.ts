import { PAYLOAD_FIELD } from './names.js';
import type { Home } from './home.js';

/** A free text is what the Communication says; which field it is stands beside it. */
export const payload: Home = {
  type: 'text',
  write: (draft, value, name) => {
    const known: readonly unknown[] = Array.isArray(draft.communication['payload'])
      ? draft.communication['payload']
      : [];
    const named = { extension: [{ url: PAYLOAD_FIELD, valueCode: name }], contentString: value };
    draft.communication['payload'] = [...known, named];
    return true;
  },
  read: ({ communication }, path, note, name) => {
    const found = communication
      .items('payload')
      .find((one) => one.extension(PAYLOAD_FIELD)?.text('valueCode') === name);
    note(path, (found ?? communication.first('payload')).child('contentString').path);
    return found?.text('contentString');
  },
};
