/* What the page can do besides being read: sort and filter tables, change its colours. */
(function () {
  "use strict";
  var doc = document, root = doc.documentElement;
  function all(at, what) { return [].slice.call(at.querySelectorAll(what)); }
  function make(kind, text) {
    var made = doc.createElement(kind);
    if (kind === "button") made.type = "button";
    if (text) made.textContent = text;
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

  /* Rows, or bodies where a row has its evidence below it. */
  function units(table) {
    return table.tBodies.length > 1 ? [].slice.call(table.tBodies)
                                    : [].slice.call(table.tBodies[0].rows);
  }
  function key(unit, column) {
    var row = unit.rows ? unit.rows[0] : unit, cell = row.cells[column];
    var text = cell ? cell.textContent.trim() : "";
    var found = /^[-+]?[\d,]*\.?\d+(e[-+]?\d+)?/i.exec(text);
    return { text: text, number: found ? parseFloat(found[0].replace(/,/g, "")) : NaN };
  }
  function sort(table, head, column) {
    var was = head.getAttribute("aria-sort"), numbers = head.className === "n";
    var now = was === "ascending" ? "descending" : was === "descending" ? "" : "ascending";
    var list = table.firstOrder.map(function (unit, at) { return { unit: unit, at: at, key: key(unit, column) }; });
    function order(a, b) {
      var less = 0;
      if (numbers) {
        if (isNaN(a.key.number) || isNaN(b.key.number)) return isNaN(a.key.number) - isNaN(b.key.number) || a.at - b.at;
        less = a.key.number - b.key.number;
      } else less = a.key.text.localeCompare(b.key.text, undefined, { numeric: true });
      return (now === "descending" ? -less : less) || a.at - b.at;
    }
    all(table, "th[aria-sort]").forEach(function (one) { one.removeAttribute("aria-sort"); });
    if (now) { head.setAttribute("aria-sort", now); list.sort(order); }
    list.forEach(function (one) { one.unit.parentNode.appendChild(one.unit); });
  }
  function filter(table) {
    var bar = make("div"), label = make("label", "Filter "), box = make("input"), said = make("span");
    bar.className = "tools";
    box.type = "search";
    said.setAttribute("role", "status");
    label.appendChild(box);
    bar.appendChild(label);
    bar.appendChild(said);
    table.parentNode.parentNode.insertBefore(bar, table.parentNode);
    box.addEventListener("input", function () {
      var words = box.value.toLowerCase(), shown = 0;
      table.firstOrder.forEach(function (unit) {
        unit.hidden = words !== "" && unit.textContent.toLowerCase().indexOf(words) < 0;
        shown += !unit.hidden;
      });
      said.textContent = words ? shown + " of " + table.firstOrder.length : "";
    });
  }
  all(doc, "main .scroll > table").forEach(function (table) {
    if (!table.tHead || !table.tBodies.length) return;
    table.firstOrder = units(table);
    if (table.firstOrder.length > 1)
      [].slice.call(table.tHead.rows[0].cells).forEach(function (head, column) {
        if (head.tagName !== "TH") return;
        var button = make("button", head.textContent);
        head.textContent = "";
        head.appendChild(button);
        button.addEventListener("click", function () { sort(table, head, column); });
      });
    if (table.firstOrder.length > 20) filter(table);
  });

  var nav = doc.querySelector("nav"), theme = make("button");
  function dark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function name() { theme.textContent = dark() ? "Light colours" : "Dark colours"; }
  theme.className = "theme";
  theme.addEventListener("click", function () { root.dataset.theme = dark() ? "light" : "dark"; name(); });
  name();
  if (nav) nav.appendChild(theme);
})();
