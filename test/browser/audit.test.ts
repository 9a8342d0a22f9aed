// The audit's page in a real browser: read in both themes and on a phone, without a request and without a script.
// Leaves pictures in node_modules/.cache/ha-secrets-lint-pages, to be looked at.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { audit } from '../../src/commands/audit/audit';
import type { AuditReport } from '../../src/reporters/audit/audit-report';
import { auditHtml } from '../../src/reporters/audit/html';
import { display } from '../../src/reporters/display';
import { HOUSE, hostileAudit } from '../audit/house';
import { TODAY } from '../audit/run-example';
import { HOSTILE_NAMES } from '../reporters/hostile';
import { CONTEXT } from '../reporters/report';
import { withRepo } from '../support/repo';
import { brightness, poorContrast } from './contrast';

const PICTURES = join(__dirname, '../../node_modules/.cache/ha-secrets-lint-pages');
const NAMES = ['house', 'fine', 'hostile'] as const;

let browser: Browser;
let folder: string;
const reports = new Map<string, AuditReport>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hsl-pages-'));
  mkdirSync(PICTURES, { recursive: true });
  await withRepo(async (repo) => {
    repo.write(HOUSE);
    reports.set('house', await audit({ cwd: repo.dir, today: TODAY, host: false }));
  });
  await withRepo(async (repo) => {
    repo.write({ 'configuration.yaml': 'homeassistant:\nhttp:\n  login_attempts_threshold: 5\n' });
    reports.set('fine', await audit({ cwd: repo.dir, today: TODAY, host: false }));
  });
  reports.set('hostile', hostileAudit(HOSTILE_NAMES));
  for (const [name, report] of reports)
    writeFileSync(join(folder, `${name}.html`), auditHtml(report, { ...CONTEXT, quiet: false }));
  const executablePath = execFileSync(process.execPath, [join(__dirname, 'chromium.mjs')], { encoding: 'utf8' });
  // root, as in most containers, has no sandbox to run it in; only our own page is opened
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser = await chromium.launch({ executablePath, args });
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a page; whatever it asks for, says or throws is a failure. */
async function withPage(
  name: string,
  work: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  const url = pathToFileURL(join(folder, `${name}.html`)).href;
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (request.url().split('#', 1)[0] !== url) complaints.push(`asks for ${request.url()}`);
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  try {
    await page.goto(url);
    await work(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

const openAll = (page: Page): Promise<unknown> =>
  page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test.each(NAMES)('%s', async (name) => {
    await withPage(
      name,
      async (page) => {
        await page.screenshot({ path: join(PICTURES, `audit-${name}-${colorScheme}.png`), fullPage: true });
        await openAll(page);
        expect(await poorContrast(page)).toEqual([]);
        const back = await page.evaluate('getComputedStyle(document.body).backgroundColor');
        expect(brightness(String(back)) > 0.5).toBe(colorScheme === 'light');
      },
      { colorScheme },
    );
  });
});

test('what fails is open, the rest is a click away, and a point leads to its part', async () => {
  await withPage('house', async (page) => {
    const report = reports.get('house');
    const count = (verdict: string): number => report?.rows.filter((row) => row.verdict === verdict).length ?? 0;
    const seen = (verdict: string): Promise<number> => page.locator(`[data-verdict="${verdict}"]:visible`).count();
    expect([await seen('fail'), await seen('warn'), await seen('unknown')]).toEqual([count('fail'), count('warn'), 0]);
    expect(count('fail')).toBeGreaterThan(5);
    await page.locator('summary', { hasText: 'cannot be told' }).first().click();
    expect(await seen('unknown')).toBeGreaterThan(0);
    await page.locator('.points a').last().click();
    expect(page.url()).toMatch(/#[a-z]+$/);
    expect(await page.locator('.finding strong').first().textContent()).toBe('What to do:');
  });
});

test.each(NAMES)('%s fits a phone', async (name) => {
  await withPage(
    name,
    async (page) => {
      await openAll(page);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      await page.screenshot({ path: join(PICTURES, `audit-${name}-phone.png`), fullPage: true });
    },
    { viewport: { width: 390, height: 800 } },
  );
});

test('names of a repository are text and nothing else; only guides are linked', async () => {
  await withPage('hostile', async (page) => {
    const facts = (await page.evaluate(`({
      scripts: document.scripts.length,
      foreign: document.querySelectorAll('img, iframe, object, embed, link, base, form').length,
      handlers: [...document.querySelectorAll('*')].filter((one) => one.getAttributeNames().some((name) => name.startsWith('on'))).length,
      links: [...document.querySelectorAll('a')].map((one) => one.getAttribute('href')).filter((href) => !/^(?:#|https:)/.test(href)),
    })`)) as Record<string, unknown>;
    expect(facts).toEqual({ scripts: 0, foreign: 0, handlers: 0, links: [] });
    await openAll(page);
    const places = await page.locator('.places').first().locator('li').allTextContents();
    expect(places).toEqual(HOSTILE_NAMES.map((name, index) => display(name) + (index === 0 ? '' : `:${index}`)));
  });
});
