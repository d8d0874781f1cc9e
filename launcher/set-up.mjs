import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildWhatChanged, isBuilt } from './build.mjs';
import { installAll, isInstalled } from './install.mjs';
import { places } from './places.mjs';
import { fileTrouble, say } from './trouble.mjs';

/** Installs and builds what is missing or has changed. Gives the Node to run the hub on. */
export async function setUp() {
  if (!isReady()) {
    await takeTurn();
    try {
      if (!isInstalled()) await installAll();
      if (!isBuilt()) await buildWhatChanged();
    } finally {
      rmSync(places.busy, { force: true });
    }
  }
  return places.node;
}

function isReady() {
  return isInstalled() && isBuilt();
}

async function takeTurn() {
  let told = false;
  for (;;) {
    try {
      mkdirSync(dirname(places.busy), { recursive: true });
      writeFileSync(places.busy, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw fileTrouble(error, dirname(places.busy));
    }
    const holder = Number(readIfThere(places.busy));
    if (!isAlive(holder)) {
      rmSync(places.busy, { force: true });
      continue;
    }
    if (!told) say(`another call is at its set-up (process ${holder}); waiting for it`);
    told = true;
    await pause(200);
  }
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
