import { describe, expect, it } from '@jest/globals';
import { KnownPaths } from './known-paths.js';

const paths = new KnownPaths();
paths.add('/v1/messages', 'POST');
paths.add('/fhir/Task/:id', ['GET', 'HEAD']);
paths.add('/fhir/Task/:id', 'PUT');
paths.add('/docs/*', 'GET');

describe('the methods of a path', () => {
  it.each([
    ['/v1/messages', ['POST']],
    ['/v1/messages/', ['POST']],
    ['/fhir/Task/0198f0c4', ['GET', 'HEAD', 'PUT']],
    ['/v1/messages/1', []],
    ['/fhir/Task', []],
    ['/docs/x', []],
    ['/', []],
  ])('%s', (path, methods) => {
    expect(paths.methodsOf(path)).toEqual(methods);
  });
});
