// Small niceties of every page. Each page works without them; nothing here decides anything.
"use strict";

(() => {
  const akar = document.documentElement;
  const siar = (kalimat) => {
    const tempat = document.getElementById("siar");
    if (tempat && kalimat && tempat.textContent !== kalimat) tempat.textContent = kalimat;
  };

  // --- Passwords: show and hide -----------------------------------------------------------------
  for (const tombol of document.querySelectorAll("[data-sandi]")) {
    const isian = document.getElementById(tombol.dataset.sandi);
    if (!isian) continue;
    tombol.hidden = false;
    const tata = (terlihat) => {
      isian.type = terlihat ? "text" : "password";
      tombol.setAttribute("aria-pressed", String(terlihat));
      tombol.firstElementChild.textContent = terlihat
        ? tombol.dataset.sembunyikan
        : tombol.dataset.perlihatkan;
    };
    tombol.addEventListener("click", () => tata(isian.type === "password"));
    // Browsers keep what a text field held; a password must never be kept that way.
    isian.form?.addEventListener("submit", () => tata(false));
  }

  // --- Balance: hide it on this device ----------------------------------------------------------
  const tutupSaldo = document.querySelectorAll("[data-tutup-saldo]");
  const tandai = () => {
    const tertutup = akar.dataset.saldo === "tertutup";
    for (const tombol of tutupSaldo) {
      tombol.hidden = false;
      tombol.setAttribute("aria-pressed", String(tertutup));
    }
  };
  for (const tombol of tutupSaldo) {
    tombol.addEventListener("click", () => {
      const tertutup = akar.dataset.saldo !== "tertutup";
      if (tertutup) akar.dataset.saldo = "tertutup";
      else delete akar.dataset.saldo;
      // A cookie, so that the server draws the next page closed and nothing flashes open.
      const aman = location.protocol === "https:" ? "; Secure" : "";
      document.cookie = `saldo_tertutup=${tertutup ? 1 : 0}; Path=/; Max-Age=31536000; SameSite=Lax${aman}`;
      tandai();
    });
  }
  tandai();

  // --- Error summary: takes the focus, its links go to the field ---------------------------------
  const pusatkanGalat = (lingkup) => lingkup.querySelector("[data-galat]")?.focus();
  pusatkanGalat(document);
  document.addEventListener("click", (kejadian) => {
    const tautan = kejadian.target.closest("[data-galat] a[href^='#']");
    if (!tautan) return;
    const medan = document.getElementById(tautan.hash.slice(1));
    if (!medan) return;
    kejadian.preventDefault();
    const sasaran = medan.matches("fieldset") ? medan.querySelector("input") : medan;
    (sasaran || medan).focus();
    (medan.closest(".medan") || medan).scrollIntoView({ block: "start" });
  });

  // --- One tap, one request ----------------------------------------------------------------------
  // Let go after ten seconds, on the back button and when the browser stops loading: whoever taps
  // again after a failure must get through. The server is what keeps things from happening twice.
  const LEPAS_SETELAH = 10000;
  const lepaskan = (formulir) => {
    delete formulir.dataset.terkirim;
    for (const tombol of formulir.querySelectorAll("[data-sibuk]")) {
      delete tombol.dataset.sibuk;
      tombol.removeAttribute("aria-disabled");
    }
  };
  document.addEventListener("submit", (kejadian) => {
    const formulir = kejadian.target;
    if (!formulir.matches("[data-sekali]") || kejadian.defaultPrevented) return;
    if (formulir.dataset.terkirim) {
      kejadian.preventDefault();
      return;
    }
    formulir.dataset.terkirim = "ya";
    const tombol = kejadian.submitter;
    if (tombol) {
      // Not `disabled`: a disabled button would not be sent, and would lose the focus.
      tombol.dataset.sibuk = "ya";
      tombol.setAttribute("aria-disabled", "true");
    }
    setTimeout(() => lepaskan(formulir), LEPAS_SETELAH);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("[data-terkirim]").forEach(lepaskan);
  });
  window.addEventListener("offline", () => {
    document.querySelectorAll("[data-terkirim]").forEach(lepaskan);
  });

  // --- Promised time: what is left of it ---------------------------------------------------------
  const MENIT = 60000;
  const sebutLama = (ms, kata) => {
    const menit = Math.max(1, Math.floor(Math.abs(ms) / MENIT));
    const jam = Math.floor(menit / 60);
    if (jam >= 48) return `${Math.floor(jam / 24)} ${kata.kataHari}`;
    if (jam === 0) return `${menit} ${kata.kataMenit}`;
    return menit % 60 === 0
      ? `${jam} ${kata.kataJam}`
      : `${jam} ${kata.kataJam} ${menit % 60} ${kata.kataMenit}`;
  };
  const putarJam = () => {
    for (const jam of document.querySelectorAll("[data-janji]")) {
      const tempat = jam.querySelector("[data-sisa]");
      const sisa = Date.parse(jam.dataset.janji) - Date.now();
      if (!tempat || Number.isNaN(sisa)) continue;
      const kata = sisa >= 0 ? jam.dataset.kataSisa : jam.dataset.kataLewat;
      const teks = `(${kata} ${sebutLama(sisa, jam.dataset)})`;
      if (tempat.textContent !== teks) tempat.textContent = teks;
    }
  };
  putarJam();
  setInterval(putarJam, 15000);

  // --- Live panels -------------------------------------------------------------------------------
  document.addEventListener("htmx:afterSettle", (kejadian) => {
    const bagian = kejadian.target;
    const baru = bagian.matches?.("[data-siarkan]") ? bagian : bagian.querySelector?.("[data-siarkan]");
    siar(baru?.textContent.trim());
    pusatkanGalat(bagian);
    putarJam();
  });
  // A whole page where a piece was asked for: the session is over, so go where the server leads.
  document.addEventListener("htmx:beforeSwap", (kejadian) => {
    if (!/^\s*<!doctype/i.test(kejadian.detail.xhr.responseText)) return;
    kejadian.detail.shouldSwap = false;
    window.location.reload();
  });
  const putus = (ya) => (kejadian) => {
    const panel = kejadian.detail.elt?.closest("[data-menunggu]");
    const teks = panel?.querySelector("[data-putus]");
    if (!teks || teks.hidden === !ya) return;
    teks.hidden = !ya;
    if (ya) siar(teks.textContent.trim());
  };
  document.addEventListener("htmx:sendError", putus(true));
  document.addEventListener("htmx:timeout", putus(true));
  document.addEventListener("htmx:responseError", putus(true));

  // --- Installed portal: an offline page ---------------------------------------------------------
  if (akar.dataset.pekerja && "serviceWorker" in navigator && window.isSecureContext) {
    window.addEventListener("load", () => {
      navigator.serviceWorker.register(akar.dataset.pekerja, { scope: "/" }).catch(() => {});
    });
  }
})();
