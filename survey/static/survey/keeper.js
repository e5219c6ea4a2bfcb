/* Keeps every answer in this browser before it is sent, and forgets it when the server has it. */
"use strict";

{
  const PAUSE = 1200; // milliseconds after the last key, then what was typed is sent
  const SLOW = 4000; // of waiting, then the page says that it is not saved yet
  const LIMIT = 15_000; // for one request
  const EVERY = 5000;
  const STRANDED = 30_000; // what another page has kept for so long is not on its way any more
  const form = document.querySelector(".wizard");
  const words = form.dataset;
  const begins = `unsaved:${location.pathname.split("/").slice(0, 3).join("/")}/`;

  const memory = new Map(); // by path: what this browser's store does not take
  const own = new Map(); // by path: the question of this page that it was given in
  const sent = new Map(); // by path: what is on its way, and since when
  const pauses = new Map(); // by path: the timer of what is being typed
  let isLeaving = false;

  /** What a browser without a store, or with a full one, answers: nothing. */
  function inStore(act) {
    try {
      return act(window.localStorage);
    } catch {
      return null;
    }
  }

  function keep(path, body) {
    own.set(path, saverOf(path));
    memory.set(path, body);
    inStore((store) => {
      store.setItem(begins + path, body);
      memory.delete(path);
    });
  }

  function kept(path) {
    return memory.get(path) ?? inStore((store) => store.getItem(begins + path));
  }

  function forget(path) {
    own.delete(path);
    memory.delete(path);
    inStore((store) => store.removeItem(begins + path));
  }

  function waiting() {
    const keys = inStore((store) => Object.keys(store)) ?? [];
    const stored = keys.filter((key) => key.startsWith(begins)).map((key) => key.slice(begins.length));
    return [...new Set([...memory.keys(), ...stored])];
  }

  const isSave = (path) => path.includes("/tra-loi/") || path.includes("/so-lieu/");
  const isGone = (status) => status >= 400 && status < 500;
  /** A question, a list of tools, or a number of the round: what is saved by itself. */
  const saverOf = (path) => form.querySelector(`:is(fieldset, details)[hx-post="${CSS.escape(path)}"]`);
  const saverWith = (field) => field.closest("fieldset[hx-post], details[hx-post]");
  const pathOf = (saver) => saver.getAttribute("hx-post");

  function bodyOf(saver) {
    const names = saver.getAttribute("hx-params").split(",");
    return packed([...new FormData(form)].filter(([name]) => names.includes(name)));
  }

  function packed(fields) {
    const body = new URLSearchParams([...fields].filter(([name]) => name !== "csrfmiddlewaretoken"));
    body.set("at", Date.now());
    return body.toString();
  }

  function tell(path, why) {
    const state = document.getElementById("saved-state");
    if (why) state.textContent = words.retrying;
    state.classList.toggle("is-unsaved", Boolean(why));
    const line = saverOf(path)?.closest(".question").querySelector(".question__unsaved");
    if (!line) return;
    line.hidden = !why;
    line.lastElementChild.textContent = why;
  }

  function setOff(path) {
    const way = { body: kept(path), since: Date.now() };
    sent.set(path, way);
    return way;
  }

  /** Not for ever: nobody tells how it ended for a question that was exchanged in the meantime. */
  function isOnItsWay(path) {
    const way = sent.get(path);
    return Boolean(way) && Date.now() - way.since < LIMIT;
  }

  /** The server has it, unless something else was given since. */
  function arrived(path, body) {
    if (kept(path) === body) forget(path);
    tell(path, "");
  }

  function note({ target, type }) {
    const saver = saverWith(target);
    if (!saver) return;
    const path = pathOf(saver);
    if (target.matches(".numbers .input:not([name^=figure-])")) changeSides(saver);
    keep(path, bodyOf(saver));
    clearTimeout(pauses.get(path));
    pauses.delete(path);
    if (type === "input" && target.matches(".input")) {
      pauses.set(path, setTimeout(() => send(path), PAUSE));
    }
  }
  // Before htmx sends it.
  for (const type of ["input", "change"]) form.addEventListener(type, note, true);

  /** As it stands on the page; as it was kept where another answer has had the question drawn anew. */
  function send(path) {
    const saver = own.get(path);
    if (saver?.isConnected) return htmx.trigger(saver, "retry");
    return sendKept(path);
  }

  /** Numbers that are typed count instead of the card that was picked, until they are emptied again. */
  function changeSides(saver) {
    const numbers = [...saver.querySelectorAll(".numbers .input:not([name^=figure-])")];
    const isTyped = numbers.some((number) => number.value.trim());
    const shown = saver.querySelector(".question__state input[name$='-was']").value;
    for (const card of saver.querySelectorAll(".question__bands input")) {
      card.checked = !isTyped && card.value === shown;
    }
  }

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const { path, elt, parameters } = detail;
    if (!isSave(path)) return;
    // A button of a question says more than its fields do.
    if (elt.matches("button")) keep(path, packed(detail.formData));
    if (pauses.delete(path)) parameters.typing = "1";
    const way = setOff(path);
    setTimeout(() => sent.get(path) === way && kept(path) && tell(path, words.unsaved), SLOW);
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const { path } = detail.requestConfig;
    if (!isSave(path)) return;
    const way = sent.get(path);
    sent.delete(path);
    if (detail.successful) arrived(path, way?.body);
    else if (kept(path)) tell(path, isGone(detail.xhr?.status) ? words.gone : words.unsaved);
  });

  // Two answers may be sent at once, and the first be told of last: its count is the older one.
  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    if (detail.target.id !== "wizard-progress") return;
    const coming = detail.fragment.querySelector("#wizard-progress") ?? detail.fragment;
    const isOlder = Number(coming.dataset?.counted) < Number(detail.target.dataset.counted);
    if (isOlder) detail.shouldSwap = false;
  });

  // A field that is wrong says so itself, though only the words below it were exchanged.
  document.addEventListener("htmx:afterSettle", () => {
    const wrong = [...form.querySelectorAll("[data-field]")].map((error) => error.dataset.field);
    for (const field of form.querySelectorAll(".question .input")) {
      if (wrong.includes(field.name)) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  });

  function request(path, body, more) {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), LIMIT);
    const headers = { "HX-Request": "true", "X-CSRFToken": formToken() };
    return fetch(path, { method: "POST", body, headers, signal: stop.signal, ...more });
  }

  /** Kept on an earlier page, or by a button: sent as it was kept. What was saved since stands. */
  async function sendKept(path) {
    const body = kept(path);
    const fields = new URLSearchParams(body);
    fields.set("kept", "1");
    setOff(path);
    try {
      await taken(path, body, await request(path, fields));
    } catch {
      tell(path, words.unsaved);
    }
    sent.delete(path);
  }

  async function taken(path, body, answer) {
    const isOvertaken = answer.status === 409;
    if (isOvertaken) say(words.overtaken, true);
    // Kept for when this browser may open it again.
    if (!answer.ok && !isOvertaken) return tell(path, isGone(answer.status) ? words.gone : words.unsaved);
    arrived(path, body);
    const elsewhere = answer.headers.get("HX-Redirect");
    if (elsewhere) return location.assign(elsewhere);
    const saver = saverOf(path);
    const swapStyle = saver?.matches("fieldset") ? "outerHTML" : "none"; // of a number what uses it comes along
    if (saver) htmx.swap(saver, await answer.text(), { swapStyle });
  }

  // What is kept goes out as soon as there is a connection, also from the next page.
  // Found when this page opened: it goes on trying, whatever page they were kept on.
  const found = new Set();
  let isBusy = false;
  async function again() {
    if (isBusy) return;
    isBusy = true;
    for (const path of waiting()) await once(path);
    isBusy = false;
  }

  async function once(path) {
    if (isOnItsWay(path) || pauses.has(path)) return;
    const fields = new URLSearchParams(kept(path));
    const isButton = fields.has("clear") || fields.has("confirm");
    if (own.has(path) && !isButton) return send(path);
    // Another page that is open sends its own.
    const isStranded = found.has(path) || own.has(path) || Date.now() - fields.get("at") > STRANDED;
    if (isStranded) await sendKept(path);
  }
  addEventListener("online", () => again());
  setInterval(again, EVERY);

  /** The page may not come back: what is still here goes out in a way that outlives it. */
  function leave() {
    if (isLeaving) return;
    for (const path of own.keys()) {
      const body = kept(path);
      if (body) request(path, new URLSearchParams(body), { keepalive: true }).catch(() => {});
    }
  }
  addEventListener("pagehide", leave);
  // The button saves the page as a whole.
  form.addEventListener("submit", () => (isLeaving = true));
  addEventListener("pageshow", () => (isLeaving = false));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") for (const path of [...pauses.keys()]) send(path);
  });
  // Forgotten on another page: then here as well.
  addEventListener("storage", ({ key, newValue }) => {
    if (key?.startsWith(begins) && newValue === null) own.delete(key.slice(begins.length));
  });

  // A card tapped before htmx was there has not been sent: it goes out as soon as the page is ready.
  const differs = (field) =>
    field.checked !== field.defaultChecked || (field.matches(".input") && field.value !== field.defaultValue);
  addEventListener("load", () => {
    if (!window.htmx || !window.say) return; // then nothing is promised, and the button saves
    for (const question of form.querySelectorAll(".question")) {
      if ([...question.elements].some(differs)) htmx.trigger(question, "retry");
    }
    const promise = form.querySelector("[data-promise]");
    if (promise) promise.textContent = promise.dataset.promise;
    for (const path of waiting()) found.add(path);
    again();
  });
}
