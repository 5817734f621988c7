// Warns at 15 minutes without a click, and leaves the page at 20, so that the
// register is not left on a screen. Without scripts the session still ends.
(() => {
  const box = document.getElementById("idle-warning");
  const stay = document.getElementById("idle-stay");
  let warned, ended, before;
  const leave = () => { window.location.assign("/"); };
  const warn = () => { before = document.activeElement; box.hidden = false; stay.focus(); };
  const start = () => {
    window.clearTimeout(warned);
    window.clearTimeout(ended);
    warned = window.setTimeout(warn, Number(box.dataset.warn) * 1000);
    ended = window.setTimeout(leave, Number(box.dataset.end) * 1000);
  };
  const keep = async () => {
    const answer = await fetch(box.dataset.keep, {
      method: "POST", headers: { "X-CSRFToken": box.dataset.token }, redirect: "manual",
    });
    if (answer.status !== 204) { leave(); return; }
    box.hidden = true;
    if (before) { before.focus(); }
    start();
  };
  stay.addEventListener("click", keep);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Tab") { event.preventDefault(); stay.focus(); }
    if (event.key === "Escape") { keep(); }
  });
  start();
})();
