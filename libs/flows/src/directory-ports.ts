import type { ConfigurationResult } from './configuration-holder.js';

/** The directory's file as people may see it. */
export interface DirectoryText {
  /** With a placeholder for each hash of a secret; placeholders stay the same as long as the hash does. */
  readonly text: string;
  /** Names this state of the file. */
  readonly etag: string;
  /** What it says, or why it is not in force. */
  readonly loaded: ConfigurationResult;
}

/** A file that was put in the place of another, for the case that nobody is to know of it. */
export type DirectoryWrite = { readonly kind: 'written'; readonly etag: string } | { readonly kind: 'changed' };

/** The file that the directory is read from. */
export abstract class DirectoryFile {
  /** Without its folder. */
  abstract readonly name: string;
  /** Whether the settings let operations change it; otherwise the file rules. */
  abstract readonly isEditable: boolean;
  /** @throws Error when the file cannot be read. */
  abstract read(): Promise<DirectoryText>;
  /** What a text would be as the directory; its placeholders stand for the hashes of the file. Problems repeat no secret. */
  abstract check(text: string): Promise<ConfigurationResult>;
  /** Puts a text in the file's place, whole or not at all; `changed` when the file is no longer the one that `etag` names. */
  abstract write(text: string, etag: string): Promise<DirectoryWrite>;
  /** Puts back what stood there before the `write` that gave this etag; a file that has been changed since stays. */
  abstract putBack(etag: string): Promise<void>;
  /** Reads the file and puts it in force in this process; gives what is wrong with it. */
  abstract putInForce(): Promise<readonly string[]>;
  /** An entry of the list of clients as YAML, and the whole file with it. */
  abstract withClient(entry: Readonly<Record<string, unknown>>): Promise<{ yaml: string; text: string }>;
}

/** One change of the directory's file, as the audit keeps it. */
export interface DirectoryEdit {
  readonly id: string;
  readonly actor: string;
  readonly at: Date;
  /** What is different, in English; no secrets. */
  readonly changes: readonly string[];
}

/** Changes of the directory's file, one at a time over all processes. */
export abstract class DirectoryEdits {
  /**
   * Notes the edit and calls `write` before that is committed, so that nothing is written without a line in the audit. False
   * when `write` says so: then nothing is noted. When the commit fails `undo` is called.
   * @throws StorageUnavailable
   */
  abstract record(edit: DirectoryEdit, write: () => Promise<boolean>, undo: () => Promise<void>): Promise<boolean>;
}
