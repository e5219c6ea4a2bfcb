/* The frame's few manners: the CSRF header for htmx, an honest word when saving fails, dialogs, focus on errors, presses
   that a moving page would lose. */
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
const formToken = () => cookie("__Host-csrftoken") || cookie("csrftoken");
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb === "get") return;
  delete detail.parameters.csrfmiddlewaretoken; // of when the page was made; it would come first
  detail.headers["X-CSRFToken"] = formToken();
});
// What waited its turn while a button of the same form was pressed, such as the language, goes where it
// was meant to: htmx would send it where the button leads, and put that whole page into a part of this one.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.triggeringEvent?.type === "submit") return;
  for (const verb of ["get", "post"]) {
    const path = detail.elt.getAttribute(`hx-${verb}`);
    if (path) [detail.verb, detail.path] = [verb, path];
  }
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

// A page that was open while its token was renewed, as by signing in from another tab, sends today's.
document.addEventListener("submit", ({ target }) => {
  const { csrfmiddlewaretoken: token } = target.elements;
  if (token && formToken()) token.value = formToken();
}, true);

// A mouse goes down on a button, the field it leaves is saved, and what comes back (an error, a hint) pushes
// the button away: the mouse goes up over something else, and a browser calls that no click. It was one for
// whoever lets go of what is still there without having moved. Fingers and keys press at one moment.
const PRESSED = "label, a[href], button, summary, input:is([type=submit], [type=checkbox], [type=radio])";
const STILL = 6; // pixels that a hand may tremble
let press = null;
document.addEventListener("mousedown", ({ target, button, clientX, clientY, ctrlKey, metaKey, shiftKey }) => {
  const pressed = target.closest("label") ?? target.closest(PRESSED);
  const isPlain = button === 0 && !ctrlKey && !metaKey && !shiftKey;
  press = isPlain && pressed ? { pressed, clientX, clientY } : null;
}, true);
document.addEventListener("mouseup", ({ target, button, clientX, clientY }) => {
  if (!press || button !== 0) return;
  const { pressed, ...place } = press;
  press = null;
  const moved = Math.hypot(clientX - place.clientX, clientY - place.clientY);
  if (moved <= STILL && pressed.isConnected && !pressed.contains(target)) pressed.click();
}, true);

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
  // Only the row is pushed, never the page.
  for (const open of document.querySelectorAll(".tabs [aria-current]")) {
    const row = open.closest(".tabs");
    row.scrollLeft += open.getBoundingClientRect().right - row.getBoundingClientRect().right + 48;
  }
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
  // What was typed stands here again in the other language: what is counted of it is counted again.
  for (const form of document.querySelectorAll("[data-put-back]")) form.dispatchEvent(new Event("put-back"));
});
