// The audit's page in a real browser: read in both themes and on a phone, without a request and without a script.
// Leaves pictures in node_modules/.cache/ha-secrets-lint-pages, to be looked at.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
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
import { Pages, PICTURES } from './pages';

const NAMES = ['house', 'fine', 'hostile'] as const;

const pages = new Pages();
const reports = new Map<string, AuditReport>();

beforeAll(async () => {
  await withRepo(async (repo) => {
    repo.write(HOUSE);
    reports.set('house', await audit({ cwd: repo.dir, today: TODAY, host: false }));
  });
  await withRepo(async (repo) => {
    repo.write({ 'configuration.yaml': 'homeassistant:\nhttp:\n  login_attempts_threshold: 5\n' });
    reports.set('fine', await audit({ cwd: repo.dir, today: TODAY, host: false }));
  });
  reports.set('hostile', hostileAudit(HOSTILE_NAMES));
  await pages.start(
    Object.fromEntries([...reports].map(([name, report]) => [name, auditHtml(report, { ...CONTEXT, quiet: false })])),
  );
});

afterAll(() => pages.stop());

const openAll = (page: Page): Promise<unknown> =>
  page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test.each(NAMES)('%s', async (name) => {
    await pages.with(
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
  await pages.with('house', async (page) => {
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
  await pages.with(
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
  await pages.with('hostile', async (page) => {
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
