/* What the page can do besides being read: sort and filter tables, change its colours. */
(function () {
  "use strict";
  var doc = document, root = doc.documentElement, sorted = "aria-sort";
  function list(what) { return [].slice.call(what); }
  function all(at, what) { return list(at.querySelectorAll(what)); }
  function make(kind, text) {
    var made = doc.createElement(kind);
    if (kind === "button") made.type = "button";
    made.textContent = text || "";
    return made;
  }

  /* Contents are open beside the page, and closed above it. */
  var contents = doc.querySelector("nav details"), wide = matchMedia("(min-width: 72rem)");
  function fit() { contents.open = wide.matches; }
  if (contents) {
    fit();
    wide.addEventListener("change", fit);
    contents.addEventListener("click", function (event) {
      if (event.target.tagName === "A" && !wide.matches) contents.open = false;
    });
  }

  /* Paper cannot be opened. */
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = all(doc, "main details:not([open])");
    opened.forEach(function (one) { one.open = true; });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (one) { one.open = false; });
  });

  /* A row, or the body where a row has its evidence below it. */
  function key(unit, column) {
    var cell = (unit.rows ? unit.rows[0] : unit).cells[column];
    var text = cell ? cell.textContent.trim() : "";
    var found = /^[-+]?[\d,]*\.?\d+(e[-+]?\d+)?/i.exec(text);
    return { text: text, number: found ? parseFloat(found[0].replace(/,/g, "")) : NaN };
  }
  function by(numbers, sign) {
    return function (a, b) {
      var less, none = isNaN(a.number) - isNaN(b.number);
      if (!numbers) less = a.text.localeCompare(b.text, undefined, { numeric: true });
      else if (none) return none;
      else less = a.number - b.number;
      return sign * less || a.at - b.at;
    };
  }
  function sort(table, units, head, column) {
    var was = head.getAttribute(sorted), now = was === "ascending" ? "descending" : was ? "" : "ascending";
    var keys = units.map(function (unit, at) {
      var made = key(unit, column);
      made.unit = unit;
      made.at = at;
      return made;
    });
    all(table, "th").forEach(function (one) { one.removeAttribute(sorted); });
    if (now) {
      head.setAttribute(sorted, now);
      keys.sort(by(head.className === "n", now === "ascending" ? 1 : -1));
    }
    keys.forEach(function (one) { one.unit.parentNode.appendChild(one.unit); });
  }
  function filter(table, units) {
    var bar = make("div"), label = make("label", "Filter rows "), box = make("input"), said = make("span");
    bar.className = "tools";
    box.type = "search";
    said.setAttribute("role", "status");
    label.appendChild(box);
    bar.appendChild(label);
    bar.appendChild(said);
    table.parentNode.parentNode.insertBefore(bar, table.parentNode);
    box.addEventListener("input", function () {
      var words = box.value.toLowerCase(), shown = 0;
      units.forEach(function (unit) {
        unit.hidden = unit.textContent.toLowerCase().indexOf(words) < 0;
        shown += !unit.hidden;
      });
      said.textContent = words ? shown + " of " + units.length : "";
    });
  }
  all(doc, "main .scroll > table").forEach(function (table) {
    var units = list(table.tBodies.length > 1 ? table.tBodies : table.tBodies[0].rows);
    if (units.length > 1)
      list(table.tHead.rows[0].cells).forEach(function (head, column) {
        var button = make("button", head.textContent);
        if (head.tagName !== "TH") return;
        head.textContent = "";
        head.appendChild(button);
        button.addEventListener("click", function () { sort(table, units, head, column); });
      });
    if (units.length > 20) filter(table, units);
  });

  var nav = doc.querySelector("nav"), theme = make("button");
  function dark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function name() { theme.textContent = dark() ? "Light colours" : "Dark colours"; }
  theme.className = "theme";
  theme.addEventListener("click", function () {
    root.dataset.theme = dark() ? "light" : "dark";
    name();
  });
  name();
  if (nav) nav.appendChild(theme);
})();
