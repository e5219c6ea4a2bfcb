/* Keeps an answer that could not be saved (no connection) and sends it again until the server has it. */
"use strict";

const wizard = document.querySelector(".wizard");
const kept = `unsaved:${location.pathname.split("/").slice(0, 3).join("/")}/`;
const isSave = (path) => path.includes("/tra-loi/") || path.includes("/so-lieu/");

const isGone = (status) => status >= 400 && status < 500;

function waiting() {
  return Object.keys(localStorage).filter((key) => key.startsWith(kept));
}

function tell(question, words) {
  const state = document.getElementById("saved-state");
  state.textContent = words ? wizard.dataset.retrying : state.textContent;
  state.classList.toggle("is-unsaved", Boolean(words));
  const line = question?.querySelector(".question__unsaved");
  if (!line) return;
  line.hidden = !words;
  line.lastElementChild.textContent = words;
}

function unsaved(event) {
  const { requestConfig, elt, xhr } = event.detail;
  if (!isSave(requestConfig.path)) return;
  const body = new URLSearchParams(requestConfig.formData).toString();
  localStorage.setItem(kept + requestConfig.path, body);
  tell(elt.closest(".question"), isGone(xhr?.status) ? wizard.dataset.gone : wizard.dataset.unsaved);
}
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(name, unsaved);

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && isSave(detail.requestConfig.path)) localStorage.removeItem(kept + detail.requestConfig.path);
});

// Also on the next page, should this one be left: what is kept goes out as soon as there is a connection.
let busy = false;
async function again() {
  if (busy) return;
  busy = true;
  for (const key of waiting()) await sendAgain(key, key.slice(kept.length));
  busy = false;
}

async function sendAgain(key, path) {
  const question = document.querySelector(`.question[hx-post="${CSS.escape(path)}"]`);
  if (question?.querySelector(".question__unsaved:not([hidden])")) return htmx.trigger(question, "retry");
  const body = new URLSearchParams(localStorage.getItem(key));
  body.set("csrfmiddlewaretoken", wizard.elements.csrfmiddlewaretoken.value);
  try {
    const answer = await fetch(path, { method: "POST", body, headers: { "HX-Request": "true" } });
    if (answer.ok) localStorage.removeItem(key);
    else if (isGone(answer.status)) clearInterval(timer); // kept for when this browser may open it again
  } catch {
    tell(question, wizard.dataset.unsaved);
  }
}
addEventListener("online", again);
const timer = setInterval(again, 5000);
again();

// A card tapped before htmx was there has not been sent: it goes out as soon as the page is ready.
const differs = (field) => field.checked !== field.defaultChecked || (field.matches(".input") && field.value !== field.defaultValue);
addEventListener("load", () => {
  for (const question of document.querySelectorAll(".question")) {
    if ([...question.elements].some(differs)) htmx.trigger(question, "retry");
  }
});

// Enter in a number field saves it instead of leaving the page.
wizard.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input.input")) return;
  event.preventDefault();
  event.target.blur();
});

// The jump list closes with Escape and with a click elsewhere.
const jump = document.querySelector(".jump");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && jump.open) {
    jump.open = false;
    jump.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  if (jump.open && !jump.contains(event.target)) jump.open = false;
});
