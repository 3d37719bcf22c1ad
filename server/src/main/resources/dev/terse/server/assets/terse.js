// The pages work without this file. With it the form answers in place, and copying takes one key.
"use strict";

const announcer = document.getElementById("announcer");

function announce(text) {
  announcer.textContent = "";
  requestAnimationFrame(() => {
    announcer.textContent = text;
  });
}

function show(page, url) {
  const main = page.querySelector("main");
  if (main === null) {
    throw new Error("the answer is no page");
  }
  document.querySelector("main").replaceWith(document.adoptNode(main));
  document.title = page.title;
  if (url !== location.href) {
    history.pushState(null, "", url);
  }
  main.querySelector("[autofocus]")?.focus();
  announce(main.dataset.announce);
}

async function shorten(form) {
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "text/html" },
      body: new URLSearchParams(new FormData(form)),
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    show(page, answer.redirected ? answer.url : location.href);
  } catch {
    // The browser's own way of sending the form says best what is wrong with the connection.
    form.submit();
  } finally {
    button.disabled = false;
  }
}

function copyBySelection(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Outside secure contexts browsers offer only the old way.
    return copyBySelection(text);
  }
}

async function copy(button) {
  const done = await copied(button.dataset.copy);
  button.focus();
  button.textContent = done ? "Copied" : "Copying is blocked";
  announce(button.textContent);
  setTimeout(() => {
    button.textContent = "Copy";
  }, 2000);
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-shorten]")) {
    event.preventDefault();
    shorten(event.target);
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button !== null) {
    copy(button);
  }
});

addEventListener("popstate", () => location.reload());
