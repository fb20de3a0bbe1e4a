// Comfort for readers. Without this script every page is complete: links lead to the entries, and
// witnesses and views are chosen by the browser itself.
(function () {
  "use strict";
  var d = document, root = d.documentElement;
  var wide = matchMedia("(width >= 55rem)");
  function id(name) { return d.getElementById(name); }
  function all(selector, from) { return Array.prototype.slice.call((from || d).querySelectorAll(selector)); }
  function within(target, selector) { return target && target.closest ? target.closest(selector) : null; }

  // --- colours
  var theme = id("s-theme");
  function isDark() {
    var chosen = root.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function name() { theme.textContent = isDark() ? theme.dataset.light : theme.dataset.dark; }
  if (theme) {
    theme.hidden = false;
    name();
    theme.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem("siglum-theme", root.dataset.theme); } catch (e) { /* forbidden */ }
      name();
    });
  }

  // --- witness, view, layers, filters: kept in the address
  var form = id("s-read"), state = d.querySelector(".s-state");
  var fields = all("#s-read [name], #s-only [name]");
  var wanted = new URLSearchParams(location.search), kept = []; // what only other pages can show
  ["w", "v", "departs", "type", "hand", "by", "without"].forEach(function (name) {
    var own = name === "without" ? "l" : name, value = wanted.get(name);
    if (value && !fields.some(function (x) { return x.name === own; })) kept.push(name + "=" + encodeURIComponent(value));
  });
  function witness() {
    var field = form && form.elements.w;
    return field ? field.value : "";
  }
  function set(name, value) {
    fields.forEach(function (x) {
      if (x.name !== name) return;
      if (x.type === "radio") x.checked = x.checked || x.value === value;
      else if (all("option", x).some(function (one) { return one.value === value; })) x.value = value;
    });
  }
  function choose(key) { set("w", key); keep(); }
  function asked() {
    var said = kept.slice(), off = [];
    fields.forEach(function (x) {
      if (x.type === "checkbox") { if (!x.checked) off.push(x.value); }
      else if ((x.checked || x.options) && x.value && x.value !== "edited") said.push(x.name + "=" + encodeURIComponent(x.value));
    });
    if (off[0]) said.push("without=" + off);
    return said[0] ? "?" + said.join("&") : "";
  }
  function withWitness(href) {
    var parts = href.split("#");
    return parts[0].split("?")[0] + asked() + (parts.length > 1 ? "#" + parts[1] : "");
  }
  function keep() {
    var key = witness();
    try { history.replaceState(null, "", withWitness(location.href)); } catch (e) { /* file: */ }
    all(".turn a, .turn-page a, #s-contents a").forEach(function (link) {
      var href = link.getAttribute("href");
      if (href.charAt(0) !== "#") link.setAttribute("href", withWitness(href));
    });
    // Readings in the text lead to their entries
    all(".alt[tabindex]").forEach(function (x) { x.removeAttribute("tabindex"); x.removeAttribute("role"); });
    if (key) all(".alt[data-wit~=" + JSON.stringify(key) + "]").forEach(function (x) {
      x.tabIndex = 0;
      x.setAttribute("role", "link");
      if (!x.textContent.trim()) x.setAttribute("aria-label", form.dataset.omitted);
    });
    if (state) {
      state.textContent = "";
      var told = getComputedStyle(state, "::after").content;
      if (told && told.charAt(0) === '"') state.textContent = JSON.parse(told.replace(/\\([0-9a-f]+) ?/gi, function (m, hex) { return String.fromCharCode(parseInt(hex, 16)); }));
    }
    say();
  }

  // --- the address to cite
  var address = id("s-address"), place = id("s-place"), part = id("s-part");
  var extent = place ? place.textContent : "";
  function say() {
    if (!address) return;
    var at = location.hash && id(decodeURIComponent(location.hash.slice(1)));
    var base = address.getAttribute("data-address") || location.href.split(/[?#]/)[0];
    address.textContent = base + asked() + (at && !/^s-/.test(at.id) ? location.hash : "");
    var passage = at && within(at, ".text [data-ref]"), block = at && within(at, ".text [data-n]");
    if (part) part.hidden = !!passage;
    if (!place) return;
    if (passage) place.textContent = ", " + passage.getAttribute("data-ref");
    else place.textContent = block ? ", " + block.getAttribute("data-n") : extent;
  }
  addEventListener("hashchange", say);
  var copy = id("s-copy");
  if (copy && navigator.clipboard) {
    copy.parentNode.hidden = false;
    var label = copy.textContent;
    copy.addEventListener("click", function () {
      navigator.clipboard.writeText(id("s-citation").textContent.replace(/\s+/g, " ").trim());
      copy.textContent = copy.dataset.copied;
      setTimeout(function () { copy.textContent = label; }, 2000);
    });
  }

  if (fields[0] || kept[0]) {
    d.addEventListener("change", keep);
    d.addEventListener("reset", function () { setTimeout(keep); });
    wanted.forEach(function (value, name) { set(name, value); });
    var off = (wanted.get("without") || "").split(",");
    all("[name=l]").forEach(function (x) { x.checked = off.indexOf(x.value) < 0; });
    keep();
  } else say();

  // --- words and their entries
  var lit = [];
  function light(entry) {
    lit.forEach(function (x) { x.classList.remove("on"); });
    lit = entry ? all("[data-entries~=" + JSON.stringify(entry) + "],[data-for=" + JSON.stringify(entry) + "]") : [];
    var app = entry && id(entry);
    if (app && wide.matches) lit.push(app);
    lit.forEach(function (x) { x.classList.add("on"); });
  }
  function entryOf(target) {
    var word = within(target, ".alt:not([hidden=x]), .lemma"), app = within(target, ".app");
    if (word) return word.dataset.for || decodeURIComponent((word.getAttribute("href") || "#").slice(1)) || word.dataset.entries.split(" ")[0];
    return app ? app.id : "";
  }
  d.addEventListener("pointerover", function (e) { if (wide.matches) light(entryOf(e.target)); });
  d.addEventListener("focusin", function (e) { var entry = entryOf(e.target); if (entry) light(entry); });

  function visible(x) { return x.getClientRects().length > 0; }
  function source(thing) {
    if (thing.classList.contains("note")) return id(thing.id + "--ref");
    var words = all(".lemma[data-entries~=" + JSON.stringify(thing.id) + "],.alt[data-for=" + JSON.stringify(thing.id) + "]");
    return words.filter(visible)[0];
  }
  function lift(thing, from) {
    if (!thing.querySelector(".tools")) {
      thing.append(id("s-tools").content.cloneNode(true));
      thing.addEventListener("toggle", function (e) {
        if (e.newState === "closed") { thing.removeAttribute("popover"); light(""); }
      });
    }
    thing.popover = "auto";
    thing.showPopover({ source: from });
    if (from) from.scrollIntoView({ block: "nearest" });
    if (thing.classList.contains("app")) light(thing.id);
  }
  var unfolded;
  function open(thing, from) {
    if (!thing) return;
    if (thing.classList.contains("note") || !wide.matches) { if (thing.showPopover) lift(thing, from); return; }
    if (unfolded) unfolded.classList.remove("open");
    (unfolded = thing).classList.add("open");
    thing.scrollIntoView({ block: "nearest" });
    light(thing.id);
  }
  function follow(e, target) {
    var call = within(target, ".noteref"), word = within(target, ".lemma, .alt"), thing;
    if (call) thing = id(decodeURIComponent(call.hash.slice(1)));
    else if (word) thing = id(entryOf(word));
    if (!thing) return;
    e.preventDefault();
    open(thing, call || word);
  }
  d.addEventListener("click", function (e) {
    var go = within(e.target, "[data-go]"), siglum = within(e.target, ".entries .siglum");
    if (go) {
      var here = within(go, ".app, .note"), step = +go.dataset.go, from = source(here);
      here.hidePopover();
      var row = all("." + (here.classList.contains("app") ? "entries > .app" : "all-notes > .note")).filter(function (x) {
        return getComputedStyle(x).visibility !== "hidden"; // by a layer or a filter
      });
      var next = step && row[row.indexOf(here) + step];
      if (next) open(next, source(next)); else if (from) from.focus();
    } else if (siglum) choose(siglum.dataset.wit);
    else if (!e.ctrlKey && !e.metaKey && !e.shiftKey) follow(e, e.target);
  });
  d.addEventListener("keydown", function (e) {
    if (e.key === "Enter" && e.target.classList && e.target.classList.contains("alt")) follow(e, e.target);
  });

  // --- the current line of the contents in view
  var current = d.querySelector("#s-contents [aria-current]"), contents = id("s-contents");
  if (current && contents.popover !== undefined) contents.scrollTop = current.offsetTop - contents.clientHeight / 3;
})();
