// What the page adds to the terminal: keys the browser would take, copies it may refuse, files.
// Nothing here, and nothing the terminal does, asks another host for anything.

const SECONDS = 8;
const told = document.getElementById("told");
let silence;

// A sentence above the terminal, for a few seconds.
function tell(sentence) {
  told.textContent = sentence;
  told.hidden = false;
  clearTimeout(silence);
  silence = setTimeout(() => { told.hidden = true; }, SECONDS * 1000);
}

// Keys ----------------------------------------------------------------------------------------

// The function keys belong to the application, wherever the focus is. Ctrl+V stays with the
// browser: the terminal then receives what is pasted, not a control character.
const PASTE = (event) =>
  (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "v";

const keyboard = () => document.querySelector(".xterm-helper-textarea");

function keepKey(event) {
  if (document.body.classList.contains("-closed")) return;
  if (PASTE(event)) {
    event.stopImmediatePropagation();
    return;
  }
  if (/^F([1-9]|1[0-2])$/.test(event.key) && event.key !== "F11") {
    event.preventDefault();
  }
  const field = keyboard();
  if (field !== null && event.target === document.body) {
    field.focus();
    field.dispatchEvent(new KeyboardEvent(event.type, event)); // no key is lost
  }
}

window.addEventListener("keydown", keepKey, true);
window.addEventListener("keypress", (event) => {
  if (PASTE(event)) event.stopImmediatePropagation();
}, true);

// The clipboard -------------------------------------------------------------------------------

const REFUSED = "Le navigateur a refusé la copie : F10, « Enregistrer dans un fichier… ».";

// Outside HTTPS and this machine, browsers give no clipboard: what is left is the old way.
function copyTheOldWay(text) {
  const field = document.createElement("textarea");
  const before = document.activeElement;
  field.value = text;
  field.style.position = "fixed";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus();
  return done ? Promise.resolve() : Promise.reject(new Error("copy"));
}

const browsers = navigator.clipboard;
const write = browsers === undefined ? copyTheOldWay : browsers.writeText.bind(browsers);

Object.defineProperty(navigator, "clipboard", {
  value: {
    writeText: (text) => write(text).catch(() => tell(REFUSED)),
    readText: () => Promise.resolve(""), // the application never reads the clipboard
  },
});

// Files and addresses -------------------------------------------------------------------------

// The terminal opens windows for two things: a file to save, which needs no window, and an address
// found in a text, which would tell another host who reads what.
window.open = (address) => {
  const target = new URL(String(address ?? ""), location.href);
  if (target.origin === location.origin && target.pathname.startsWith("/download/")) {
    const link = document.createElement("a");
    link.href = target.pathname;
    link.download = "";
    link.click();
  } else {
    tell("Qualif n'ouvre aucune autre adresse : copiez-la si vous voulez la lire.");
  }
  return null;
};

// Opening -------------------------------------------------------------------------------------

document.getElementById("again").addEventListener("click", () => location.reload());

const terminal = document.getElementById("terminal");
const scheme = location.protocol === "https:" ? "wss:" : "ws:";
terminal.dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws`;

// The keyboard goes to the application as soon as it is there.
new MutationObserver((changes, observer) => {
  if (terminal.classList.contains("-connected")) {
    observer.disconnect();
    keyboard()?.setAttribute("autocomplete", "off");
    keyboard()?.focus();
  }
}).observe(terminal, { attributeFilter: ["class"] });

// The terminal measures its letters once: their font must be there first.
function start() {
  const script = document.createElement("script");
  script.src = "/static/js/textual.js";
  script.addEventListener("load", () => {
    if (document.readyState === "complete") window.onload(new Event("load"));
  });
  document.head.append(script);
}

document.fonts.load('16px "Roboto Mono"').then(start, start);
