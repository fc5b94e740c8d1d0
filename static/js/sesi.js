// Asks before the server ends an idle session. The server decides; without this file it does, too.
"use strict";

(() => {
  const dialog = document.getElementById("sesi-habis");
  const awal = Number.parseInt(document.body.dataset.sesi, 10);
  if (!dialog || !dialog.showModal || !awal) return;
  const PERINGATAN = 120;
  const hitung = dialog.querySelector("[data-hitung]");
  const siar = document.getElementById("siar");
  let habis = 0;
  let jam = 0;

  const sisa = () => Math.max(0, Math.round((habis - Date.now()) / 1000));
  const tata = (detik) => {
    habis = Date.now() + detik * 1000;
    clearTimeout(jam);
    if (detik > PERINGATAN) {
      if (dialog.open) dialog.close();
      jam = setTimeout(tanya, (detik - PERINGATAN) * 1000);
      return;
    }
    if (!dialog.open) dialog.showModal();
    detak();
  };
  const detak = () => {
    hitung.textContent = String(sisa());
    // A screen reader hears it every half minute, not every second.
    if (siar && sisa() % 30 === 0) siar.textContent = dialog.innerText;
    // Another tab may have answered: ask once more before the page is left.
    jam = setTimeout(sisa() > 0 && sisa() % 15 ? detak : tanya, 1000);
  };
  // Asking does not count as an act, so an open page alone keeps nobody logged in.
  const tanya = async () => {
    try {
      const jawaban = await fetch(dialog.dataset.sisa, { headers: { Accept: "application/json" } });
      const detik = (await jawaban.json()).sisa;
      if (detik > 0) tata(detik);
      else window.location.reload();
    } catch {
      clearTimeout(jam);
      jam = setTimeout(tanya, 5000);
    }
  };
  const lanjut = async () => {
    const kepala = JSON.parse(document.body.getAttribute("hx-headers"));
    const jawaban = await fetch(dialog.dataset.lanjut, { method: "POST", headers: kepala });
    if (!jawaban.ok || jawaban.redirected) return window.location.reload();
    return tata((await jawaban.json()).sisa);
  };

  dialog.querySelector("[data-sesi-lanjut]").addEventListener("click", () => {
    lanjut().catch(tanya);
  });
  // Escape closes the question; that is an answer, too.
  dialog.addEventListener("cancel", () => lanjut().catch(tanya));
  // A phone that slept: its timers slept, too.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && sisa() <= PERINGATAN) tanya();
  });
  tata(awal);
})();
