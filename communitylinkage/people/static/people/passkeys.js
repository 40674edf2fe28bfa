"use strict";
// Asks this device for a passkey and sends its answer with the form around the button. The page
// holds the question (data-options); the device's interface speaks in bytes, a form in base64url.
(function () {
  var box = document.getElementById("passkey");
  if (!box) { return; }
  var waiting = false;

  function say(state) {
    box.querySelectorAll("[data-when]").forEach(function (part) {
      part.hidden = part.dataset.when.split(" ").indexOf(state) < 0;
    });
  }

  function toBytes(text) {
    var plain = window.atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (sign) { return sign.charCodeAt(0); });
  }

  function toText(buffer) {
    var plain = Array.from(new Uint8Array(buffer), function (byte) {
      return String.fromCharCode(byte);
    }).join("");
    return window.btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function question() {
    var options = JSON.parse(box.dataset.options);
    options.challenge = toBytes(options.challenge);
    if (options.user) { options.user.id = toBytes(options.user.id); }
    ["allowCredentials", "excludeCredentials"].forEach(function (name) {
      (options[name] || []).forEach(function (each) { each.id = toBytes(each.id); });
    });
    return { publicKey: options };
  }

  function answer(credential) {
    var response = {};
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
      .forEach(function (name) {
        if (credential.response[name]) { response[name] = toText(credential.response[name]); }
      });
    return JSON.stringify({
      id: credential.id, rawId: toText(credential.rawId), type: credential.type, response: response
    });
  }

  // Missing in old browsers, and wherever the connection is not a safe one.
  if (!window.PublicKeyCredential || !navigator.credentials) { say("cannot"); return; }
  say("ready");
  if (!box.dataset.options) { return; }

  box.querySelector("form").addEventListener("submit", function (event) {
    var form = event.target;
    event.preventDefault();
    if (waiting) { return; }
    waiting = true;
    say("waiting");
    var asked = box.dataset.act === "make" ? "create" : "get";
    // The promise is made inside, so that a question that the browser refuses is told too.
    Promise.resolve().then(function () {
      return navigator.credentials[asked](question());
    }).then(function (credential) {
      form.elements.answer.value = answer(credential);
      form.submit();
    }).catch(function () {
      waiting = false;
      say("failed");
    });
  });
})();
