"use strict";
// The exit replaces this page in the history: "back" does not return here (DESIGN 3, rule 4).
// In the guide (data-one-entry) links and forms replace the page too, so that the guide takes one
// place in the history. Without JavaScript all of these are plain links and forms.
(function () {
  var root = document.documentElement;

  // Where it leads waits in the tab itself, until a page is opened on purpose: an entry of the
  // history that the exit could not replace leads on to the harmless page as well.
  var LEFT = "left";
  function kept() { try { return window.sessionStorage.getItem(LEFT); } catch (refused) { return null; } }
  function keep(address) {
    try {
      if (address) { window.sessionStorage.setItem(LEFT, address); } else { window.sessionStorage.removeItem(LEFT); }
    } catch (refused) { /* A browser that keeps nothing: the safety page says what is left then. */ }
  }
  function cameBack() {
    var ways = window.performance.getEntriesByType("navigation");
    return ways.length > 0 && ways[0].type === "back_forward";
  }
  function leaveAgain() { root.hidden = true; window.location.replace(kept()); }
  if (kept()) { if (cameBack()) { leaveAgain(); } else { keep(""); } }
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && kept()) { leaveAgain(); }
    document.querySelectorAll("button[aria-busy]").forEach(rest);
  });

  function leave(event) {
    if (event) { event.preventDefault(); }
    root.hidden = true;
    var harmless = document.getElementById("quick-exit").href;
    keep(harmless);
    window.location.replace(harmless);
  }

  // A sign that something is on its way; nothing is locked, so a second press is still possible.
  function rest(button) { button.removeAttribute("aria-busy"); }
  function sending(button) {
    if (!button) { return; }
    button.setAttribute("aria-busy", "true");
    // A file that comes leaves the page as it is.
    window.setTimeout(rest, 15000, button);
  }

  // A page may ask for a style that this one does not have, a page of questions for a script (htmx):
  // scripts that come with a text do not run, so it is written anew. Where it runs already it is
  // shown the new page.
  function bring(head) {
    if (window.htmx) { window.htmx.process(document.body); }
    head.querySelectorAll("meta[name=htmx-config], script[src], link[rel=stylesheet]").forEach(function (one) {
      var known = one.src ? 'script[src="' + one.getAttribute("src") + '"]' : "meta[name=htmx-config]";
      if (one.href) { known = 'link[href="' + one.getAttribute("href") + '"]'; }
      if (document.querySelector(known)) { return; }
      var made = document.createElement(one.localName);
      one.getAttributeNames().forEach(function (name) {
        made.setAttribute(name, one.getAttribute(name));
      });
      document.head.append(made);
    });
  }

  function show(answer) {
    return answer.text().then(function (text) {
      var next = new DOMParser().parseFromString(text, "text/html");
      document.title = next.title;
      // A form may lead to another language or to easy mode: the frame follows, and the address.
      ["lang", "dir", "class"].forEach(function (name) {
        var value = next.documentElement.getAttribute(name);
        if (value) { root.setAttribute(name, value); } else { root.removeAttribute(name); }
      });
      window.history.replaceState(null, "", answer.url);
      document.body.replaceWith(next.body);
      bring(next.head);
      var main = document.getElementById("main");
      if (main) { main.focus({ preventScroll: true }); }
      window.scrollTo({ top: 0, behavior: "instant" });
    });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[href]") : null;
    if (!link || event.defaultPrevented) { return; }
    if (link.id === "quick-exit") { leave(event); return; }
    if (!root.hasAttribute("data-one-entry") || event.button !== 0 || event.metaKey ||
        event.ctrlKey || event.shiftKey || link.target || link.origin !== window.location.origin ||
        link.hasAttribute("download")) { return; }
    event.preventDefault();
    window.location.replace(link.href);
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    // A form whose own script takes it (a passkey) says itself what it waits for.
    if (event.defaultPrevented) { return; }
    sending(event.submitter);
    if (!root.hasAttribute("data-one-entry") || form.method !== "post") { return; }
    event.preventDefault();
    var data = new FormData(form, event.submitter);
    var body = form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
    var button = event.submitter;
    var own = button && button.hasAttribute("formaction");
    fetch(own ? button.formAction : form.action, { method: "POST", body: body }).then(show).catch(function () {
      if (button) { rest(button); }
      var lost = document.getElementById("signal-lost");
      if (lost) { lost.hidden = false; lost.focus(); }
    });
  });

  // Three times Escape within two seconds leaves too: a key is faster than a button.
  var presses = [];
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    presses = presses.concat(event.timeStamp).filter(function (at) {
      return event.timeStamp - at < 2000;
    });
    if (presses.length >= 3) { leave(null); }
  });
})();
