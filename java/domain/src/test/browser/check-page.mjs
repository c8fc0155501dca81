// Opens a page in headless Chromium, in each width and colour scheme, and prints what is wrong with
// it as JSON: an array of sentences.
//
//   node check-page.mjs CHROMIUM PAGE [SCREENSHOT-PREFIX]

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const [chromium, file, prefix] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const address = pathToFileURL(file).href;
const problems = [];

const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const width of [360, 1280]) {
  for (const scheme of ['light', 'dark']) {
    const where = `${width} px, ${scheme}`;
    const page = await browser.newPage();
    page.on('request', (request) => {
      if (request.url() !== address) problems.push(`${where}: asks for ${request.url()}`);
    });
    page.on('console', (message) => problems.push(`${where}: console says ${message.text()}`));
    page.on('pageerror', (error) => problems.push(`${where}: error ${error.message}`));
    page.on('dialog', (dialog) => {
      problems.push(`${where}: a dialog says ${dialog.message()}`);
      dialog.dismiss();
    });
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(address);
    if (prefix) await page.screenshot({ path: `${prefix}-${width}-${scheme}.png` });

    const shape = await page.evaluate(() => ({
      foreign: [...document.querySelectorAll('script,img,iframe,object,embed,link,form,base')].map(
        (element) => element.outerHTML.slice(0, 80),
      ),
      headings: document.querySelectorAll('h1').length,
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      pictures: [...document.querySelectorAll('svg[role=img]')].filter(
        (svg) => svg.getBoundingClientRect().height > 0,
      ).length,
      background: getComputedStyle(document.body).backgroundColor,
      checks: document.querySelectorAll('details > summary').length,
    }));
    for (const element of shape.foreign) problems.push(`${where}: has ${element}`);
    if (shape.headings !== 1) problems.push(`${where}: ${shape.headings} first headings`);
    if (shape.overflow > 0) problems.push(`${where}: wider than the window by ${shape.overflow} px`);
    // A phone has the chain of trust as a list only, a wide window its picture too.
    const pictures = width < 736 ? 1 : 2;
    if (shape.pictures !== pictures) {
      problems.push(`${where}: ${shape.pictures} pictures are shown, not ${pictures}`);
    }
    if (shape.checks < 20) problems.push(`${where}: only ${shape.checks} checks`);
    const isDark = Number(shape.background.match(/\d+/)[0]) < 128;
    if (isDark !== (scheme === 'dark')) problems.push(`${where}: background ${shape.background}`);

    // The keyboard opens a closed check.
    const opened = await page.evaluate(() => {
      const closed = document.querySelector('details:not([open]) > summary');
      if (closed) closed.focus();
      return closed ? closed.parentElement.id : null;
    });
    if (opened) {
      await page.keyboard.press('Enter');
      if (!(await page.evaluate((id) => document.getElementById(id).open, opened))) {
        problems.push(`${where}: Enter does not open ${opened}`);
      }
    }

    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document));
    for (const violation of violations) {
      problems.push(`${where}: axe ${violation.id}: ${violation.help}; ${violation.nodes[0].html}`);
    }
    await page.close();
  }
}
await browser.close();
console.log(JSON.stringify(problems, null, 1));
