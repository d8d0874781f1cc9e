import { createRequire } from 'node:module';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

import { messageJsonSchema } from '#formats/schema/json-schema.js';
import { messageXsd } from '#formats/schema/message-xsd.js';

/**
 * Judges that are not ours: libxml2 for XML Schema, and the JSON Schema validator that the HTTP server brings along. Each
 * gives what is wrong with a document, undefined when it is valid.
 */
export type Judge<T> = (document: T) => string | undefined;

export function xsdJudge(xsd = messageXsd()): Judge<Uint8Array | string> {
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(xsd));
  return (text) => {
    const document = XmlDocument.fromString(typeof text === 'string' ? text : new TextDecoder().decode(text));
    try {
      validator.validate(document);
      return undefined;
    } catch (error) {
      return String(error);
    } finally {
      document.dispose();
    }
  };
}

interface Ajv {
  compile(schema: unknown): { (value: unknown): boolean; errors?: unknown };
}

export function jsonSchemaJudge(schema: unknown = messageJsonSchema()): Judge<unknown> {
  const ours = createRequire(import.meta.url);
  const fastify = createRequire(ours.resolve('fastify'));
  const compiler = createRequire(fastify.resolve('@fastify/ajv-compiler'));
  const { Ajv2020 } = compiler('ajv/dist/2020.js') as { Ajv2020: new (options: object) => Ajv };
  const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);
  return (value) => (validate(value) ? undefined : JSON.stringify(validate.errors));
}
