// Filters that combine, on the lists of actions and of recommendations. What is chosen is in the address
// (?progress=date-passed&committee=audit-committee), so that it can be kept, shared and gone back to.
// A small file says which parts of the list each row belongs to. The rows themselves come from the pages of the list.
// Words are looked for in the file that the list can be downloaded as; the rows found can be downloaded as well.
const STEP = 50; // rows on a page of the list, and rows shown at once

const tool = document.querySelector("[data-gt-filter]");
const form = tool.querySelector("form");
const choices = tool.querySelector(".gt-combine__choices");
const status = document.querySelector(".gt-found");
const results = document.querySelector("[data-gt-results]");
const all = document.querySelector("[data-gt-rows]");
const list = new URL(form.getAttribute("action"), location.href);
const isHere = list.pathname === location.pathname;
const thing = tool.dataset.gtThing;
const title = document.title;
const pages = new Map(); // the rows of each page of the list, as soon as it is asked for
let index, asked, table;

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

// Load the file once. Each value gets the number by which rows name it.
function load() {
  index ??= fetch(tool.dataset.gtFilter)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
    .then(({ facets, rows }) => {
      let number = 0;
      for (const facet of facets) facet.values = facet.values.map(([key, label]) => ({ key, label, number: number++ }));
      return { facets, rows };
    });
  return index;
}

function chosenIn(address) {
  return Object.fromEntries([...new URLSearchParams(address)].filter(([, value]) => value));
}

// Take a CSV apart (RFC 4180): rows of cells, the names of the columns first.
function cells(csv) {
  const rows = [[]];
  for (const [, cell, end] of csv.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)) {
    rows.at(-1).push(cell.replace(/^"|"$/g, "").replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  return rows.slice(0, -1);
}

function loadTable() {
  table ??= fetch(new URL(`${thing}s.csv`, list))
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.status))))
    .then(cells);
  return table;
}

// Find the rows in which every word begins a word; null when no word is asked for. Addresses and ids are not words.
async function rowsWith(words) {
  const wanted = (words || "").toLowerCase().match(/[\p{L}\p{N}]+/gu);
  if (!wanted) return null;
  const [names, ...rows] = await loadTable();
  const isText = names.map((name) => !["url", "plan", "review", "answered_by"].includes(name));
  const texts = rows.map((row) => ` ${row.filter((_, at) => isText[at]).join(" ").toLowerCase().match(/[\p{L}\p{N}]+/gu)?.join(" ")}`);
  return new Set([...texts.keys()].filter((place) => wanted.every((word) => texts[place].includes(` ${word}`))));
}

