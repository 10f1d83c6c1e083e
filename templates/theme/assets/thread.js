// The reader's choice of colours, the list of sections, and the day on a printed page.
// Everything else on the site works without script.
(() => {
  const root = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      return localStorage.getItem("gt-colours");
    } catch {
      return null; // storage is switched off: the device decides
    }
  }

  function colours() {
    return chosen() || (device.matches ? "dark" : "light");
  }

  function show(button) {
    root.dataset.gtColours = colours();
    if (button) button.querySelector(".gt-colours__name").textContent = button.dataset[colours()];
  }

  function change(button) {
    const other = colours() === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("gt-colours", other);
    } catch {
      return;
    }
    show(button);
  }

  show(null); // before the page is drawn, so that it does not flash

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".gt-colours");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => change(button));
    device.addEventListener("change", () => show(button));
    show(button);
  });

  // Escape closes the menu of a narrow window, and goes back to its button.
  addEventListener("keydown", (event) => {
    const menu = document.querySelector(".gt-tabs > details[open]");
    if (event.key !== "Escape" || !menu || matchMedia("(min-width: 60em)").matches) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // In a wide window the list of sections is shown by style; it says that it is open too.
  addEventListener("DOMContentLoaded", () => {
    const sections = document.querySelector(".gt-contents__inner");
    if (sections && matchMedia("(min-width: 60em)").matches) sections.open = true;
  });

  // It marks the section that is being read: the last one whose heading is above a line a third down the window,
  // or the last one in sight at the end of the page, because a short last section never reaches the line.
  addEventListener("DOMContentLoaded", () => {
    const links = [...document.querySelectorAll(".gt-contents a")];
    const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    let waits = false;
    function mark() {
      waits = false;
      const ends = root.scrollHeight - scrollY - innerHeight < 2;
      const line = ends ? innerHeight : innerHeight / 3;
      const read = headings.findLastIndex((heading) => heading && heading.getBoundingClientRect().top < line);
      links.forEach((link, at) => (at === read ? link.setAttribute("aria-current", "location") : link.removeAttribute("aria-current")));
    }
    function soon() {
      if (!waits) requestAnimationFrame(mark);
      waits = true;
    }
    if (!links.length) return;
    addEventListener("scroll", soon, { passive: true });
    soon();
  });

  // An old address within a page that became several: whoever has no script finds the link there.
  addEventListener("DOMContentLoaded", () => {
    const old = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const link = old && old.closest(".gt-apart") && (old.querySelector("a") || old.parentElement.querySelector("a"));
    if (link) location.replace(new URL(location.hash, link.href));
  });

  addEventListener("beforeprint", () => {
    const today = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    document.querySelector("[data-gt-address]").textContent = location.href;
    document.querySelector("[data-gt-day]").textContent = ` on ${today}`;
  });
})();
