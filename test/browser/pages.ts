// Our own pages in a real browser: opened one by one, each in a window that fails the test for whatever it asks for, says or throws.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where pictures are left, to be looked at. */
export const PICTURES = join(__dirname, '../../node_modules/.cache/ha-secrets-lint-pages');

export class Pages {
  readonly #folder = mkdtempSync(join(tmpdir(), 'hsl-pages-'));
  #browser: Browser | undefined;

  /** Writes the pages, by name, and starts the browser. */
  async start(pages: Readonly<Record<string, string>>): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    for (const [name, page] of Object.entries(pages)) writeFileSync(join(this.#folder, `${name}.html`), page);
    const executablePath = execFileSync(process.execPath, [join(__dirname, 'chromium.mjs')], { encoding: 'utf8' });
    // root, as in most containers, has no sandbox to run it in; only our own pages are opened
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    this.#browser = await chromium.launch({ executablePath, args });
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A window for a page, and its address; nothing is opened yet. */
  async window(
    name: string,
    options: BrowserContextOptions = {},
  ): Promise<{ readonly page: Page; readonly url: string }> {
    if (this.#browser === undefined) throw new Error('the browser was not started');
    const context = await this.#browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    return { page: await context.newPage(), url: pathToFileURL(join(this.#folder, `${name}.html`)).href };
  }

  async with(name: string, work: (page: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
    const { page, url } = await this.window(name, options);
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
      await page.context().close();
    }
  }
}
