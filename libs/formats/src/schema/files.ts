import { messageJsonSchema } from './json-schema.js';
import { messageXsd } from './message-xsd.js';

/** One schema as a document of its own. */
export interface SchemaFile {
  readonly name: string;
  readonly contentType: string;
  /** One sentence on what it describes. */
  readonly description: string;
  readonly text: () => string;
}

/** Every schema that the hub serves and that lies in `config/schema/`. */
export const SCHEMA_FILES: readonly SchemaFile[] = [
  {
    name: 'message.xsd',
    contentType: 'application/xml; charset=utf-8',
    description: 'XML Schema 1.0 of messages as application/xml',
    text: messageXsd,
  },
  {
    name: 'message.schema.json',
    contentType: 'application/schema+json; charset=utf-8',
    description: 'JSON Schema 2020-12 of messages as application/json',
    text: () => `${JSON.stringify(messageJsonSchema(), null, 2)}\n`,
  },
];
