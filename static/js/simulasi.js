// Sliders of the simulation, tied to the fields beside them. Without this file the fields stand alone.
"use strict";

(() => {
  const koma = !document.documentElement.lang.startsWith("en");
  const baca = (teks) => Number(teks.replace("%", "").replace(",", ".").trim() || NaN);

  for (const geser of document.querySelectorAll("[data-geser]")) {
    const isian = document.getElementById(geser.dataset.geser);
    if (!isian) continue;
    const ikuti = () => {
      const nilai = baca(isian.value);
      // Words and amounts beyond the slider stay as they were typed; the server answers them.
      if (!Number.isNaN(nilai)) geser.value = String(nilai);
    };
    geser.hidden = false;
    ikuti();
    isian.addEventListener("input", ikuti);
    // Runs before the form hears of it, so what is sent is what the slider shows.
    geser.addEventListener("input", () => {
      isian.value = koma ? geser.value.replace(".", ",") : geser.value;
    });
  }

  // Whoever changes the years means them.
  const tahun = document.getElementById("id_tahun");
  const pilihan = document.querySelector('input[name="sampai"][value="TAHUN"]');
  const pilih = () => {
    if (pilihan) pilihan.checked = true;
  };
  tahun?.addEventListener("input", pilih);
  document.querySelector('[data-geser="id_tahun"]')?.addEventListener("input", pilih);
})();
