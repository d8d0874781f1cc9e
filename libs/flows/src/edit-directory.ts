import type { Both } from '#domain/both.js';
import { changesBetween } from '#domain/directory/directory-changes.js';
import type { Directory } from '#domain/directory/directory.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import type { DirectoryEdits, DirectoryFile, DirectoryText } from './directory-ports.js';
import type { Clock } from './ports.js';

/** Lines that the audit keeps of one edit. */
const MOST_NOTED = 100;

/** What a text would bring about. */
export interface DirectoryCheck {
  /** `file:line: place: reason`. */
  readonly problems: readonly string[];
  /** What would be different from the file; empty while there are problems. */
  readonly changes: readonly Both[];
}

/** `changed`: the file is not the one that the text was made from; `file-rules`: nobody may change it from here. */
export type DirectorySave =
  | { readonly kind: 'saved'; readonly etag: string; readonly changes: readonly Both[] }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }
  | { readonly kind: 'changed' }
  | { readonly kind: 'file-rules' };

/** Lets operations see the directory's file, try changes of it and, where the settings allow it, make them. */
export class EditDirectory {
  constructor(
    private readonly file: DirectoryFile,
    private readonly edits: DirectoryEdits,
    private readonly holder: ConfigurationHolder,
    private readonly clock: Clock,
    private readonly newId: () => string,
  ) {}

  /** The file as people may see it, and whether it may be changed from here. */
  async view(): Promise<DirectoryText & Pick<DirectoryFile, 'name' | 'isEditable'>> {
    const { name, isEditable } = this.file;
    return { ...(await this.file.read()), name, isEditable };
  }

  async check(text: string): Promise<DirectoryCheck> {
    const checked = await this.file.check(text);
    if (!checked.ok) return { problems: checked.problems, changes: [] };
    return {
      problems: [],
      changes: changesBetween(this.before(await this.file.read()), checked.configuration.directory),
    };
  }

  /**
   * Puts a text in the file's place and in force. When it returns `saved`, this process decides by it and the audit says who
   * changed what.
   * @throws StorageUnavailable when the edit cannot be noted; the file is then as it was.
   */
  async save(text: string, etag: string, actor: string): Promise<DirectorySave> {
    if (!this.file.isEditable) return { kind: 'file-rules' };
    const checked = await this.file.check(text);
    if (!checked.ok) return { kind: 'wrong', problems: checked.problems };
    const changes = changesBetween(this.before(await this.file.read()), checked.configuration.directory);
    const noted = changes.slice(0, MOST_NOTED).map(({ en }) => en);
    const edit = { id: this.newId(), actor, at: await this.clock.now(), changes: noted };
    let written: string | undefined;
    const write = async () => {
      const result = await this.file.write(text, etag);
      if (result.kind === 'written') written = result.etag;
      return result.kind === 'written';
    };
    const undo = async () => {
      if (written !== undefined) await this.file.putBack(written);
    };
    if (!(await this.edits.record(edit, write, undo)) || written === undefined) return { kind: 'changed' };
    const problems = await this.file.putInForce();
    return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'saved', etag: written, changes };
  }

  /** What the file says, or what is in force while the file is wrong. */
  private before({ loaded }: DirectoryText): Directory {
    return loaded.ok ? loaded.configuration.directory : this.holder.asRead.directory;
  }
}
