// Keeps the progress of long work fresh; without it the page has a link to look again.
const box = document.getElementById("progress");

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) { location.reload(); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("progress");
  if (!fresh || page.querySelector("h1").textContent !== document.querySelector("h1").textContent) {
    location.reload();
    return;
  }
  if (fresh.innerHTML !== box.innerHTML) box.replaceChildren(...fresh.childNodes);
  setTimeout(look, 3000);
}

if (box) setTimeout(look, 2000);
