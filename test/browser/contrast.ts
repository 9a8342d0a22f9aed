// Whether what a page shows can be read, by the measure of WCAG 2.
import type { Page } from 'playwright-core';

/** Relative luminance as WCAG 2 defines it. */
export function brightness(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Texts whose contrast with what is behind them is below 4.5 : 1. */
export async function poorContrast(page: Page): Promise<string[]> {
  const texts = (await page.evaluate(`
    [...document.querySelectorAll('body *')].slice(0, 500)
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
      .filter((element) => element.checkVisibility() && !['SCRIPT', 'OPTION'].includes(element.tagName))
      .map((element) => {
        let back = element;
        while (back.parentElement && getComputedStyle(back).backgroundColor === 'rgba(0, 0, 0, 0)') back = back.parentElement;
        return [element.textContent.slice(0, 40), getComputedStyle(element).color, getComputedStyle(back).backgroundColor];
      })
  `)) as [string, string, string][];
  expect(texts.length).toBeGreaterThan(5);
  return texts
    .filter(([, front, back]) => {
      const [light = 0, dark = 0] = [brightness(front), brightness(back)].sort((a, b) => b - a);
      return (light + 0.05) / (dark + 0.05) < 4.5;
    })
    .map((text) => text.join(' | '));
}
