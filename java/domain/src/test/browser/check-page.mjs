// Opens a page in headless Chromium, in each width and colour scheme, and prints what is wrong with
// it as JSON: an array of sentences.
//
//   node check-page.mjs CHROMIUM PAGE [SCREENSHOT-PREFIX]

import { pathToFileURL } from 'node:url';
import { checkAccessibility, checkLook, launch, LOOKS, open } from './visit.mjs';

const [chromium, file, prefix] = process.argv.slice(2);
const address = pathToFileURL(file).href;
const problems = [];

const browser = await launch(chromium);
for (const look of LOOKS) {
  const complain = (problem) => problems.push(`${look.name}: ${problem}`);
  const page = await open(browser, address, look, (url) => url === address, complain);
  if (prefix) await page.screenshot({ path: `${prefix}-${look.width}-${look.scheme}.png` });

  const shape = await page.evaluate(() => ({
    foreign: [...document.querySelectorAll('script,img,iframe,object,embed,link,form,base')].map(
      (element) => element.outerHTML.slice(0, 80),
    ),
    headings: document.querySelectorAll('h1').length,
    pictures: [...document.querySelectorAll('svg[role=img]')].filter(
      (svg) => svg.getBoundingClientRect().height > 0,
    ).length,
    checks: document.querySelectorAll('details > summary').length,
  }));
  for (const element of shape.foreign) complain(`has ${element}`);
  if (shape.headings !== 1) complain(`${shape.headings} first headings`);
  // A phone has the chain of trust as a list only, a wide window its picture too.
  const pictures = look.width < 736 ? 1 : 2;
  if (shape.pictures !== pictures) complain(`${shape.pictures} pictures are shown, not ${pictures}`);
  if (shape.checks < 20) complain(`only ${shape.checks} checks`);
  await checkLook(page, look, complain);

  // The keyboard opens a closed check.
  const opened = await page.evaluate(() => {
    const closed = document.querySelector('details:not([open]) > summary');
    if (closed) closed.focus();
    return closed ? closed.parentElement.id : null;
  });
  if (opened) {
    await page.keyboard.press('Enter');
    if (!(await page.evaluate((id) => document.getElementById(id).open, opened))) {
      complain(`Enter does not open ${opened}`);
    }
  }

  await checkAccessibility(page, complain);
  await page.close();
}
await browser.close();
console.log(JSON.stringify(problems, null, 1));
