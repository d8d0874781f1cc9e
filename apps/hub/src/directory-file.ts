import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { DirectoryFile } from '#flows/directory-ports.js';
import type { DirectoryText, DirectoryWrite } from '#flows/directory-ports.js';
import type { ConfigurationHolder, ConfigurationResult } from '#flows/configuration-holder.js';
import { loadDirectory } from '#flows/load-configuration.js';
import { hideHashes, restoreHashes, withEntry, withoutHashes } from '#settings/directory-text.js';
import type { HiddenText } from '#settings/directory-text.js';
import { replaceFile } from '#settings/replace-file.js';
import type { Settings } from '#settings/settings.js';
import { parseYaml, readText } from '#settings/yaml-file.js';

/** The directory's file on disk, of which no hash of a secret is shown to anybody. */
export class DiskDirectoryFile extends DirectoryFile {
  override readonly name: string;
  override readonly isEditable: boolean;
  private readonly path: string;
  private before: { readonly of: string; readonly text: string } | undefined;
  private seen: SeenFile | undefined;

  /** @param reload reads the file and puts it in force; gives what is wrong with it. */
  constructor(
    settings: Pick<Settings, 'directory' | 'directoryEditable'>,
    private readonly holder: ConfigurationHolder,
    private readonly reload: () => Promise<readonly string[]>,
  ) {
    super();
    this.path = settings.directory;
    this.name = basename(settings.directory);
    this.isEditable = settings.directoryEditable;
  }

  override async read(): Promise<DirectoryText> {
    const { shown, etag, loaded } = await this.look();
    return { text: shown.text, etag, loaded };
  }

  override async check(text: string): Promise<ConfigurationResult> {
    const { shown } = await this.look();
    return this.load(restoreHashes(text, shown.hidden));
  }

  override async write(text: string, etag: string): Promise<DirectoryWrite> {
    const before = await this.look();
    if (before.etag !== etag) return { kind: 'changed' };
    const next = restoreHashes(text, before.shown.hidden);
    await replaceFile(this.path, next);
    const written = etagOf(next);
    this.before = { of: written, text: before.written };
    return { kind: 'written', etag: written };
  }

  override async putBack(etag: string): Promise<void> {
    const { before } = this;
    // Whoever lost the database lost the lock too: somebody else may have written in the meantime.
    if (before?.of !== etag || (await this.look()).etag !== etag) return;
    await replaceFile(this.path, before.text);
  }

  override putInForce(): Promise<readonly string[]> {
    return this.reload();
  }

  override async withClient(entry: Readonly<Record<string, unknown>>): Promise<{ yaml: string; text: string }> {
    const { shown } = await this.look();
    return withEntry(shown.text, 'clients', entry);
  }

  /** The file as it is; parsed once for each of its states, since a large one takes its time. */
  private async look(): Promise<SeenFile> {
    const read = await readText(this.path);
    if (!read.ok) throw new Error(read.problems.join('\n'));
    const etag = etagOf(read.text);
    if (this.seen?.etag !== etag) {
      this.seen = { etag, written: read.text, shown: hideHashes(read.text), loaded: this.load(read.text) };
    }
    return this.seen;
  }

  private load(text: string): ConfigurationResult {
    const parsed = parseYaml(this.name, text);
    const loaded = parsed.ok ? loadDirectory(parsed.file, this.holder.asRead.profiles) : parsed;
    return loaded.ok ? loaded : { ok: false, problems: loaded.problems.map(withoutHashes) };
  }
}

/** One state of the file. */
interface SeenFile {
  readonly etag: string;
  readonly written: string;
  readonly shown: HiddenText;
  readonly loaded: ConfigurationResult;
}

function etagOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
