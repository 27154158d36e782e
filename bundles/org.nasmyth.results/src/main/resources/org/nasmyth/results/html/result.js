/* SPDX-License-Identifier: Apache-2.0 */
"use strict";
document.documentElement.className = "loading";

addEventListener("DOMContentLoaded", () => {
  const table = document.querySelector("#frame table");
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];
  const stored = [...body.rows];
  let rows = stored;
  let size = 100;
  let first = 0;
  let sorted = { column: -1, descending: false };

  const make = (name, text, action) => {
    const element = document.createElement(name);
    element.textContent = text;
    if (action) {
      element.type = "button";
      element.addEventListener("click", action);
    }
    return element;
  };

  const go = (to) => {
    first = Math.max(0, Math.min(to, Math.floor((rows.length - 1) / size) * size));
    show();
    document.getElementById("frame").scrollTop = 0;
  };

  const controls = document.getElementById("controls");
  const start = make("button", "First", () => go(0));
  const back = make("button", "Back", () => go(first - size));
  const where = make("span", "");
  where.setAttribute("role", "status");
  const next = make("button", "Next", () => go(first + size));
  const last = make("button", "Last", () => go(rows.length));
  const label = make("label", "Rows a page: ");
  const choice = document.createElement("select");
  for (const count of [25, 100, 500, 2000]) {
    choice.append(new Option(count, count, count === size, count === size));
  }
  choice.addEventListener("change", () => {
    size = Number(choice.value);
    go(Math.floor(first / size) * size);
  });
  label.append(choice);
  controls.append(start, back, where, next, last, label);

  const show = () => {
    const end = Math.min(first + size, rows.length);
    body.replaceChildren(...rows.slice(first, end));
    const number = (n) => n.toLocaleString("en");
    where.textContent = rows.length === 0 ? "No rows"
      : number(first + 1) + " to " + number(end) + " of " + number(rows.length);
    start.disabled = back.disabled = first === 0;
    next.disabled = last.disabled = end >= rows.length;
  };

  const keys = (column) => {
    const numeric = headings[column].classList.contains("number");
    return stored.map((row, place) => {
      const text = row.cells[column].textContent;
      return { row, place, missing: text === "" || text === "NaN", value: numeric ? Number(text) : text };
    });
  };

  const order = new Intl.Collator("en", { numeric: false });
  const compare = (a, b) => (typeof a === "number" ? a - b : order.compare(a, b));

  const sort = (column) => {
    const again = sorted.column === column;
    if (again && sorted.descending) {
      sorted = { column: -1, descending: false };
      rows = stored;
    } else {
      sorted = { column, descending: again };
      const sign = sorted.descending ? -1 : 1;
      rows = keys(column)
        .sort((a, b) => a.missing - b.missing || sign * compare(a.value, b.value) || a.place - b.place)
        .map((key) => key.row);
    }
    headings.forEach((heading, i) => {
      heading.setAttribute("aria-sort",
        i !== sorted.column ? "none" : sorted.descending ? "descending" : "ascending");
    });
    go(0);
  };

  headings.forEach((heading, i) => {
    const name = heading.querySelector("span");
    name.replaceChildren(make("button", name.textContent, () => sort(i)));
    heading.setAttribute("aria-sort", "none");
  });

  body.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (cell && !event.target.closest("a") && getSelection().isCollapsed) {
      cell.classList.toggle("open");
    }
  });

  const notice = document.getElementById("notice");
  if (notice) {
    controls.before(notice);
  }
  document.getElementById("count").hidden = true;

  const address = new URL(location.href);
  if ([...address.searchParams.keys()].some((key) => key.toUpperCase() === "QUERY")) {
    const formats = document.createElement("p");
    formats.id = "formats";
    formats.append(make("span", "The same as"));
    for (const [name, text] of [["votable", "VOTable"], ["fits", "FITS"], ["parquet", "Parquet"], ["csv", "CSV"],
      ["ecsv", "ECSV"], ["json", "JSON"]]) {
      const link = new URL(address);
      for (const key of [...link.searchParams.keys()]) {
        if (["FORMAT", "RESPONSEFORMAT"].includes(key.toUpperCase())) {
          link.searchParams.delete(key);
        }
      }
      link.searchParams.set("RESPONSEFORMAT", name);
      const anchor = make("a", text);
      anchor.href = link.href;
      formats.append(anchor);
    }
    document.getElementById("frame").after(formats);
  }

  document.documentElement.classList.remove("loading");
  show();
});
