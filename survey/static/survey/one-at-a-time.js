/* One question at a time: the same form, rows and addresses, of which only the question in turn is shown. */
"use strict";

// Other scripts of the page have names of their own; those in this block are ours.
{
  const CHOICE = "one-at-a-time"; // kept in this browser: "yes" or "no"
  const TURNED = "turned-to"; // kept until the next page: which of its questions comes first
  const BEAT = 180; // milliseconds in which one sees what was tapped
  const PATIENCE = 2000;
  const SWIPE = 70;
  const DOUBLE_TAP = 300;
  const root = document.documentElement;
  const isOn = () => root.classList.contains("one-at-a-time");

  let form;
  let inTurn = ""; // code of the question that is shown
  let ticket = 0; // every move makes the ones still waiting void
  let tapped = null;
  let touch = null;

  const kept = (storage, name) => {
    try {
      return window[storage].getItem(name);
    } catch {
      return null; // a browser that keeps nothing
    }
  };
  const keep = (storage, name, value) => {
    try {
      window[storage].setItem(name, value);
    } catch {
      // It is asked again on the next page, no more.
    }
  };

  root.classList.add("may-be-one-at-a-time");
  // Before anything is drawn, so that the whole page is not seen for a moment.
  root.classList.toggle("one-at-a-time", kept("localStorage", CHOICE) === "yes");

  const questions = () => [...form.querySelectorAll(".question")];
  const shown = () => questions().find((question) => question.dataset.question === inTurn);
  const place = (question) => questions().indexOf(question);

  /** The question that an address leads to: itself, its place, or something inside it. */
  function addressed() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !form.contains(target)) return null;
    return target.closest(".question") ?? target.querySelector(".question");
  }

  function first() {
    const wanted = kept("sessionStorage", TURNED);
    keep("sessionStorage", TURNED, "");
    const all = questions();
    const wrong = form.querySelector(".question--error, .question .field__error")?.closest(".question");
    return wrong ?? addressed() ?? document.getElementById(wanted) ?? all.at(wanted === "last" ? -1 : 0);
  }

  /** Also after an answer was saved: then what is drawn may have been exchanged. */
  function mark() {
    if (!isOn()) return;
    const all = questions();
    const question = shown() ?? all[0];
    if (!question) return;
    inTurn = question.dataset.question;
    for (const other of all) other.classList.toggle("is-in-turn", other === question);
    form.classList.toggle("is-first", question === all[0]);
    tellPlace(question);
    const back = form.querySelector("[data-turn=back]");
    back.hidden = question === all[0] && !form.querySelector("[data-back-to]");
  }

  function tellPlace(question) {
    const { number } = question.dataset;
    const bar = form.querySelector(".one-place");
    const total = form.dataset.total || form.querySelector("#wizard-progress progress").max;
    const words = bar.dataset.words.replace("{number}", number).replace("{total}", total);
    bar.textContent = number === "0" ? bar.dataset.free : words;
  }

  function show(question, from) {
    ticket += 1;
    inTurn = question.dataset.question;
    mark();
    tell("");
    // The second half of a double tap is no answer to the question that came in between.
    form.classList.add("is-turning");
    setTimeout(() => form.classList.remove("is-turning"), DOUBLE_TAP);
    glide(question, from);
    scrollTo({ top: form.getBoundingClientRect().top + scrollY, behavior: "instant" });
    // Its legend is read once, as the name of what has the focus.
    question.focus({ preventScroll: true });
  }

  function glide(question, from) {
    if (!from || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const start = { opacity: 0, transform: `translateX(${from * 24}px)` };
    question.animate([start, { opacity: 1, transform: "none" }], 160);
  }

  function address(question) {
    return `#q-${question.dataset.question}`;
  }

  function go(question, from) {
    history.pushState({ from: inTurn }, "", address(question));
    show(question, from);
  }

  const saving = () => form.querySelector(".question.htmx-request");

  /** Until what was typed or tapped has come back, but not for ever. */
  function saved() {
    return new Promise((resolve) => {
      const timer = setTimeout(end, PATIENCE);
      const look = () => setTimeout(() => saving() || end()); // the next in the queue may follow
      function end() {
        clearTimeout(timer);
        document.removeEventListener("htmx:afterRequest", look);
        resolve();
      }
      document.addEventListener("htmx:afterRequest", look);
      look();
    });
  }

  async function next(beat = 0) {
    ticket += 1;
    const mine = ticket;
    await new Promise((resolve) => setTimeout(resolve, beat));
    await saved();
    if (mine !== ticket) return;
    const question = shown();
    const wrong = question.querySelector(".field__error");
    if (wrong) return question.querySelector(".input:not([type=hidden])")?.focus();
    // Only now: the answer may have opened or closed what comes next.
    const following = questions()[place(question) + 1];
    if (following) return go(following, 1);
    leave(form.querySelector(".wizard__foot .button"), "");
  }

  function back() {
    ticket += 1;
    const before = questions()[place(shown()) - 1];
    if (before && history.state?.from === before.dataset.question) return history.back();
    if (before) {
      history.replaceState(null, "", address(before));
      return show(before, -1);
    }
    const button = form.querySelector("[data-back-to]");
    if (button) leave(button, button.dataset.backTo);
  }

  /** To another page, by the button that leads there without us: it saves this page as well. */
  function leave(button, wanted) {
    const lines = [...form.querySelectorAll(".question__unsaved:not([hidden])")];
    // What only this browser has would be gone with a page that cannot be loaded.
    if (!navigator.onLine || lines.some((line) => line.textContent.trim() === form.dataset.unsaved)) {
      return tell(form.dataset.unsaved);
    }
    keep("sessionStorage", TURNED, wanted || "first");
    form.requestSubmit(button);
  }

  function tell(words) {
    form.querySelector(".one-told").textContent = words;
  }

  /** Whether one tap is the whole answer: one set of cards, and nothing else to fill in or to press. */
  function isOneTap(question) {
    const fields = [...question.elements].filter((field) => !["hidden", "submit"].includes(field.type));
    const names = new Set(fields.map((field) => `${field.type} ${field.name}`));
    const more = question.querySelector(".question__refine, .question__confirm");
    return !more && names.size === 1 && fields[0].type === "radio";
  }

  function switchTo(choice) {
    const all = questions();
    const inSight = all.find((question) => question.getBoundingClientRect().bottom > 120);
    keep("localStorage", CHOICE, choice);
    root.classList.toggle("one-at-a-time", choice === "yes");
    if (choice === "yes") {
      history.replaceState(null, "", address(inSight ?? all[0]));
      return show(inSight ?? all[0], 0);
    }
    const question = shown();
    // The whole page has the address that it has without us: nothing in it is in turn.
    history.replaceState(null, "", location.pathname + location.search);
    question.scrollIntoView({ behavior: "instant" });
    question.focus({ preventScroll: true });
  }

  function follow() {
    const question = isOn() && addressed();
    if (question && question !== shown()) show(question, 0);
  }

  /** What is wider than its place is moved across by the finger, and not the page. */
  function scrollsAcross(element) {
    for (let part = element; part && part !== form; part = part.parentElement) {
      if (part.scrollWidth > part.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(part).overflowX)) return true;
    }
    return false;
  }

  function listen() {
    form.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-turn], [data-one-at-a-time]");
      if (button?.dataset.oneAtATime) return switchTo(button.dataset.oneAtATime);
      if (button) return button.dataset.turn === "next" ? next() : back();
      // Arrow keys choose too, and must not carry anybody away: only a tap moves on.
      if (!isOn() || !tapped?.contains(target) || !target.matches("input[type=radio]")) return;
      tapped = null;
      if (isOneTap(target.closest(".question"))) next(BEAT);
    });
    form.addEventListener("pointerdown", ({ target }) => (tapped = target.closest(".choice")));
    form.addEventListener("keydown", (event) => {
      tapped = null;
      if (!isOn() || event.key !== "Enter" || !event.target.matches(".question input")) return;
      event.preventDefault(); // else the page would be sent and begin again
      next();
    });
    form.addEventListener("touchstart", ({ target, touches }) => {
      const isOurs = isOn() && touches.length === 1 && !target.matches(".input") && !scrollsAcross(target);
      touch = isOurs ? touches[0] : null;
    }, { passive: true });
    form.addEventListener("touchend", ({ changedTouches }) => {
      if (!touch) return;
      const across = changedTouches[0].clientX - touch.clientX;
      const along = Math.abs(changedTouches[0].clientY - touch.clientY);
      touch = null;
      if (Math.abs(across) < SWIPE || along > Math.abs(across) / 2) return;
      if (across > 0) back();
      else next();
    });
    addEventListener("popstate", follow);
    addEventListener("hashchange", follow);
    document.addEventListener("htmx:afterRequest", mark);
  }

  document.addEventListener("DOMContentLoaded", () => {
    form = document.querySelector(".wizard");
    listen();
    if (!isOn() || !questions().length) return;
    const turned = kept("sessionStorage", TURNED);
    const question = first();
    // A page leads to its first question by itself; with an anchor it would not begin at its top.
    const place = question === questions()[0] ? location.pathname + location.search : address(question);
    history.replaceState(history.state, "", place);
    inTurn = question.dataset.question;
    mark();
    // Who comes from another question goes on reading here; who opens the page begins at its top.
    if (turned && !form.querySelector(".error-summary")) show(question, 0);
  });
}
