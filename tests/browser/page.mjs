// Opens finished pages in Chromium and holds them to what a reader needs: no message, no request, no sideways scroll,
// filters, search, keys and links that work, no violation that axe-core knows, marks that survive printing.
// node page.mjs CHROMIUM AXE PAGE...   (run.sh finds all three)
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

const [executablePath, axePath, ...pages] = process.argv.slice(2);
const axe = fs.readFileSync(axePath, "utf8");
const profile = fs.mkdtempSync(path.join(os.tmpdir(), "profile-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath,
  headless: true,
  bypassCSP: true, // for axe only: a second context below loads the page under its own policy
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});
let failures = 0;
const check = (page, what, holds, detail = "") => {
  if (holds) return;
  failures += 1;
  console.log(`FAILED ${page}: ${what} ${detail}`);
};

for (const file of pages) {
  const name = path.basename(file);
  const url = "file://" + path.resolve(file);
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  page.on("request", (request) => { if (request.url().split("#")[0] !== url) said.push("request " + request.url()); });

  for (const scheme of ["light", "dark"]) {
    for (const width of [360, 768, 1280]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(url);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(name, `sideways scroll at ${width}`, over <= 0, over);
      await page.evaluate(axe);
      const result = await page.evaluate(() => axe.run(document));
      check(name, "axe-core found nothing to judge", result.passes.length > 10);
      for (const violation of result.violations) {
        check(name, `axe ${scheme} ${width}: ${violation.id}`, false, violation.nodes[0].html);
      }
    }
  }

  const scripted = await page.evaluate(() => document.documentElement.classList.contains("scripted"));
  if (scripted) {
    const visible = () => page.evaluate(() =>
      [...document.querySelectorAll("tr[id]")].filter((row) => row.offsetParent).map((row) => row.dataset.status));
    const all = (await visible()).length;
    await page.selectOption("[name=status]", "unique");
    const unique = await visible();
    check(name, "filter by status", unique.length > 0 && unique.every((status) => status === "unique"), unique);
    await page.click("button[type=reset]");
    await page.waitForTimeout(50);
    check(name, "show all", (await visible()).length === all);
    await page.selectOption("[name=outlet]", "r1");
    const outlet = await page.evaluate(() => [...document.querySelectorAll("tr[id]")]
      .filter((row) => row.offsetParent).every((row) => row.dataset.outlet.split(" ").includes("r1")));
    check(name, "filter by outlet", outlet);
    await page.click("button[type=reset]");
    const word = await page.evaluate(() => document.querySelector("tr[id] .words").textContent.trim().split(/\s+/)[1]);
    await page.keyboard.press("Tab");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("/");
    await page.keyboard.type(word);
    const hits = await page.evaluate((wanted) => [...document.querySelectorAll("tr[id]")]
      .filter((row) => row.offsetParent).every((row) => row.textContent.toLowerCase().includes(wanted.toLowerCase())), word);
    check(name, "search", hits && (await visible()).length > 0, word);
    await page.click("button[type=reset]");
    await page.waitForTimeout(50);

    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    check(name, "keys open a row", await page.evaluate(() => document.getElementById("group").open));
    const sides = await page.evaluate(() => document.querySelectorAll("#group .sides > div").length);
    const reports = await page.evaluate(() => document.querySelectorAll("article").length);
    check(name, "a row has a side for each report", sides === reports, `${sides} of ${reports}`);
    await page.evaluate(axe);
    const inside = await page.evaluate(() => axe.run("#group"));
    for (const violation of inside.violations) check(name, `axe in the row: ${violation.id}`, false);
    await page.keyboard.press("Escape");
    check(name, "Esc closes it", await page.evaluate(() => !document.getElementById("group").open));
    await page.locator("article .statement").first().click({ position: { x: 4, y: 4 } });
    check(name, "a click on a statement opens its row", await page.evaluate(() => document.getElementById("group").open));
    await page.goto("about:blank");
    await page.goto(url + "#g2");
    const title = await page.evaluate(() => document.querySelector("#group h2")?.textContent || "");
    check(name, "a link opens its row", title.startsWith("g2,"), title);
  }

  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.goto("about:blank");
  await page.goto(url);
  const print = await page.evaluate(() => {
    const mark = document.querySelector("mark");
    const statement = document.querySelector(".statement.divergent, .statement.shared");
    return {
      mark: !mark || getComputedStyle(mark).borderBottomStyle === "solid",
      line: !statement || getComputedStyle(statement).textDecorationLine === "underline",
      ground: getComputedStyle(document.body).backgroundColor,
    };
  });
  check(name, "print keeps the marks on white", print.mark && print.line && print.ground === "rgb(255, 255, 255)",
    JSON.stringify(print));
  const pdf = (await page.pdf({ format: "A4", printBackground: true })).toString("latin1");
  const counted = (pdf.match(/\/Type\s*\/Page[^s]/g) || []).length;
  console.log(`${name}: ${counted} A4 sides`);
  if (name.startsWith("spicer")) check(name, "at most six A4 sides", counted <= 6, counted);
  check(name, "nothing said, nothing asked for", said.length === 0, said.join(" | "));
  await page.close();
}
await context.close();

// Under its own policy: the script runs (its hash is right), the style applies, and nothing is refused.
const own = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
for (const file of pages) {
  const page = await own.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await page.goto("file://" + path.resolve(file));
  const state = await page.evaluate(() => ({
    scripted: document.documentElement.classList.contains("scripted"),
    wanted: Boolean(document.querySelector("script")),
    styled: getComputedStyle(document.querySelector("table")).borderCollapse === "collapse",
  }));
  check(path.basename(file), "runs under its own policy", state.styled && state.scripted === state.wanted && !said.length,
    JSON.stringify(state) + said.join(" | "));
}
await own.close();
fs.rmSync(profile, { recursive: true, force: true });
console.log(failures ? `${failures} failures` : `${pages.length} pages hold`);
process.exit(failures ? 1 : 0);
