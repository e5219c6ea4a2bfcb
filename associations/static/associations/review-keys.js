/* The keys of a review alone, without Alt, for whoever asks for it: else a screen reader, or
   somebody who speaks to the machine, would press buttons by accident. The letters are those
   that stand on the page as `accesskey`, so both ways press the same. */
(function () {
  "use strict";
  var KEPT = "review-single-keys";
  var line = document.getElementById("single-keys");
  var box = document.getElementById("single");
  if (!line || !box) return;

  function remembered() {
    try {
      return localStorage.getItem(KEPT) === "1";
    } catch (error) {
      return false;
    }
  }

  function remember() {
    try {
      localStorage.setItem(KEPT, box.checked ? "1" : "0");
    } catch (error) {
      /* It holds for this page then. */
    }
  }

  function isTyping(element) {
    if (element.isContentEditable || element.tagName === "TEXTAREA" || element.tagName === "SELECT") return true;
    return element.tagName === "INPUT" && !/^(radio|checkbox|button|submit)$/.test(element.type);
  }

  function press(event) {
    if (!box.checked || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    if (isTyping(event.target) || event.key.length !== 1) return;
    var key = event.key.toLowerCase();
    var target = document.querySelector("[accesskey=\"" + CSS.escape(key) + "\"]");
    if (!target) return;
    event.preventDefault();
    if (target.tagName === "TEXTAREA") target.focus();
    else target.click();
  }

  box.checked = remembered();
  line.hidden = false;
  box.addEventListener("change", remember);
  document.addEventListener("keydown", press);
})();
