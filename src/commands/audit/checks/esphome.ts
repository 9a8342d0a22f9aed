// ESPHome devices: who may control them, flash them, and open their pages. Packages are read as ESPHome merges them.
// Source: esphome 2026.10.0 components/{api,ota,esphome,web_server}; ESPHome's security best practices.
import type { Place } from '../../../reporters/audit/audit-report.js';
import { type AuditCheck, absent, counted, fail, type Outcome, pass, unknown } from '../check.js';
import { at, type Entry, itemsOf, textOf } from '../config-tree.js';
import { POINTS } from '../points.js';
import type { Device } from '../services.js';

/** Where it is open; undefined: it is not. `unsure`: a package that is not here may close it. */
type Judge = (device: Device) => { readonly at: Place; readonly unsure: boolean } | undefined;

/** One outcome for all devices: of those that are open for sure, else of those that may be. */
function judgeAll(devices: readonly Device[], judge: Judge, texts: { good: string; bad: string }): Outcome {
  if (devices.length === 0) return absent('no ESPHome device is here');
  const found = devices.flatMap((device) => judge(device) ?? []);
  const sure = found.filter(({ unsure }) => !unsure);
  if (sure.length > 0)
    return fail(`${sure.length} of ${counted(devices.length, 'device')}: ${texts.bad}`, ...eachOnce(sure));
  if (found.length > 0)
    return unknown(`of ${counted(found.length, 'device')} a package is not here that may say it`, ...eachOnce(found));
  return pass(`${counted(devices.length, 'device')}: ${texts.good}`);
}

/** Many devices may have it from one package. */
function eachOnce(found: readonly { readonly at: Place }[]): Place[] {
  return [...new Map(found.map(({ at: place }) => [`${place.file}:${place.line}`, place])).values()];
}

const isGiven = (entry: Entry | undefined): boolean =>
  entry !== undefined && !(entry.kind === 'scalar' && (entry.isNull || entry.text === ''));

const api: Judge = (device) => {
  const parts = device.parts('api');
  const [first] = parts;
  if (first === undefined || parts.some((part) => at(part, 'encryption') !== undefined)) return undefined;
  return { at: first.at, unsure: device.partial };
};

/** `platform: esphome` takes firmware over the network; before 2024.6 `ota:` was that itself. */
const ota: Judge = (device) => {
  const entries = device.parts('ota').flatMap((part) => (part.kind === 'scalar' ? [part] : itemsOf(part)));
  const ours = entries.filter((entry) => (textOf(at(entry, 'platform')) ?? 'esphome') === 'esphome');
  const [first] = ours;
  if (first === undefined || ours.some((entry) => isGiven(at(entry, 'password')))) return undefined;
  return { at: first.at, unsure: device.partial };
};

const web: Judge = (device) => {
  const parts = device.parts('web_server');
  const [first] = parts;
  if (first === undefined || parts.some((part) => isGiven(at(part, 'auth')))) return undefined;
  return { at: first.at, unsure: device.partial };
};

const HELP = 'https://esphome.io/guides/security_best_practices';
const NODE = 'esphome:\n  name: shed\n';
const example = (text: string) => ({ 'esphome/shed.yaml': NODE + text });

export const checks: readonly AuditCheck[] = [
  {
    id: 'esphome-api',
    point: POINTS.services,
    title: 'ESPHome devices encrypt what they say',
    why: 'Whoever is in the network controls a device whose API is not encrypted, and hears all that it says.',
    remedy: 'Add `encryption:` with `key: !secret …` under `api:`, a key of its own for each device.',
    help: HELP,
    judge: ({ devices }) => judgeAll(devices, api, { good: 'encrypted', bad: '`api:` without `encryption:`' }),
    examples: [
      { about: 'A key', verdict: 'pass', files: example('api:\n  encryption:\n    key: !secret shed_key\n') },
      {
        about: 'None',
        verdict: 'fail',
        files: example('logger:\napi:\n  reboot_timeout: 0s\n'),
        at: 'esphome/shed.yaml:4',
      },
      {
        about: 'A key in a package',
        verdict: 'pass',
        files: {
          ...example('api:\npackages:\n  base: !include\n    file: common/base.yaml\n    vars: {n: 1}\n'),
          'esphome/common/base.yaml': 'esphome:\n  friendly_name: x\napi:\n  encryption:\n    key: !secret shed_key\n',
        },
      },
      {
        about: 'A package that is elsewhere',
        verdict: 'unknown',
        files: example('api:\npackages:\n  vendor: github://vendor/firmware/base.yaml@main\n'),
      },
    ],
  },
  {
    id: 'esphome-ota',
    point: POINTS.services,
    title: 'ESPHome devices take new firmware only with a password',
    why: 'Whoever is in the network can put a program of their own on a device that asks for none.',
    remedy: 'Add `password: !secret …` to the `esphome` platform under `ota:`.',
    help: HELP,
    judge: ({ devices }) => judgeAll(devices, ota, { good: 'with a password', bad: '`ota:` without a password' }),
    examples: [
      {
        about: 'A password',
        verdict: 'pass',
        files: example('ota:\n  - platform: esphome\n    password: !secret shed_ota\n'),
      },
      { about: 'None', verdict: 'fail', files: example('ota:\n  - platform: esphome\n'), at: 'esphome/shed.yaml:4' },
      { about: 'None, as it was written before', verdict: 'fail', files: example('ota:\n'), at: 'esphome/shed.yaml:3' },
    ],
  },
  {
    id: 'esphome-web',
    point: POINTS.services,
    title: 'Pages of ESPHome devices ask for a login',
    why: 'The page switches all that the device switches, and takes new firmware.',
    remedy: 'Add `auth:` with a username and a password under `web_server:`, or take the page out.',
    help: HELP,
    judge: ({ devices }) =>
      judgeAll(devices, web, { good: 'no page without a login', bad: '`web_server:` without `auth:`' }),
    examples: [
      {
        about: 'A login',
        verdict: 'pass',
        files: example('web_server:\n  auth:\n    username: admin\n    password: !secret shed_page\n'),
      },
      { about: 'None', verdict: 'fail', files: example('web_server:\n  port: 80\n'), at: 'esphome/shed.yaml:3' },
    ],
  },
];