async function download(places) {
  const [names, ...rows] = await loadTable();
  const lines = [names, ...places.map((place) => rows[place])].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","));
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
  link.download = `${thing}s.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

// Find the places of the rows that belong to everything chosen, but for one facet.
function places({ facets, rows, held }, chosen, except) {
  const wanted = facets
    .filter(({ name }) => chosen[name] && name !== except)
    .map(({ name, values }) => values.find(({ key }) => key === chosen[name])?.number ?? -1);
  return [...rows.keys()].filter((place) => (held?.has(place) ?? true) && wanted.every((number) => rows[place].includes(number)));
}

// Offer only what some row has together with the other choices, each with its number of rows.
function offer(found, facet, chosen) {
  const select = form.elements[facet.name];
  const counts = new Map();
  for (const place of places(found, chosen, facet.name)) {
    for (const number of found.rows[place]) counts.set(number, (counts.get(number) || 0) + 1);
  }
  const held = facet.values.filter(({ key, number }) => counts.has(number) || key === chosen[facet.name]);
  select.replaceChildren(
    new Option("Any", ""),
    ...held.map(({ key, label, number }) => new Option(`${label} (${counts.get(number) || 0})`, key)),
  );
  select.value = held.some(({ key }) => key === chosen[facet.name]) ? chosen[facet.name] : "";
}

function offerAll(found, chosen, except) {
  for (const facet of found.facets) if (facet.name !== except) offer(found, facet, chosen);
}

function build(found) {
  if (choices.childElementCount) return;
  const input = element("input");
  input.id = "gt-by-words";
  input.name = "words";
  input.type = "search";
  const asks = element("label", "", "Words");
  asks.htmlFor = input.id;
  choices.append(element("div", "", asks, input));
  for (const { name, label } of found.facets) {
    const select = element("select");
    select.id = `gt-by-${name}`;
    select.name = name;
    const words = element("label", "", label);
    words.htmlFor = select.id;
    choices.append(element("div", "", words, select));
  }
  form.addEventListener("change", async ({ target }) => {
    const chosen = chosenIn(query());
    found.held = await rowsWith(chosen.words);
    offerAll(found, chosen, target.name);
  });
}

function query() {
  return `${new URLSearchParams([...new FormData(form)].filter(([, value]) => value))}`;
}

// Take the rows out of a page of the list, with the record that each table is about. Links keep their way.
function rowsOf(page, address) {
  return [...page.querySelectorAll("[data-gt-rows] table")].flatMap((table) =>
    [...table.querySelectorAll("tbody tr:not(.gt-table__group)")].map((row) => {
      const copy = document.importNode(row, true);
      for (const link of copy.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address).href;
      return { row: copy, home: table.dataset.gtHome };
    }),
  );
}

async function fetched(address, cache) {
  const answer = await fetch(address, { cache });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// A page from another build has its rows in other places: it is asked for once more, past the browser's cache.
async function page(number) {
  if (number === 1) return rowsOf(document, location.href);
  const address = new URL(`page/${number}/`, list);
  const isSame = (other) =>
    other.querySelector("[data-gt-filter]")?.dataset.gtFilter.split("?")[1] === tool.dataset.gtFilter.split("?")[1];
  let found = await fetched(address, "default");
  if (!isSame(found)) found = await fetched(address, "reload");
  if (!isSame(found)) throw new Error("This page is of another build.");
  return rowsOf(found, address);
}

function row(place) {
  const number = Math.floor(place / STEP) + 1;
  if (!pages.has(number)) pages.set(number, page(number));
  return pages.get(number).then((rows) => rows[place % STEP]);
}

function words({ facets, rows }, chosen, count) {
  const each = facets
    .filter(({ name }) => chosen[name])
    .map(({ name, label, values }) => `${label}: ${values.find(({ key }) => key === chosen[name])?.label ?? chosen[name]}`);
  if (chosen.words) each.unshift(`Words: “${chosen.words}”`);
  const number = count ? `${count} of ${rows.length} ${thing}s.` : `No ${thing}s.`;
  return `${number} ${each.join("; ")}.${count ? "" : " Choose fewer filters."}`;
}

function emptyTable(caption) {
  const first = all.querySelector("table");
  const made = first.cloneNode(false);
  made.append(element("caption", "gt-hidden", caption), first.tHead.cloneNode(true));
  return made;
}

// Add rows below a heading for each record that they are in.
function add(made, rows) {
  for (const { row: line, home } of rows) {
    if (made.dataset.gtHome !== home || !made.tBodies.length) {
      const heading = element("th", "", home);
      heading.scope = "rowgroup";
      heading.colSpan = made.tHead.rows[0].cells.length;
      heading.setAttribute("role", "rowheader");
      const group = element("tr", "gt-table__group", heading);
      group.setAttribute("role", "row");
      const body = element("tbody", "", group);
      body.setAttribute("role", "rowgroup");
      made.append(body);
      made.dataset.gtHome = home;
    }
    made.tBodies[made.tBodies.length - 1].append(line.cloneNode(true));
  }
}

async function more(made, rest, button) {
  const mine = asked;
  const rows = await Promise.all(rest.splice(0, STEP).map(row));
  if (mine !== asked) return;
  const before = made.querySelectorAll("tbody a").length;
  add(made, rows);
  button.hidden = !rest.length;
  button.textContent = `Show ${Math.min(STEP, rest.length)} more`;
  if (before) made.querySelectorAll("tbody a")[before].focus();
}

async function apply(found, chosen) {
  const mine = asked;
  const rest = places(found, chosen);
  const said = words(found, chosen, rest.length);
  const every = [...rest];
  const made = emptyTable(`${rest.length} ${thing}${rest.length === 1 ? "" : "s"} found`);
  const button = element("button", "gt-button gt-button--quiet");
  button.type = "button";
  button.hidden = true;
  button.addEventListener("click", () => more(made, rest, button));
  const save = element("button", "gt-button gt-button--quiet", "Download this list (CSV)");
  save.type = "button";
  save.addEventListener("click", () => download(every));
  if (rest.length) await more(made, rest, button);
  if (mine !== asked) return;
  results.replaceChildren(...(made.tBodies.length ? [made, button, save] : []));
  results.hidden = false;
  all.hidden = true;
  // Only now: whoever hears how many there are can go to them.
  status.textContent = said;
  document.title = `${said} ${title}`;
}

// Show what the address asks for; without a filter, the list as it is.
async function show() {
  const chosen = isHere ? chosenIn(location.search) : chosenIn(tool.dataset.gtHas);
  asked = chosen;
  const isFiltered = isHere && Object.keys(chosen).length > 0;
  if (!isFiltered) {
    status.textContent = "";
    document.title = title;
    results.hidden = true;
    all.hidden = false;
  }
  if (!isFiltered && !tool.open) return;
  try {
    const found = await load();
    build(found);
    form.elements.words.value = chosen.words || "";
    found.held = await rowsWith(chosen.words);
    offerAll(found, chosen);
    tool.open = true;
    if (isFiltered && asked === chosen) await apply(found, chosen);
  } catch {
    status.textContent = "The filters could not be loaded. The lists above lead to every row.";
    results.hidden = true;
    all.hidden = false;
  }
}

tool.addEventListener("toggle", () => tool.open && !choices.childElementCount && show());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const wanted = query();
  const address = `${list.pathname}${wanted && "?"}${wanted}`;
  if (!isHere) return location.assign(address);
  history.pushState(null, "", address);
  show();
});
form.querySelector("[data-gt-clear]").addEventListener("click", (event) => {
  if (!isHere) return;
  event.preventDefault();
  history.pushState(null, "", list.pathname);
  show();
});
addEventListener("popstate", show);
show();
