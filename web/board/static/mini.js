"use strict";
// Telegram puts what it signed behind the "#" of the address, which no server sees: it is handed in as a form.
(() => {
  const form = document.getElementById("mini");
  const signed = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");
  if (!signed) {
    location.replace(form.dataset.else);
    return;
  }
  history.replaceState(null, "", location.pathname);
  form.elements.signed.value = signed;
  form.submit();
})();
