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

  return {
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
      const boxes = texts("main *, footer *").filter((e) => !e.closest(".gt-contents, .gt-summary, svg"))
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
      const folded = [...document.querySelectorAll("main details:not(.gt-fold) > :not(summary)")].filter((e) => !shown(e));
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
  };
})()
