/* A field above the list of wards that narrows it while typing, with or without marks ("ben thanh"). */
"use strict";

const plain = (text) =>
  text.toLowerCase().normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").replace(/[đðɖ]/g, "d");

for (const field of document.querySelectorAll("[data-filter]")) {
  const select = field.querySelector("select");
  const groups = [...select.querySelectorAll("optgroup")].map((group) => [group, [...group.children]]);
  const input = document.createElement("input");
  input.className = "input";
  input.type = "search";
  input.placeholder = field.dataset.filter;
  input.setAttribute("aria-label", field.dataset.filter);
  input.autocomplete = "off";
  select.before(input);
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  input.addEventListener("input", () => {
    const wanted = plain(input.value.trim());
    const before = select.value;
    let first = null;
    for (const [group, options] of groups) {
      const kept = options.filter((option) => plain(option.text).includes(wanted));
      group.replaceChildren(...kept);
      group.hidden = !kept.length;
      first ??= kept[0];
    }
    if (wanted && first) first.selected = true;
    if (!wanted) select.value = before;
  });
}
