// What a person who zooms, spaces out, prints, points or listens would meet on a page. Each probe gives a list of faults.
(() => {
  const name = (e) => e.outerHTML.slice(0, 140);
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const hiddenForEyes = (e) => e.closest(".gt-hidden, .gt-skip") || getComputedStyle(e).clipPath !== "none"
    || (e.parentElement && hiddenForEyes(e.parentElement));
  const texts = (inside) => [...document.querySelectorAll(inside)].filter((e) => shown(e) && !hiddenForEyes(e)
    && [...e.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim()));

  function nameOf(link) {
    const words = (e) => [...e.childNodes].map((child) => child.nodeType === Node.TEXT_NODE ? child.data
      : child.nodeType !== Node.ELEMENT_NODE || child.ariaHidden === "true" ? ""
      : child.ariaLabel || child.alt || words(child)).join(" ");
    return (link.ariaLabel || words(link)).replace(/\s+/g, " ").trim().toLowerCase();
  }

  // The first and the last of the elements with words that have the same surroundings, colours and size of letters.
  function oneOfEachColour() {
    const forms = new Map(), numbers = new Map();
    const form = (e) => {
      if (!e) return "";
      if (!forms.has(e)) {
        const s = getComputedStyle(e);
        const own = [form(e.parentElement), e.tagName, e.getAttribute("class"), s.color, s.backgroundColor, s.backgroundImage, s.opacity,
          s.fontSize, s.fontWeight, s.textShadow, s.textDecorationLine, s.position, s.filter, s.mixBlendMode, shown(e),
          e.matches(":disabled, [aria-disabled=true], [aria-hidden=true]")].join("|");
        if (!numbers.has(own)) numbers.set(own, String(numbers.size));
        forms.set(e, numbers.get(own));
      }
      return forms.get(e);
    };
    const worded = [...document.querySelectorAll("body, body *")].filter((e) => e.matches("input, select, textarea")
      || [...e.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim()));
    const ends = new Map();
    for (const e of worded) ends.set(form(e), [(ends.get(form(e)) ?? [e])[0], e]);
    return [...new Set([...ends.values()].flat())];
  }

  return {
    // What axe-core finds. All rules look at the whole page, but those of colour, which take longest, at one of each form.
    async barriers({ standards, colour, whole }) {
      const look = (context, options) => axe.run(context, { resultTypes: ["violations"], ...options });
      if (whole) return look(document, { runOnly: standards });
      const others = Object.fromEntries(colour.map((rule) => [rule, { enabled: false }]));
      const judged = await look({ include: oneOfEachColour() }, { runOnly: colour });
      if (standards.every((rule) => colour.includes(rule))) return judged;
      const found = await look(document, { runOnly: standards, rules: others });
      return { ...found, violations: [...found.violations, ...judged.violations] };
    },

    // WCAG 2.2, 2.4.4 and 2.4.9: the same words lead to one place, and no link is without words.
    links() {
      const ways = new Map();
      const found = [];
      for (const link of document.querySelectorAll("a[href]")) {
        const words = nameOf(link);
        if (!words) found.push(`without words: ${name(link)}`);
        if (ways.has(words) && ways.get(words) !== link.href) found.push(`“${words}” leads to ${link.href} and ${ways.get(words)}`);
        ways.set(words, link.href);
      }
      return found;
    },

    // WCAG 2.2, 1.3.1 and 2.4.6: one heading of the first level, before all others; no level left out.
    headings() {
      const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(shown).map((e) => [Number(e.tagName[1]), e]);
      const found = levels.filter(([level], place) => (place ? level > levels[place - 1][0] + 1 || level === 1 : level !== 1));
      return levels.length ? found.map(([, e]) => name(e)) : ["no heading at all"];
    },

    // WCAG 2.2, 1.3.2: nothing stands wholly above what is read before it, unless beside it.
    // Apart: the list of sections, which stands beside the text; figures, whose words follow the number that they name.
    order() {
      const boxes = texts("main *, footer *").filter((e) => !e.closest(".gt-contents, .gt-guide, .gt-summary, svg"))
        .map((e) => [e, e.getClientRects()[0]]).filter(([, box]) => box && box.width && box.height);
      return boxes.filter(([, box], place) => place && box.bottom <= boxes[place - 1][1].top + 1
        && box.left < boxes[place - 1][1].right - 1).map(([e]) => name(e));
    },

    // WCAG 2.2, 1.4.12: the distances that a reader may set. A sheet made by script is no matter of the policy.
    spaceOut() {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
        p { margin-bottom: 2em !important; }`);
      document.adoptedStyleSheets = [sheet];
    },

    asBefore() {
      document.adoptedStyleSheets = [];
    },

    // WCAG 2.2, 1.4.8: no more than 70 letters in a line, spaces apart.
    longLines() {
      const lines = new Map();
      const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode;
        let block = text.parentElement;
        if (!text.data.trim() || !shown(block) || hiddenForEyes(block) || block.closest("svg, pre, code")) continue;
        while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
        for (const word of text.data.matchAll(/\S+/g)) {
          const range = document.createRange();
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          const box = range.getClientRects()[0];
          const line = box && `${Math.round(box.bottom / 6)}`; // small signs in a line are a little higher
          if (!lines.has(block)) lines.set(block, new Map());
          if (box) lines.get(block).set(line, (lines.get(block).get(line) || "") + word[0]);
        }
      }
      return [...lines].flatMap(([block, found]) => [...found.values()].filter((line) => line.length > 70)
        .map((line) => `${line.length} letters: ${line.slice(0, 30)}… in ${name(block)}`));
    },

    // Words that their box cuts off, or that run over other words.
    cutOff() {
      return texts("body *").filter((e) => {
        const style = getComputedStyle(e);
        return ["hidden", "clip"].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1
          || ["hidden", "clip"].includes(style.overflowY) && e.scrollHeight > e.clientHeight + 1;
      }).map(name);
    },

    // Paper does not scroll: what would have to is cut off, and so is what is folded away.
    offPaper() {
      const edge = document.documentElement.clientWidth + 4; // a space at the end of a line of code hangs over
      const wide = [...document.querySelectorAll("body *")].filter((e) => {
        const box = e.getBoundingClientRect();
        return box.width && box.right > edge && !e.closest("svg") && !hiddenForEyes(e);
      });
      const folded = [...document.querySelectorAll("main details:not(.gt-fold, .gt-more, .gt-combine) > :not(summary)")].filter((e) => !shown(e) && !e.closest(".gt-guide"));
      return [...wide, ...folded].map(name);
    },

    // On paper a link to elsewhere shows its address.
    addressesOnPaper() {
      return [...document.querySelectorAll("main a[href^=http]")].filter((e) => shown(e)
        && !getComputedStyle(e, "::after").content.includes(e.getAttribute("href"))).map(name);
    },

    // What moves though the reader asked for less.
    moving() {
      return [...document.querySelectorAll("*")].filter((e) => {
        const style = getComputedStyle(e);
        return [style.transitionDuration, style.animationDuration].some((time) => time.split(", ").some((t) => parseFloat(t) > 0))
          && style.transitionProperty !== "none" || style.scrollBehavior === "smooth";
      }).map(name);
    },

    // With the device's own colours, a mark that is only a ground is gone: it needs a line round it, or words.
    lostMarks() {
      return [...document.querySelectorAll(".gt-tag, .gt-note, .gt-card, button, input, select")].filter(shown)
        .filter((e) => parseFloat(getComputedStyle(e).borderTopWidth) + parseFloat(getComputedStyle(e).borderLeftWidth) === 0
          && !e.matches(".gt-colours")).map(name);
    },

    // WCAG 2.2, 1.4.3 and 1.4.11 in charts: words at 4.5:1, shapes at 3:1 with their ground, and ground between blocks.
    chartColours() {
      const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
      const pen = canvas.getContext("2d", { willReadFrequently: true });
      const bright = (colour) => {
        pen.clearRect(0, 0, 1, 1);
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((part) => part / 255)
          .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (one, other) => {
        const [dark, light] = [bright(one), bright(other)].sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
      };
      const ground = (e) => {
        if (!e || matchMedia("(forced-colors: active)").matches) return "Canvas";
        const colour = getComputedStyle(e).backgroundColor;
        return colour === "rgba(0, 0, 0, 0)" ? ground(e.parentElement) : colour;
      };
      const paint = (e) => {
        const { fill, stroke, strokeWidth } = getComputedStyle(e);
        return e.tagName === "line" || (stroke !== "none" && parseFloat(strokeWidth) >= 1.5) ? stroke : fill;
      };
      const faults = [];
      const ask = (e, ratio, least) => ratio >= least || faults.push(`${ratio.toFixed(2)} of ${least}: ${name(e)}`);
      for (const e of texts(".gt-chart, .gt-chart *")) {
        const { color, fill } = getComputedStyle(e);
        if (e.tagName !== "text") ask(e, contrast(color, ground(e)), 4.5);
        else ask(e, contrast(fill, getComputedStyle(e.previousElementSibling).fill), 4.5);
      }
      for (const e of document.querySelectorAll(".gt-chart svg :not(text)")) ask(e, contrast(paint(e), ground(e)), 3);
      for (const strip of document.querySelectorAll(".gt-chart__strip:not(.gt-chart__strip--days)")) {
        const ends = [...strip.querySelectorAll("rect")].map((e) => {
          const { stroke, strokeWidth } = getComputedStyle(e), box = e.getBoundingClientRect();
          const half = stroke === "none" ? 0 : parseFloat(strokeWidth) / 2;
          return [e, box.left - half, box.right + half];
        });
        ends.slice(1).forEach(([e, left], place) => left - ends[place][2] >= 1 || faults.push(`no gap before ${name(e)}`));
      }
      return document.querySelector(".gt-chart__strip rect") ? faults : ["no chart at all"];
    },
  };
})()
