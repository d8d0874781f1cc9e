import type { ConfigReader } from '../config-reader.js';

/** Organisation number and serial; the serial is capital letters and digits. */
const HSA_ID = /^SE\d{10}-[A-Z0-9]{1,19}$/;

/** Reads an HSA-id out of a configuration file. */
export function readHsaId(entry: ConfigReader): string {
  return entry.textLike(HSA_ID, 'an HSA-id: SE, ten digits, a hyphen, capital letters and digits');
}

/** Whether a text is an HSA-id, and not the name of a unit. */
export function isHsaId(text: string): boolean {
  return HSA_ID.test(text);
}
