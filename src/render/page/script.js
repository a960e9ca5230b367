
"use strict";
(() => {
  const rows = [...document.querySelectorAll("tr[data-row]")];
  const statements = [...document.querySelectorAll(".statement")];
  const form = document.getElementById("filter");
  const dialog = document.getElementById("group");
  const found = document.getElementById("found");
  const facets = ["status", "kind", "outlet", "speaker"];
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));
  let current = -1;

  document.documentElement.classList.add("scripted");
  if (form && rows.length) form.hidden = false;

  // Filters: a row or statement stays when it has every value that is asked for.
  const has = (element, name, value) => !value || (element.dataset[name] || "").split(" ").includes(value);
  const wanted = () => {
    const data = new FormData(form);
    return Object.fromEntries(facets.map((name) => [name, data.get(name) || ""]));
  };
  function filter() {
    const values = wanted();
    const words = fold(new FormData(form).get("search") || "").split(/\s+/).filter(Boolean);
    const kept = new Set();
    for (const row of rows) {
      const keep = facets.every((name) => has(row, name, values[name]))
        && words.every((word) => texts.get(row).includes(word));
      row.classList.toggle("hidden", !keep);
      if (keep) kept.add(row.dataset.row);
    }
    const asked = words.length > 0 || facets.some((name) => values[name]);
    for (const statement of statements) {
      const keep = statement.dataset.group.split(" ").some((group) => kept.has(group));
      statement.classList.toggle("dim", asked && !keep);
    }
    for (const table of document.querySelectorAll("table")) {
      const own = rows.filter((row) => table.contains(row));
      if (!own.length) continue;
      const empty = own.every((row) => row.classList.contains("hidden"));
      table.classList.toggle("hidden", empty);
      let note = table.nextElementSibling;
      if (!note || !note.classList.contains("nothing")) {
        note = document.createElement("p");
        note.className = "nothing hidden";
        note.textContent = "No row here matches the filter.";
        table.after(note);
      }
      note.classList.toggle("hidden", !empty);
    }
    found.textContent = kept.size === 1 ? "1 row" : kept.size + " rows";
    current = -1;
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));

  // One group side by side. Everything is cloned from the page; no text is read as markup.
  const make = (name, text, className) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const bare = (node) => {
    const copy = node.cloneNode(true);
    copy.removeAttribute("id");
    for (const inner of copy.querySelectorAll("[id]")) inner.removeAttribute("id");
    return copy;
  };
  function side(article, group) {
    const column = make("div");
    column.append(make("h3", article.querySelector("h3").textContent));
    const own = [...article.querySelectorAll(".statement")]
      .filter((statement) => statement.dataset.group.split(" ").includes(group));
    for (const paragraph of new Set(own.map((statement) => statement.closest("p")))) {
      const copy = bare(paragraph);
      for (const statement of copy.querySelectorAll(".statement")) {
        const here = statement.dataset.group.split(" ").includes(group);
        statement.classList.toggle("here", here);
        statement.classList.remove("dim");
        if (!here) statement.classList.remove("divergent", "shared", "unique");
      }
      column.append(copy);
    }
    if (!own.length) column.append(make("p", "not found", "faint"));
    return column;
  }
  function show(group) {
    const row = document.getElementById(group);
    if (!row || !dialog) return;
    const bar = make("div", "", "bar");
    const title = make("h2", group + ", " + row.dataset.status);
    title.id = "group-title";
    const close = make("button", "Close");
    close.type = "button";
    close.addEventListener("click", () => dialog.close());
    bar.append(title, close);
    const about = make("p");
    for (const node of row.cells[0].childNodes) about.append(node.cloneNode(true));
    const first = about.querySelector(".group");
    if (first) first.remove();
    if (about.firstChild && about.firstChild.nodeName === "BR") about.firstChild.remove();
    const sides = make("div", "", "sides");
    const articles = [...document.querySelectorAll("article")];
    if (articles.length) {
      sides.append(...articles.map((article) => side(article, group)));
    } else {
      for (const cell of [...row.cells].slice(1)) {
        const column = make("div");
        column.append(make("h3", cell.dataset.label));
        for (const node of cell.childNodes) column.append(node.cloneNode(true));
        sides.append(column);
      }
    }
    dialog.replaceChildren(bar, about, sides);
    if (!dialog.open) dialog.showModal();
    close.focus();
    if (location.hash !== "#" + group) history.replaceState(null, "", "#" + group);
  }
  function opened() {
    const group = location.hash.slice(1);
    if (/^g\d+$/.test(group)) show(group);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) {
      const group = link.hash.slice(1);
      if (link.classList.contains("group") && document.getElementById(group)) {
        event.preventDefault();
        show(group);
      } else if (dialog.open) {
        dialog.close();
      }
      return;
    }
    if (String(getSelection())) return;
    const statement = event.target.closest(".statement");
    const words = event.target.closest(".words");
    if (statement) show(statement.dataset.group.split(" ")[0]);
    else if (words && words.closest("tr").dataset.row) show(words.closest("tr").dataset.row);
    else if (event.target === dialog) dialog.close();
  });
  window.addEventListener("hashchange", opened);

  // Keys.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "/" && !dialog.open) {
      event.preventDefault();
      form.elements.search.focus();
    } else if ((event.key === "j" || event.key === "k") && !dialog.open) {
      const seen = rows.filter((row) => row.id && !row.classList.contains("hidden"));
      if (!seen.length) return;
      current = (current + (event.key === "j" ? 1 : -1) + seen.length) % seen.length;
      for (const row of rows) row.classList.toggle("current", row === seen[current]);
      seen[current].querySelector("a").focus({ preventScroll: true });
      seen[current].scrollIntoView({ block: "center" });
    }
  });
  opened();
})();
