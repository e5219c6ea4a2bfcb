/* The questionnaire's manners: Enter in a field, the jump list. */
"use strict";

const wizard = document.querySelector(".wizard");

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
