// Two comforts; without this file the links and the field work as they are.
(() => {
  const SLOW = 500; // milliseconds after which one wants to see that something is happening

  async function fetchReport(event) {
    const link = event.currentTarget;
    const state = document.querySelector(".report-state");
    event.preventDefault();
    if (link.getAttribute("aria-busy") === "true") return;
    link.setAttribute("aria-busy", "true");
    state.textContent = "";
    const timer = setTimeout(() => { state.textContent = link.dataset.busy; }, SLOW);
    try {
      const response = await fetch(link.href, { credentials: "same-origin" });
      if (!response.ok) throw new Error(response.status);
      save(await response.blob(), nameOf(response));
      state.textContent = "";
    } catch {
      state.textContent = link.dataset.failed;
    } finally {
      clearTimeout(timer);
      link.removeAttribute("aria-busy");
    }
  }

  function nameOf(response) {
    const found = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") || "");
    return found ? found[1] : "report.pdf";
  }

  function save(blob, name) {
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(blob);
    anchor.download = name;
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 60000);
  }

  async function copy(event) {
    const button = event.currentTarget;
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // pages without TLS have no clipboard
    }
    button.textContent = button.dataset.copied;
  }

  document.querySelectorAll("a[data-report]").forEach((link) => link.addEventListener("click", fetchReport));
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", copy);
  });
})();
