// The HTML report in a real browser: what is read, searched and followed; with 0, 3 and 3,000 findings, in both themes.
// Leaves pictures of all of them in node_modules/.cache/ha-secrets-lint-pages, to be looked at.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { display } from '../../src/reporters/display';
import { REPORTERS } from '../../src/reporters/more';
import { HOSTILE_NAMES, hostileReport } from '../reporters/hostile';
import { CONTEXT, historyReport, homeReport, manyFiles, reportOf, VALUES } from '../reporters/report';
import { brightness, poorContrast } from './contrast';
import { Pages, PICTURES } from './pages';

const THEMES = ['light', 'dark'] as const;
const PAGES = { none: 0, three: 3, home: 8, hostile: 2 * HOSTILE_NAMES.length, history: 3, many: 3_000 } as const;
const NAMES = Object.keys(PAGES) as (keyof typeof PAGES)[];

const pages = new Pages();

beforeAll(async () => {
  const reports = {
    none: await reportOf({ 'configuration.yaml': 'mqtt:\n  password: !secret broker\n' }),
    three: await reportOf(manyFiles(3)),
    home: await homeReport(),
    hostile: await hostileReport(),
    history: await historyReport(),
    many: await reportOf(manyFiles(3_000)),
  };
  await pages.start(Object.fromEntries(NAMES.map((name) => [name, REPORTERS.html(reports[name], CONTEXT)])));
});

afterAll(() => pages.stop());

const shown = (page: Page): Promise<number> => page.locator('.finding:visible').count();

describe.each(THEMES)('in the %s theme', (colorScheme) => {
  test.each(NAMES)('%s', async (name) => {
    await pages.with(
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
  await pages.with('many', async (page) => {
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
  await pages.with('many', async (page) => {
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
  await pages.with('many', async (page) => {
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
  await pages.with(
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
  await pages.with(
    name,
    async (page) => {
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      if (name !== 'many') await page.screenshot({ path: join(PICTURES, `${name}-phone.png`), fullPage: true });
    },
    { viewport: { width: 390, height: 800 } },
  );
});

test('names and keys of a repository are text and nothing else', async () => {
  await pages.with('hostile', async (page) => {
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
  // the browser says what it refuses
  const { page, url } = await pages.window('home');
  await page.goto(url);
  const ran = await page.evaluate(`new Promise((done) => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    const image = new Image();
    image.onload = () => done('loaded');
    image.onerror = () => done(window.ran === true ? 'ran' : 'refused');
    image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
  })`);
  await page.context().close();
  expect(ran).toBe('refused');
});

test('no value is anywhere in the document', async () => {
  await pages.with('home', async (page) => {
    const whole = await page.content();
    for (const value of Object.values(VALUES)) expect(whole).not.toContain(value.slice(-8));
  });
});
