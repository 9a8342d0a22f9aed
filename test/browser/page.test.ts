// The HTML report in a real browser: what is read, searched and followed; with 0, 3 and 3,000 findings, in both themes.
// Leaves pictures of all of them in node_modules/.cache/ha-secrets-lint-pages, to be looked at.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { display } from '../../src/reporters/display';
import { REPORTERS } from '../../src/reporters/more';
import { HOSTILE_NAMES, hostileReport } from '../reporters/hostile';
import { CONTEXT, historyReport, homeReport, manyFiles, reportOf, VALUES } from '../reporters/report';
import { brightness, poorContrast } from './contrast';

const PICTURES = join(__dirname, '../../node_modules/.cache/ha-secrets-lint-pages');
const THEMES = ['light', 'dark'] as const;
const PAGES = { none: 0, three: 3, home: 8, hostile: 2 * HOSTILE_NAMES.length, history: 3, many: 3_000 } as const;
const NAMES = Object.keys(PAGES) as (keyof typeof PAGES)[];

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hsl-pages-'));
  mkdirSync(PICTURES, { recursive: true });
  const reports = {
    none: await reportOf({ 'configuration.yaml': 'mqtt:\n  password: !secret broker\n' }),
    three: await reportOf(manyFiles(3)),
    home: await homeReport(),
    hostile: await hostileReport(),
    history: await historyReport(),
    many: await reportOf(manyFiles(3_000)),
  };
  for (const name of NAMES) writeFileSync(join(folder, `${name}.html`), REPORTERS.html(reports[name], CONTEXT));
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
  name: keyof typeof PAGES,
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
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  try {
    await page.goto(url);
    await work(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

const shown = (page: Page): Promise<number> => page.locator('.finding:visible').count();

describe.each(THEMES)('in the %s theme', (colorScheme) => {
  test.each(NAMES)('%s', async (name) => {
    await withPage(
      name,
      async (page) => {
        expect(await shown(page)).toBe(PAGES[name]);
        expect(await page.title()).toMatch(/^ha-secrets-lint: (?:No findings|[\d,]+ errors?)/);
        const many = name === 'many';
        await page.screenshot({ path: join(PICTURES, `${name}-${colorScheme}.png`), fullPage: !many });
        expect(await poorContrast(page)).toEqual([]);
        const back = await page.evaluate('getComputedStyle(document.body).backgroundColor');
        expect(brightness(String(back)) > 0.5).toBe(colorScheme === 'light');
      },
      { colorScheme },
    );
  });
});

test('search and filters show what fits, and say how many', async () => {
  await withPage('many', async (page) => {
    const said = page.locator('#shown');
    expect(await said.textContent()).toBe('3,000 shown');
    await page.keyboard.press('/');
    await page.keyboard.type('ROOM_0075 password');
    await page.locator('#shown', { hasText: ' of ' }).waitFor();
    const findings = page.locator('.finding:visible');
    const count = await findings.count();
    expect(count).toBeGreaterThan(5);
    expect(count).toBeLessThan(26);
    expect(await said.textContent()).toBe(`${count} of 3,000 shown`);
    expect(await page.locator('.file:visible').count()).toBe(1);
    await page.selectOption('#rule', 'url-credentials');
    for (const one of await findings.all()) expect(await one.textContent()).toContain('url-credentials');
    await page.fill('#query', 'no such thing');
    await page.locator('#nothing').waitFor();
    expect(await shown(page)).toBe(0);
    await page.locator('#query').press('Escape');
    expect(await said.textContent()).toBe('3,000 shown');
    await page.selectOption('#level', 'warning');
    for (const one of await findings.all()) expect(await one.locator('.badge').textContent()).toBe('warning');
  });
});

test('a place in the list of a rule leads to its finding, also where a filter hid it', async () => {
  await withPage('many', async (page) => {
    await page.locator('.rules summary').first().click();
    await page.fill('#query', 'no such thing');
    await page.locator('#nothing').waitFor();
    const link = page.locator('.places a').nth(700);
    const id = (await link.getAttribute('href')) ?? '';
    await link.click();
    await page.waitForTimeout(300);
    const box = await page.locator(id).boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect(box?.y).toBeLessThan(900);
  });
});

test('three thousand findings are there at once, and a search does not stutter', async () => {
  await withPage('many', async (page) => {
    const timing = (await page.evaluate(`(() => {
      const [{ domContentLoadedEventEnd }] = performance.getEntriesByType('navigation');
      const query = document.getElementById('query');
      const level = document.getElementById('level');
      query.value = 'camera';
      const started = performance.now();
      level.dispatchEvent(new Event('change'));
      return { loaded: domContentLoadedEventEnd, search: performance.now() - started };
    })()`)) as { loaded: number; search: number };
    expect(timing.loaded).toBeLessThan(5_000);
    expect(timing.search).toBeLessThan(1_000);
  });
});

test('everything can be read without scripts', async () => {
  await withPage(
    'home',
    async (page) => {
      expect(await shown(page)).toBe(8);
      expect(await page.locator('#bar').isVisible()).toBe(false);
      await page.locator('.rules summary').first().click();
      expect(await page.locator('.places:visible').count()).toBe(1);
    },
    { javaScriptEnabled: false },
  );
});

test.each(NAMES)('%s fits a phone', async (name) => {
  await withPage(
    name,
    async (page) => {
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      if (name !== 'many') await page.screenshot({ path: join(PICTURES, `${name}-phone.png`), fullPage: true });
    },
    { viewport: { width: 390, height: 800 } },
  );
});

test('names and keys of a repository are text and nothing else', async () => {
  await withPage('hostile', async (page) => {
    const facts = (await page.evaluate(`({
      scripts: document.scripts.length,
      foreign: document.querySelectorAll('img, iframe, object, embed, link, base, form, a[href]:not([href^="#"])').length,
      handlers: [...document.querySelectorAll('*')].filter((one) => one.getAttributeNames().some((name) => name.startsWith('on'))).length,
      styled: document.querySelectorAll('[style]').length,
    })`)) as Record<string, number>;
    expect(facts).toEqual({ scripts: 1, foreign: 0, handlers: 0, styled: 0 });
    const titles = await page.locator('.file > h3 > span:first-child').allTextContents();
    expect(titles).toEqual(HOSTILE_NAMES.map((name) => display(name)));
  });
});

test('what would run or load anything else is refused by the page itself', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, 'home.html')).href);
  const ran = await page.evaluate(`new Promise((done) => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    const image = new Image();
    image.onload = () => done('loaded');
    image.onerror = () => done(window.ran === true ? 'ran' : 'refused');
    image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
  })`);
  await context.close();
  expect(ran).toBe('refused');
});

test('no value is anywhere in the document', async () => {
  await withPage('home', async (page) => {
    const whole = await page.content();
    for (const value of Object.values(VALUES)) expect(whole).not.toContain(value.slice(-8));
  });
});
