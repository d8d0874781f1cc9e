import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, null>;
}

interface Service {
  image?: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
}

const compose: Compose = parse(readFileSync('docker-compose.yml', 'utf8'));
const dockerfile = readFileSync('Dockerfile', 'utf8').split('\n');

describe('docker-compose.yml', () => {
  it('runs PostgreSQL 18, a Redis that neither evicts nor forgets, and the hub', () => {
    expect(compose.services['postgres']?.image).toBe('postgres:18');
    expect(compose.services['valkey']?.command?.join(' ')).toMatch(/--maxmemory-policy noeviction .*--appendonly yes/);
    expect(Object.keys(compose.services).sort()).toEqual(['hub', 'postgres', 'valkey']);
  });

  it('starts the hub when the others are healthy, and every condition has its health check', () => {
    for (const [name, { condition }] of Object.entries(compose.services['hub']?.depends_on ?? {})) {
      expect(condition).toBe('service_healthy');
      expect(compose.services[name]?.healthcheck?.test.length).toBeGreaterThan(0);
    }
    expect(Object.keys(compose.services['hub']?.depends_on ?? {})).toHaveLength(2);
  });

  it('names services that exist in its addresses, declares every volume and opens ports on loopback alone', () => {
    const { environment = {}, ports = [] } = compose.services['hub'] ?? {};
    for (const name of ['DATABASE_URL', 'REDIS_URL']) {
      const host = environment[name]?.replace(/\$\{[^}]*\}/, 'x') ?? '';
      expect(Object.keys(compose.services)).toContain(new URL(host).hostname);
    }
    const used = Object.values(compose.services).flatMap((service) => service.volumes ?? []);
    expect(used.map((volume) => volume.split(':')[0]).sort()).toEqual(Object.keys(compose.volumes).sort());
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('holds no password', () => {
    expect(compose.services['postgres']?.environment?.['POSTGRES_PASSWORD']).toMatch(/^\$\{.*:\?/);
  });
});

describe('the Dockerfile', () => {
  it('builds in one stage and runs in another, on Node 24, as somebody else than root', () => {
    expect(dockerfile.filter((line) => line.startsWith('FROM node:24-'))).toHaveLength(2);
    const user = dockerfile.indexOf('USER node');
    expect(user).toBeGreaterThan(dockerfile.lastIndexOf('FROM node:24-bookworm-slim'));
    expect(dockerfile.findIndex((line) => line.startsWith('ENTRYPOINT'))).toBeGreaterThan(user);
  });
});
