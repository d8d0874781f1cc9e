/** Namespace of the hub's own XML: messages and answers. */
export const XML_NAMESPACE = 'urn:hemgang:message:1';

/** Namespace of a page of an inbox. */
export const INBOX_NAMESPACE = 'urn:hemgang:inbox:1';

/** Namespace of RFC 9457's XML, kept from the RFC before it. */
export const PROBLEM_NAMESPACE = 'urn:ietf:rfc:7807';

/** Namespace of attributes that speak of the schema, not of the message. */
export const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';
