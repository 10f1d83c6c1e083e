// The search page. The search is in the address (?q=budget&kind=Action&page=2),
// so that a search can be kept, shared and gone back to. Pagefind does the looking, on this site alone.
// Pagefind shortens a word that it does not find, and finds “latest” for “late”. So each word is looked up first in the
// list of the site's words, and then asked for as it is: no page is shown for a word that it does not have.
// A search from this page, and the way back, load no page again: Pagefind stays loaded.
import * as pagefind from "../pagefind/pagefind.js";

const PER_PAGE = 10; // each result is a small file of its own
const FILTERS = ["kind", "status", "review"];
// Words that a question has and an answer need not have.
const SMALL = new Set(
  "a an and are as at be been by can did do does for from had has have how i in is it of on or the this to was we were what when where which who why will with".split(" "),
);

const place = document.querySelector("[data-gt-find]");
const form = place.querySelector("form");
const list = place.querySelector(".gt-results");
const title = document.title;
const same = JSON.parse(form.dataset.gtSame).map((group) => group.map(tokens)); // the council's own
const statuses = JSON.parse(form.dataset.gtStatuses).map((group) => group.map(tokens)); // each label with words for it
let asked, words, chosen, vocabulary;

// As `search.py` makes the list of words.
function tokens(text) {
  const plain = text.normalize("NFKD").replace(/[\u0300-\u036f’']/g, "");
  return plain.toLowerCase().match(/[a-z0-9]+/g) || [];
}

function root(word) {
  const short = word.replace(/(?:ies|ied)$/, "y").replace(/(?:ings?|ed|es|s|e)$/, "");
  return short.length < 3 ? word : short;
}

async function siteWords() {
  if (!vocabulary) {
    const answer = await fetch(new URL("../pagefind/words.json", import.meta.url));
    const all = await answer.json(); // the most frequent first
    const roots = new Map(all.map((word) => [root(word), word]).reverse());
    vocabulary = { all, held: new Set(all), roots };
  }
  return vocabulary;
}

// Take over what the address asks for.
function read() {
  asked = new URLSearchParams(location.search);
  words = (asked.get("q") || "").trim();
  chosen = Object.fromEntries(FILTERS.map((name) => [name, asked.get(name)]).filter(([, value]) => value));
}

// What is asked: words that mean the same together, a number with its “action” or “recommendation”, then each other word.
function terms(query) {
  const all = tokens(query);
  const few = all.filter((word) => !SMALL.has(word));
  const found = [];
  for (let at = 0; at < all.length; ) {
    const fits = (phrase) => phrase.length && phrase.every((word, step) => all[at + step] === word);
    const groups = [...same, ...statuses].filter((group) => group.some(fits));
    const numbered = /^(action|recommendation)$/.test(all[at]) && /^[0-9]+[a-z]?$/.test(all[at + 1]);
    const longest = Math.max(1, numbered ? 2 : 0, ...groups.map((group) => Math.max(...group.filter(fits).map((one) => one.length))));
    const own = all.slice(at, at + longest);
    const others = groups.flatMap((group) => (statuses.includes(group) ? group.slice(0, 1) : group));
    const isStatus = groups.some((group) => statuses.includes(group));
    if (longest > 1 || !SMALL.has(all[at]) || !few.length) found.push({ own, others, numbered, isStatus });
    at += longest;
  }
  return found;
}

// The status of which a phrase is the label, as its filter names it.
function statusOf(phrase) {
  const options = form.elements.status ? [...form.elements.status.options] : [];
  return options.find((option) => option.value && tokens(option.value).join(" ") === phrase)?.value;
}

// The words as the site has them; nothing when no page has one of them.
function held(phrase, { held: known, roots }) {
  if (statusOf(phrase.join(" "))) return phrase.join(" ");
  const its = phrase.map((word) => (known.has(word) ? word : roots.get(root(word))));
  return its.every(Boolean) ? its.join(" ") : "";
}

function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[other.length];
}

// The nearest word that the site has: one that begins so, else one with a letter or two of difference.
function nearest(word, { all }) {
  if (word.length < 4) return "";
  const longer = all.find((one) => one.startsWith(word));
  if (longer) return longer;
  const most = word.length < 6 ? 1 : 2;
  const near = all.filter((one) => one.length > 2 && !/[0-9]/.test(one) && Math.abs(one.length - word.length) <= most);
  const far = near.map((one) => [distance(word, one), one]).filter(([steps]) => steps <= most);
  return far.sort(([one], [other]) => one - other)[0]?.[1] || "";
}

// The pages that have a phrase, word for word, or the status of that name.
async function having(phrase) {
  const status = statusOf(phrase);
  const { results } = await pagefind.search(`"${phrase}"`, { filters: chosen });
  if (!status || (chosen.status && chosen.status !== status)) return results;
  const having = await pagefind.search(null, { filters: { ...chosen, status } });
  const first = new Map(results.map((entry) => [entry.id, entry]));
  return [
    ...having.results.map((entry) => ({ id: entry.id, score: 100 + (first.get(entry.id)?.score || 0), data: entry.data })),
    ...results,
  ];
}

// Every page with all terms, the best first; a term with a number decides alone.
async function find(parts) {
  if (!parts.length) return (await pagefind.search(null, { filters: chosen })).results;
  const found = [];
  for (const part of parts) {
    const pages = new Map();
    for (const phrase of part.looked) {
      for (const entry of await having(phrase)) {
        const score = entry.score + (phrase.includes(" ") ? 50 : 0); // several words in a row are no chance
        if (!(pages.get(entry.id)?.score >= score)) pages.set(entry.id, { score, data: entry.data });
      }
    }
    found.push(pages);
  }
  const needed = found.filter((_, at) => parts.some((part) => part.numbered) <= parts[at].numbered);
  const ids = [...needed[0].keys()].filter((id) => needed.every((pages) => pages.has(id)));
  const score = (id) => found.reduce((sum, pages) => sum + (pages.get(id)?.score || 0), 0);
  return ids.map((id) => ({ score: score(id), data: needed[0].get(id).data })).sort((one, other) => other.score - one.score);
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
  for (const label of page.meta.status ? page.meta.status.split("; ") : []) {
    facts.append(element("span", `gt-tag gt-tag--${label.toLowerCase().replaceAll(" ", "-")}`, label));
  }
  if (page.meta.review) facts.append(element("span", "", page.meta.review));
  return element("li", "", element("h2", "", link), facts, extract(page.excerpt));
}

const quoted = (phrases) => phrases.map((phrase) => `“${phrase}”`).join(", ");

// What was found, in words that claim no more: a word that no page has is named, and is not among what was looked for.
function said(count, parts, missing, page, pages) {
  const lacks = missing.length ? `No page has ${quoted(missing)}. ` : "";
  const within = Object.values(chosen).length ? ` in ${Object.values(chosen).join(", ")}` : "";
  if (words && !parts.length) return `${lacks || `No page has “${words}”. `}`.trim();
  const found = count === 0 ? "No results" : count === 1 ? "1 result" : `${count} results`;
  const numbered = parts.filter((part) => part.numbered);
  const asWritten = !numbered.length && parts.every((part) => part.isHeld) && !missing.length;
  const deciding = numbered.length ? numbered : parts;
  const own = asWritten ? words && `“${words}”` : quoted(deciding.map((part) => (part.isHeld ? part.own.join(" ") : part.looked[0])));
  const others = deciding.flatMap((part) => part.looked.slice(1));
  const also = others.length && count ? `, also as ${quoted([...new Set(others)])}` : "";
  const at = pages > 1 && page > 1 ? ` Page ${page} of ${pages}.` : "";
  const advice = count ? "" : parts.length > 1 ? " No page has all these words." : " Try other words, or fewer filters.";
  return `${lacks}${found}${own ? ` for ${own}` : ""}${also}${within}.${at}${advice}`;
}

function step(to, text) {
  const link = element("a", "", text);
  const there = new URLSearchParams(asked);
  there.set("page", to);
  link.href = `?${there}`;
  return element("li", "", link);
}

function steps(page, pages) {
  const pager = place.querySelector(".gt-pager ul");
  pager.replaceChildren();
  if (page > 1) pager.append(step(page - 1, "Earlier results"));
  if (pages > 1) pager.append(element("li", "gt-meta", `Page ${page} of ${pages}`));
  if (page < pages) pager.append(step(page + 1, "More results"));
  pager.parentElement.hidden = pages < 2;
}

// “Did you mean …”, as a search to follow.
function suggest(missing, known) {
  const better = new Map(missing.map((word) => [word, nearest(word, known)]).filter(([, near]) => near));
  const where = place.querySelector(".gt-meant");
  where.replaceChildren();
  where.hidden = !better.size;
  if (!better.size) return;
  const query = tokens(words).map((word) => better.get(word) || word).join(" ");
  const link = element("a", "", query);
  const there = new URLSearchParams(asked);
  there.set("q", query);
  there.delete("page");
  link.href = `?${there}`;
  where.append("Did you mean ", link, "?");
}

async function look() {
  const mine = asked; // an answer that comes after the next question is not shown
  const known = await siteWords();
  const all = terms(words).map((term) => {
    const looked = [term.own, ...term.others].map((phrase) => held(phrase, known)).filter(Boolean);
    return { ...term, isHeld: Boolean(held(term.own, known)), looked: [...new Set(looked)] };
  });
  const parts = all.filter((term) => term.looked.length);
  const counts = all.some((term) => term.numbered && term.looked.length) ? all.filter((term) => term.numbered) : all;
  const missing = counts.filter((term) => !term.isHeld && !(term.isStatus && term.looked.length)).flatMap((term) => term.own).filter((word) => !held([word], known));
  const results = words && !parts.length ? [] : await find(parts);
  if (mine !== asked) return;
  const pages = Math.ceil(results.length / PER_PAGE);
  const page = Math.min(Math.max(1, Number.parseInt(asked.get("page"), 10) || 1), Math.max(1, pages));
  const shown = results.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const told = said(results.length, parts, missing, page, pages);
  place.querySelector(".gt-found").textContent = told;
  suggest(parts.length ? [] : missing, known);
  const found = await Promise.all(shown.map((entry) => entry.data()));
  if (mine !== asked) return;
  const numbers = parts.filter((part) => part.numbered).map((part) => part.own.join(" "));
  const isNamed = (one) => numbers.some((name) => `${one.meta.title}:`.toLowerCase().startsWith(`${name}:`));
  found.sort((one, other) => isNamed(other) - isNamed(one));
  list.start = (page - 1) * PER_PAGE + 1;
  list.replaceChildren(...found.map(result));
  list.hidden = !found.length;
  document.title = `${told} ${title}`;
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
  place.querySelector(".gt-found").textContent = location.search ? "Type a word to look for, or choose a filter." : "";
  place.querySelector(".gt-meant").hidden = true;
  list.replaceChildren();
  list.hidden = true;
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
