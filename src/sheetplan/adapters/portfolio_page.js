(() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const one = (id) => document.getElementById(id);
  const sections = all("section");
  const column = (section, key) => all("th", section).findIndex((th) => th.dataset.key === key);
  const value = (cell) => cell.dataset.v ?? cell.textContent;
  const tab = () => sections.find((section) => !section.hidden);

  function show(key) {
    sections.forEach((section) => (section.hidden = section.id !== key));
    all("nav button").forEach((button) => button.classList.toggle("on", button.dataset.tab === key));
    filter();
  }

  function sort(th) {
    const place = th.cellIndex, down = th.classList.contains("up");
    all("th", th.parentNode).forEach((each) => each.classList.remove("up", "down"));
    th.classList.add(down ? "down" : "up");
    const body = th.closest("table").tBodies[0], numeric = /number|money|rate/.test(th.className);
    const keyed = [...body.rows].map((row) => [value(row.cells[place]), row]);
    const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const order = (a, b) => (numeric ? a - b : words.compare(a, b));
    // what is empty stands last, whichever way
    keyed.sort(([a], [b]) => (a === "") - (b === "") || (down ? order(b, a) : order(a, b)));
    body.append(...keyed.map(([, row]) => row));
  }

  function filter() {
    const section = tab(), wanted = one("q").value.trim().toLowerCase();
    const state = one("state").value, type = one("type").value, trouble = one("trouble").checked;
    const at = { state: column(section, "state"), type: column(section, "type") };
    const rows = all("tbody tr", section);
    let shown = 0;
    for (const row of rows) {
      const fits =
        (!wanted || row.textContent.toLowerCase().includes(wanted)) &&
        (!state || at.state < 0 || value(row.cells[at.state]) === state) &&
        (!type || at.type < 0 || value(row.cells[at.type]) === type) &&
        (!trouble || row.querySelector(".alarm"));
      row.hidden = !fits;
      shown += Boolean(fits);
    }
    one("state").hidden = at.state < 0;
    one("type").hidden = at.type < 0;
    one("shown").textContent = one("shown").dataset.of.replace("{shown}", shown).replace("{all}", rows.length);
    if (section.id === "events") sum(section, rows.filter((row) => !row.hidden));
  }

  function sum(section, rows) {
    for (const tile of all("[data-sum]")) {
      const place = column(section, tile.dataset.sum);
      const total = place < 0 ? rows.length : rows.reduce((all, row) => all + Number(row.cells[place].dataset.v || 0), 0);
      tile.textContent = Math.round(total).toLocaleString("en-US");
    }
  }

  all("nav button").forEach((button) => button.addEventListener("click", () => show(button.dataset.tab)));
  all("th").forEach((th) => {
    th.addEventListener("click", () => sort(th));
    th.addEventListener("keydown", (event) => event.key === "Enter" && sort(th));
  });
  document.querySelector("form").addEventListener("input", filter);
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  if (sections.length) show(sections[0].id);
})();
