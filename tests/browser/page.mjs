// Opens finished pages in Chromium and holds them to what a reader needs: no message, no request, no sideways scroll,
// filters, search, keys and links that work, no violation that axe-core knows, marks that survive printing.
// node page.mjs CHROMIUM PAGE...   (run.sh finds both)
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { chromium } from "playwright-core";

const [executablePath, ...pages] = process.argv.slice(2);
const axe = fs.readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const WIDTHS = [1280, 768, 360];
// Sides that a page may take on A4. Those of our own stories are what they take now and one more.
const SIDES = { two: 4, three: 6, spicer: 6 };
// The smallest type of a statement on paper.
const LEAST_TYPE = 8;

let failures = 0;
function checker(name) {
  return (what, holds, detail = "") => {
    if (holds) return;
    failures += 1;
    console.log(`FAILED ${name}: ${what} ${detail}`);
  };
}

// axe-core over a part of the page; it asks for nothing (preload), so that the page's own policy holds throughout.
async function violations(page, part) {
  const result = await page.evaluate((part) => axe.run(part ?? document, {
    preload: false, resultTypes: ["violations"],
  }), part);
  return { judged: result.passes.length, found: result.violations.map((one) => `${one.id}: ${one.nodes[0].html}`) };
}

// What a PDF draws with, uncompressed.
function streams(pdf) {
  let text = "";
  for (let at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 7)) {
    try {
      text += zlib.inflateSync(pdf.subarray(at + 7, pdf.indexOf("endstream", at)), {
        finishFlush: zlib.constants.Z_SYNC_FLUSH,
      }).toString("latin1");
    } catch {
      // A font or a stream that is not compressed.
    }
  }
  return text;
}

const visible = (page) => page.evaluate(() =>
  [...document.querySelectorAll("tr[id]")].filter((row) => row.offsetParent)
    .map((row) => ({ ...row.dataset, text: row.textContent.toLowerCase() })));
const shown = (page) => page.evaluate(() => document.getElementById("group").open);
const blur = (page) => page.evaluate(() => document.activeElement.blur());

async function filters(page, check) {
  const all = (await visible(page)).length;
  const reset = async () => {
    await page.click("button[type=reset]");
    await page.waitForFunction((all) =>
      [...document.querySelectorAll("tr[id]")].filter((row) => row.offsetParent).length === all, all)
      .catch(() => check("show all", false));
  };
  for (const name of ["status", "kind", "outlet", "speaker"]) {
    const values = await page.$$eval(`[name=${name}] option`, (options) => options.map((option) => option.value));
    const value = values.at(-1);
    await page.selectOption(`[name=${name}]`, value);
    const rows = await visible(page);
    const right = rows.every((row) => row[name].split(" ").includes(value));
    check(`filter by ${name}`, values.length > 1 && rows.length < all && right, `${rows.length} rows for ${value}`);
    check(`${name}: the count of rows`, (await page.textContent("#found")).startsWith(`${rows.length} row`) || name === "speaker");
    await reset();
  }
  const word = await page.evaluate(() => document.querySelector("tr[id] .words").textContent.trim().split(/\s+/)[1]);
  await blur(page);
  await page.keyboard.press("/");
  await page.keyboard.type(word);
  const hits = await visible(page);
  check("search", hits.length > 0 && hits.length < all && hits.every((row) => row.text.includes(word.toLowerCase())), word);
  await reset();
}

async function rows(page, check) {
  await blur(page);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  check("keys open a row", await shown(page));
  const [sides, reports] = await page.evaluate(() =>
    ["#group .sides > div", "article"].map((one) => document.querySelectorAll(one).length));
  check("a row has a side for each report", sides === reports, `${sides} of ${reports}`);
  const inside = await violations(page, "#group");
  check("axe in a row", inside.found.length === 0, inside.found.join("; "));
  await page.keyboard.press("Escape");
  check("Esc closes it", !(await shown(page)));
  await page.locator("article .statement").first().click({ position: { x: 4, y: 4 } });
  check("a click on a statement opens its row", await shown(page));
}

async function paper(page, check, name) {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const print = await page.evaluate(() => {
    const points = (element) => parseFloat(getComputedStyle(element).fontSize) * 0.75;
    const statement = document.querySelector(".statement.divergent, .statement.shared");
    return {
      line: !statement || getComputedStyle(statement).textDecorationLine === "underline",
      ground: getComputedStyle(document.body).backgroundColor,
      type: Math.min(...[...document.querySelectorAll("p, li, td, th, .words")]
        .filter((element) => element.getClientRects().length).map(points)),
      mark: Boolean(document.querySelector("mark")),
    };
  });
  check("paper is white, statements are underlined", print.line && print.ground === "rgb(255, 255, 255)", JSON.stringify(print));
  check("type on paper", print.type >= LEAST_TYPE, `${print.type} pt`);
  for (const format of ["A4", "Letter"]) {
    // Without backgrounds, as browsers print when nobody asks for more.
    const pdf = await page.pdf({ format, printBackground: false });
    const sides = (pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g) || []).length;
    if (format === "A4") console.log(`${name}: ${sides} A4 sides`);
    check(`sides of ${format}`, sides <= (SIDES[name] ?? Infinity), sides);
    // #ffdf9e, the ground of a mark.
    check(`${format} keeps the marks`, !print.mark || /1 \.8745\d* \.6196\d* rg/.test(streams(pdf)));
  }
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
for (const file of pages) {
  const started = Date.now();
  const name = path.basename(file, ".html");
  const check = checker(name);
  const url = "file://" + path.resolve(file);
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  page.on("request", (request) => { if (request.url().split("#")[0] !== url) said.push("request " + request.url()); });

  await page.goto(url);
  check("the style applies", await page.evaluate(() => getComputedStyle(document.querySelector("table")).borderCollapse === "collapse"));
  const scripted = await page.evaluate(() => Boolean(document.querySelector("script")));
  check("the script runs", scripted === await page.evaluate(() => document.documentElement.classList.contains("scripted")));
  await page.evaluate(axe);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(`sideways scroll at ${width}`, over <= 0, over);
  }
  // Narrow in light and wide in dark: every colour and both layouts of the tables.
  for (const [width, colorScheme] of [[360, "light"], [1280, "dark"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const { judged, found } = await violations(page);
    check("axe-core found something to judge", judged > 10, judged);
    check(`axe ${colorScheme} ${width}`, found.length === 0, found.join("; "));
  }
  if (scripted) {
    await filters(page, check);
    await rows(page, check);
    await page.goto("about:blank");
    await page.goto(url + "#g2");
    const title = await page.evaluate(() => document.querySelector("#group h2")?.textContent || "");
    check("a link opens its row", title.startsWith("g2,"), title);
    await page.keyboard.press("Escape");
  }
  await paper(page, check, name);
  check("nothing said, nothing asked for", said.length === 0, said.join(" | "));
  await page.close();
  console.log(`${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

// Without script every word stands, and nothing that would do nothing is shown.
const still = await browser.newContext({ javaScriptEnabled: false });
const page = await still.newPage();
await page.goto("file://" + path.resolve(pages.at(-1)));
const check = checker("without script");
check("rows", await page.locator("td .words").first().isVisible());
check("no filters", !(await page.locator("#filter").isVisible()));
await browser.close();
console.log(failures ? `${failures} failures` : `${pages.length} pages hold`);
process.exit(failures ? 1 : 0);
