import { isFields } from '#domain/object-check.js';
import { EXACT_TEXT } from './names.js';

/**
 * A place in a resource and what stands there, if anything. Goes wherever it is sent, also where nothing is: then its path
 * says where something should have been. Never throws.
 */
export class FhirNode {
  constructor(
    readonly value: unknown,
    /** Path by the keys of JSON, such as `Bundle.entry[2].resource.valueString`. */
    readonly path: string,
  ) {}

  get isPresent(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  child(key: string): FhirNode {
    const { value } = this;
    return new FhirNode(isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined, `${this.path}.${key}`);
  }

  /** What stands in a list; a single thing in its place counts as a list of one. */
  items(key: string): FhirNode[] {
    const { value, path } = this.child(key);
    if (Array.isArray(value)) {
      return value.map((item: unknown, index) => new FhirNode(item, `${path}[${String(index)}]`));
    }
    return value === undefined || value === null ? [] : [new FhirNode(value, path)];
  }

  /** The first of a list, or the place where it would stand. */
  first(key: string): FhirNode {
    return this.items(key)[0] ?? this.child(key).at(0);
  }

  private at(index: number): FhirNode {
    return new FhirNode(undefined, `${this.path}[${String(index)}]`);
  }

  /** The text under a key; undefined for everything else. */
  text(key: string): string | undefined {
    const { value } = this.child(key);
    return typeof value === 'string' ? value : undefined;
  }

  /** The text under a key as the sender's own format had it, where that is kept beside FHIR's form of it. */
  exactText(key: string): string | undefined {
    return this.child(`_${key}`).extension(EXACT_TEXT)?.text('valueString') ?? this.text(key);
  }

  /** The first extension of that URL. */
  extension(url: string): FhirNode | undefined {
    return this.items('extension').find((extension) => extension.text('url') === url);
  }

  extensions(url: string): FhirNode[] {
    return this.items('extension').filter((extension) => extension.text('url') === url);
  }
}
