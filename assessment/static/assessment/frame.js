/* The frame's few manners: the CSRF header for htmx, an honest word when saving fails, dialogs, focus on errors. */
"use strict";

const live = () => document.getElementById("live");

function say(text, bad) {
  const region = live();
  region.textContent = text;
  region.classList.toggle("live--bad", bad);
  region.classList.toggle("visually-hidden", !bad);
}

function cookie(name) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(name + "="));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

// Read at the moment of sending: the token changes when somebody signs in from another tab.
const formToken = () => cookie("csrftoken");
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb === "get") return;
  delete detail.parameters.csrfmiddlewaretoken; // of when the page was made; it would come first
  detail.headers["X-CSRFToken"] = formToken();
});
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, () => say(live().dataset.failed, true));
}
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && live().classList.contains("live--bad")) say("", false);
});

// <button data-opens="id of a dialog"> and, inside it, <button data-closes>; works with <dialog class="dialog">.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog").close();
});

// A form that lets go of what this browser holds: also of answers that it has not sent yet.
document.addEventListener("submit", ({ target }) => {
  if (!target.matches("[data-forgets], [action$='/logout/']")) return;
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("unsaved:")) localStorage.removeItem(key);
  } catch { /* a browser without a store keeps nothing */ }
});

// A form that takes a while: <form data-busy="Making the report…"> shows the words on its button and sends once.
document.addEventListener("submit", (event) => {
  const { busy } = event.target.dataset;
  if (!busy || event.defaultPrevented) return;
  if (event.target.hasAttribute("aria-busy")) return event.preventDefault();
  event.target.setAttribute("aria-busy", "true");
  say(busy, false);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
});

document.addEventListener("DOMContentLoaded", () => {
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
});

// Another language is a page loaded anew: what was typed goes along, in this tab and once.
const TYPED = "typed";
const NOT_TYPED = ["hidden", "password", "file", "submit"];

function fields() {
  const all = [...document.querySelectorAll("main :is(input, select, textarea)")];
  return all.filter((field) => field.name && !NOT_TYPED.includes(field.type));
}

function restore(field, value, checked) {
  if (field.value === value && Boolean(field.checked) === checked) return;
  // The value of a tick is its name for the server and never typed.
  if (["radio", "checkbox"].includes(field.type)) field.checked = checked;
  else field.value = value;
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.language")) return;
  const typed = fields().map(({ name, value, checked }) => [name, value, Boolean(checked)]);
  try {
    sessionStorage.setItem(TYPED, JSON.stringify([location.pathname, typed]));
  } catch { /* without a store the page is simply empty */ }
});

document.addEventListener("DOMContentLoaded", () => {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(TYPED));
    sessionStorage.removeItem(TYPED);
  } catch { /* nothing was kept */ }
  if (!kept || kept[0] !== location.pathname) return;
  fields().forEach((field, place) => {
    const [name, value, checked] = kept[1][place] || [];
    if (name === field.name) restore(field, value, checked);
  });
});
