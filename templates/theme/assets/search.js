// The search page. The search is in the address (?q=budget&kind=Action&page=2),
// so that a search can be kept, shared and gone back to. Pagefind does the looking, on this site alone.
// A search from this page, and the way back, load no page again: Pagefind stays loaded.
import * as pagefind from "../pagefind/pagefind.js";

const PER_PAGE = 10; // each result is a small file of its own
const FILTERS = ["kind", "status", "review"];

const place = document.querySelector("[data-gt-find]");
const form = place.querySelector("form");
const title = document.title;
let asked, words, chosen;

// Take over what the address asks for.
function read() {
  asked = new URLSearchParams(location.search);
  words = (asked.get("q") || "").trim();
  chosen = Object.fromEntries(FILTERS.map((name) => [name, asked.get(name)]).filter(([, value]) => value));
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

// Pagefind marks the words with <mark> and writes < and > as entities. Nothing here is read as HTML.
function extract(marked) {
  const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  const parts = marked.split(/<mark>(.*?)<\/mark>/);
  return element("p", "", ...parts.map((text, at) => (at % 2 ? element("mark", "", plain(text)) : plain(text))));
}

function result(page) {
  const link = element("a", "", page.meta.title);
  link.href = page.url;
  const facts = element("p", "gt-meta");
  if (page.meta.kind) facts.append(element("span", "", page.meta.kind));
  if (page.meta.status) {
    const slug = page.meta.status.toLowerCase().replaceAll(" ", "-");
    facts.append(element("span", `gt-tag gt-tag--${slug}`, page.meta.status));
  }
  if (page.meta.review) facts.append(element("span", "", page.meta.review));
  return element("li", "", element("h2", "", link), facts, extract(page.excerpt));
}

function said(count) {
  const found = count === 0 ? "No results" : count === 1 ? "1 result" : `${count} results`;
  const looked = words ? ` for “${words}”` : "";
  const within = Object.values(chosen).length ? ` in ${Object.values(chosen).join(", ")}` : "";
  return `${found}${looked}${within}.${count ? "" : " Try other or fewer words, or fewer filters."}`;
}

function step(to, text) {
  const link = element("a", "", text);
  const there = new URLSearchParams(asked);
  there.set("page", to);
  link.href = `?${there}`;
  return element("li", "", link);
}

function steps(page, pages) {
  const list = place.querySelector(".gt-pager ul");
  list.replaceChildren();
  if (page > 1) list.append(step(page - 1, "Earlier results"));
  if (pages > 1) list.append(element("li", "gt-meta", `Page ${page} of ${pages}`));
  if (page < pages) list.append(step(page + 1, "More results"));
  list.parentElement.hidden = pages < 2;
}

async function look() {
  const mine = asked; // an answer that comes after the next question is not shown
  const { results } = await pagefind.search(words || null, { filters: chosen });
  if (mine !== asked) return;
  const pages = Math.ceil(results.length / PER_PAGE);
  const page = Math.min(Math.max(1, Number.parseInt(asked.get("page"), 10) || 1), Math.max(1, pages));
  const shown = results.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  place.querySelector(".gt-found").textContent = said(results.length);
  const found = await Promise.all(shown.map((entry) => entry.data()));
  if (mine !== asked) return;
  const list = place.querySelector(".gt-results");
  list.start = (page - 1) * PER_PAGE + 1;
  list.replaceChildren(...found.map(result));
  document.title = `${said(results.length)} ${title}`;
  steps(page, pages);
}

// Show what the address asks for.
// A value that no page has, from an old address, is shown as no choice; the search itself still keeps to it.
async function show() {
  read();
  FILTERS.forEach((name) => {
    if (form.elements[name]) form.elements[name].value = chosen[name] || "";
  });
  form.elements.q.value = words;
  if (words || Object.keys(chosen).length) return look();
  document.title = title;
  place.querySelector(".gt-found").textContent = "";
  place.querySelector(".gt-results").replaceChildren();
  place.querySelector(".gt-pager").hidden = true;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const wanted = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.pushState(null, "", `?${wanted}`);
  show();
});
addEventListener("popstate", show);
form.hidden = false;
place.querySelector("[data-gt-without]").hidden = true;
await show();
