// The face capture. It films, hints at what can be mended before anything is sent, and fills an
// ordinary form with one JPEG per instruction. It judges nothing: that is the server's part.
"use strict";

(() => {
  const kamera = document.querySelector("[data-kamera]");
  if (!kamera) return;

  // --- What the page says --------------------------------------------------------------------------
  const cari = (pilih) => kamera.querySelector(pilih);
  const kata = (kunci) => cari(`[data-kata="${kunci}"]`)?.textContent.trim() ?? "";
  const batas = (nama, baku) => Number(kamera.dataset[nama] ?? baku);
  const BATAS = {
    terangMin: batas("terangMin", 50),
    terangMaks: batas("terangMaks", 225),
    tajamMin: batas("tajamMin", 15),
  };
  const dibagikan = JSON.parse(document.getElementById("data-tantangan")?.textContent || "[]");
  const TANTANGAN = dibagikan[0] === "LURUS" ? dibagikan : ["LURUS", ...dibagikan];

  const SISI_MAKS = 960;
  const BYTE_MAKS = Math.min(200000, Math.floor(950000 / TANTANGAN.length));
  const TIAP = 150; // ms between two looks at the picture
  const BACA = 1200; // ms to read or hear an instruction before anything is taken
  const KETUK_GANDA = 600; // ms in which a second tap belongs to the picture before
  const TAHAN = 1500; // ms during which all hints must hold
  const MENUNGGU_GERAK = 8000;
  const BERUBAH = 9; // mean difference of grey values (0 to 255) that counts as a movement
  const DIAM = 6;

  const panggung = cari("[data-panggung]");
  const video = cari("[data-video]");
  const kanvas = cari("[data-kanvas]");
  const tempatInstruksi = cari("[data-instruksi]");
  const tempatPetunjuk = cari("[data-petunjuk]");
  const titik = cari("[data-titik]");
  const formulir = cari("[data-formulir-kamera]");
  const berkas = cari("[data-berkas]");
  const tombol = {
    nyalakan: cari("[data-nyalakan]"),
    ambil: cari("[data-ambil]"),
    kirimUlang: cari("[data-kirim-ulang]"),
    ulangi: cari("[data-ulangi]"),
    contoh: cari("[data-nyalakan-contoh]"),
  };
  const pilihContoh = cari("[data-pilih-contoh]");

  let sumber = null; // where pictures come from: {elemen, lebar, tinggi, ikuti, tutup}
  let hasil = []; // blobs, in the order of TANTANGAN
  let detak = null;
  let giliran = null; // what is known about the instruction of the moment

  const perlihatkan = (elemen, ya) => {
    if (elemen) elemen.hidden = !ya;
  };
  const tulis = (tempat, kalimat) => {
    if (tempat.textContent !== kalimat) tempat.textContent = kalimat;
  };

  // --- Looking at the picture ------------------------------------------------------------------------
  const LEBAR = 96;
  const TINGGI = 128;
  const kecil = document.createElement("canvas");
  kecil.width = LEBAR;
  kecil.height = TINGGI;
  const lukisKecil = kecil.getContext("2d", { willReadFrequently: true });

  // The grey values of the region inside the oval.
  const abuAbu = () => {
    const tinggi = Math.min(sumber.tinggi, sumber.lebar * (4 / 3)) * 0.72;
    const lebar = tinggi * 0.75;
    const x = (sumber.lebar - lebar) / 2;
    const y = (sumber.tinggi - tinggi) / 2;
    lukisKecil.drawImage(sumber.elemen, x, y, lebar, tinggi, 0, 0, LEBAR, TINGGI);
    const warna = lukisKecil.getImageData(0, 0, LEBAR, TINGGI).data;
    const abu = new Float32Array(LEBAR * TINGGI);
    for (let i = 0; i < abu.length; i += 1) {
      abu[i] = 0.299 * warna[4 * i] + 0.587 * warna[4 * i + 1] + 0.114 * warna[4 * i + 2];
    }
    return abu;
  };

  const ukur = (abu) => {
    let jumlah = 0;
    for (const nilai of abu) jumlah += nilai;
    let rata = 0;
    let kuadrat = 0;
    let banyak = 0;
    for (let y = 1; y < TINGGI - 1; y += 1) {
      for (let x = 1; x < LEBAR - 1; x += 1) {
        const i = y * LEBAR + x;
        const tepi = abu[i - 1] + abu[i + 1] + abu[i - LEBAR] + abu[i + LEBAR] - 4 * abu[i];
        rata += tepi;
        kuadrat += tepi * tepi;
        banyak += 1;
      }
    }
    rata /= banyak;
    return { terang: jumlah / abu.length, tajam: kuadrat / banyak - rata * rata };
  };

  // Mean difference, after taking away the change of light.
  const beda = (satu, lain) => {
    let geser = 0;
    for (let i = 0; i < satu.length; i += 1) geser += satu[i] - lain[i];
    geser /= satu.length;
    let jumlah = 0;
    for (let i = 0; i < satu.length; i += 1) jumlah += Math.abs(satu[i] - lain[i] - geser);
    return jumlah / satu.length;
  };

  const keluhan = ({ terang, tajam }) => {
    if (terang < BATAS.terangMin) return "gelap";
    if (terang > BATAS.terangMaks) return "terang";
    if (tajam < BATAS.tajamMin) return "buram";
    return "";
  };

  // --- One picture ---------------------------------------------------------------------------------
  const jpeg = (lukisan, mutu) =>
    new Promise((selesai) => {
      lukisan.toBlob(selesai, "image/jpeg", mutu);
    });

  // Never mirrored: only the preview is, by its style sheet.
  const potret = async () => {
    const skala = Math.min(1, SISI_MAKS / Math.max(sumber.lebar, sumber.tinggi));
    const lukisan = document.createElement("canvas");
    lukisan.width = Math.round(sumber.lebar * skala);
    lukisan.height = Math.round(sumber.tinggi * skala);
    lukisan.getContext("2d").drawImage(sumber.elemen, 0, 0, lukisan.width, lukisan.height);
    let isi = null;
    for (const mutu of [0.92, 0.85, 0.75, 0.6, 0.45, 0.3]) {
      isi = await jpeg(lukisan, mutu);
      if (isi && isi.size <= BYTE_MAKS) break;
    }
    return isi;
  };

  // --- Instruction after instruction -----------------------------------------------------------------
  const gambarTitik = () => {
    titik.replaceChildren(
      ...TANTANGAN.map((_, ke) => {
        const satu = document.createElement("li");
        satu.className = ke < hasil.length ? "sudah" : ke === hasil.length ? "kini" : "";
        return satu;
      }),
    );
  };

  const mulaiGiliran = (acuan) => {
    const kode = TANTANGAN[hasil.length];
    giliran = { kode, sejak: performance.now(), baikSejak: null, lalu: null, acuan, sibuk: false };
    panggung.dataset.gerakan = kode;
    gambarTitik();
    tulis(tempatInstruksi, kata(kode));
    tulis(tempatPetunjuk, kode === "LURUS" ? kata("posisikan") : "");
    sumber.ikuti(kode);
  };

  const ambil = async () => {
    if (!sumber || !giliran || giliran.sibuk) return;
    giliran.sibuk = true;
    const acuan = [...(giliran.acuan ?? []), abuAbu()];
    const isi = await potret();
    if (!isi || !sumber) return;
    hasil.push(isi);
    panggung.classList.add("kilat");
    setTimeout(() => panggung.classList.remove("kilat"), 180);
    if (hasil.length < TANTANGAN.length) mulaiGiliran(acuan);
    else kirim();
  };

  const amati = () => {
    if (!sumber || !giliran || giliran.sibuk || !sumber.lebar) return;
    const kini = performance.now();
    const abu = abuAbu();
    const keluh = keluhan(ukur(abu));
    const diam = giliran.lalu === null || beda(abu, giliran.lalu) < DIAM;
    giliran.lalu = abu;
    // A movement shows against every picture taken so far, or it is the one before still held.
    const bergerak =
      giliran.kode === "LURUS" ||
      sumber.contoh ||
      (giliran.acuan ?? []).every((satu) => beda(abu, satu) >= BERUBAH);
    if (kini - giliran.sejak < BACA) return;
    if (keluh || !diam || !bergerak) {
      giliran.baikSejak = null;
      if (keluh) tulis(tempatPetunjuk, kata(keluh));
      else if (!bergerak && kini - giliran.sejak > MENUNGGU_GERAK) {
        tulis(tempatPetunjuk, kata("belum_bergerak"));
      }
      return;
    }
    giliran.baikSejak ??= kini;
    tulis(tempatPetunjuk, kata("tahan"));
    if (kini - giliran.baikSejak >= TAHAN) ambil();
  };

  // --- Sending -----------------------------------------------------------------------------------------
  const isiFormulir = () => {
    const tampung = new DataTransfer();
    formulir.querySelectorAll("input[name=instruksi]").forEach((satu) => satu.remove());
    hasil.forEach((isi, ke) => {
      tampung.items.add(new File([isi], `bingkai-${ke + 1}.jpg`, { type: "image/jpeg" }));
      const isian = document.createElement("input");
      isian.type = "hidden";
      isian.name = "instruksi";
      isian.value = TANTANGAN[ke];
      formulir.append(isian);
    });
    berkas.files = tampung.files;
  };

  const kirim = () => {
    hentikan();
    isiFormulir();
    perlihatkan(tombol.ambil, false);
    if (!navigator.onLine) {
      tulis(tempatInstruksi, kata("luring"));
      perlihatkan(tombol.kirimUlang, true);
      perlihatkan(tombol.ulangi, true);
      tombol.kirimUlang.focus();
      return;
    }
    panggung.dataset.gerakan = "KIRIM";
    tulis(tempatInstruksi, kata("mengirim"));
    tulis(tempatPetunjuk, "");
    // An ordinary form: the server's redirect, its errors and the back button work as everywhere.
    formulir.requestSubmit();
  };

  // --- Sources of pictures ---------------------------------------------------------------------------
  const hentikan = () => {
    clearInterval(detak);
    detak = null;
    giliran = null;
    sumber?.tutup();
    sumber = null;
  };

  const bukaKamera = async () => {
    if (!window.isSecureContext || !navigator.mediaDevices?.getUserMedia) {
      throw new DOMException("", "SecurityError");
    }
    const aliran = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: {
        facingMode: "user",
        width: { ideal: 1280 },
        height: { ideal: 960 },
        aspectRatio: { ideal: 4 / 3 },
      },
    });
    video.srcObject = aliran;
    await video.play();
    return {
      elemen: video,
      contoh: false,
      get lebar() {
        return video.videoWidth;
      },
      get tinggi() {
        return video.videoHeight;
      },
      ikuti() {},
      tutup() {
        aliran.getTracks().forEach((jalur) => jalur.stop());
        video.srcObject = null;
      },
    };
  };

  const muatGambar = (alamat) =>
    new Promise((selesai, gagal) => {
      const gambar = new Image();
      gambar.onload = () => selesai(gambar);
      gambar.onerror = gagal;
      gambar.src = alamat;
    });

  // Prepared pictures instead of a camera, outside production: same canvas, same form, same check.
  const bukaContoh = async (bingkai) => {
    const gambar = {};
    for (const kode of new Set(TANTANGAN)) {
      gambar[kode] = await Promise.all((bingkai[kode] ?? []).map(muatGambar));
      if (gambar[kode].length === 0) throw new Error(kode);
    }
    kanvas.width = gambar.LURUS[0].naturalWidth;
    kanvas.height = gambar.LURUS[0].naturalHeight;
    const lukis = kanvas.getContext("2d");
    // A hand is never quite where it was: without this a second try would send the very same bytes.
    const goyah = [0, 0, 0].map(() => Math.random());
    let putaran = gambar.LURUS;
    let ke = 0;
    const gambarkan = () => {
      const satu = putaran[Math.min(ke, putaran.length - 1)];
      ke += 1;
      const besar = 1.005 + 0.01 * goyah[0];
      const lebar = kanvas.width * besar;
      const tinggi = kanvas.height * besar;
      const x = -(lebar - kanvas.width) * goyah[1];
      const y = -(tinggi - kanvas.height) * goyah[2];
      lukis.drawImage(satu, x, y, lebar, tinggi);
    };
    gambarkan();
    const putar = setInterval(gambarkan, 120);
    return {
      elemen: kanvas,
      contoh: true,
      lebar: kanvas.width,
      tinggi: kanvas.height,
      ikuti(kode) {
        putaran = gambar[kode];
        ke = 0;
        gambarkan();
      },
      tutup() {
        clearInterval(putar);
      },
    };
  };

  const tampilkanGalat = (kunci) => {
    hentikan();
    kembaliKeAwal();
    const tempat = cari("[data-galat-kamera]");
    tulis(cari("[data-galat-kalimat]"), kata(kunci));
    perlihatkan(tempat, true);
    const pintu = cari("[data-pintu-lain]");
    if (pintu) pintu.open = true;
    tempat.focus();
  };

  const SEBAB = {
    NotAllowedError: "ditolak",
    SecurityError: "tidak_aman",
    NotFoundError: "tidak_ada",
    OverconstrainedError: "tidak_ada",
    NotReadableError: "dipakai",
    AbortError: "dipakai",
  };

  const mulai = async (buka) => {
    hentikan();
    hasil = [];
    perlihatkan(cari("[data-galat-kamera]"), false);
    try {
      sumber = await buka();
    } catch (galat) {
      tampilkanGalat(galat instanceof DOMException ? (SEBAB[galat.name] ?? "gagal") : "contoh_gagal");
      return;
    }
    // The stage takes the shape of the picture, so that what is seen is what is sent.
    cari("[data-layar]").style.aspectRatio = `${sumber.lebar} / ${sumber.tinggi}`;
    perlihatkan(video, !sumber.contoh);
    perlihatkan(kanvas, sumber.contoh);
    perlihatkan(cari("[data-tanda-contoh]"), sumber.contoh);
    perlihatkan(cari("[data-mulai]"), false);
    for (const elemen of [tempatInstruksi, tempatPetunjuk, titik, tombol.ambil, tombol.ulangi]) {
      perlihatkan(elemen, true);
    }
    perlihatkan(tombol.nyalakan, false);
    perlihatkan(pilihContoh, false);
    panggung.classList.add("hidup");
    kamera.scrollIntoView({ block: "start" });
    tombol.ambil.focus({ preventScroll: true });
    mulaiGiliran(null);
    detak = setInterval(amati, TIAP);
  };

  const kembaliKeAwal = () => {
    hentikan();
    hasil = [];
    berkas.value = "";
    delete panggung.dataset.gerakan;
    cari("[data-layar]").style.aspectRatio = "";
    panggung.classList.remove("hidup");
    for (const elemen of [video, kanvas, titik, tempatInstruksi, tempatPetunjuk]) {
      perlihatkan(elemen, false);
    }
    for (const nama of ["ambil", "kirimUlang", "ulangi"]) perlihatkan(tombol[nama], false);
    perlihatkan(cari("[data-tanda-contoh]"), false);
    perlihatkan(cari("[data-mulai]"), true);
    perlihatkan(tombol.nyalakan, true);
    perlihatkan(pilihContoh, true);
  };

  // --- Start ---------------------------------------------------------------------------------------------
  const siapkanContoh = async () => {
    const pilihan = cari("[data-orang-contoh]");
    const jawaban = await fetch(kamera.dataset.kameraContoh, { credentials: "same-origin" });
    if (!jawaban.ok) return;
    const orang = await jawaban.json();
    for (const [kunci, satu] of Object.entries(orang)) pilihan.append(new Option(satu.judul, kunci));
    if (pilihan.options.length === 0) return;
    tombol.contoh.addEventListener("click", () => {
      mulai(() => bukaContoh(orang[pilihan.value].bingkai));
    });
    perlihatkan(pilihContoh, !panggung.classList.contains("hidup"));
  };

  if (pilihContoh) {
    pilihContoh.hidden = true;
    siapkanContoh().catch(() => {});
  }
  tombol.nyalakan.addEventListener("click", () => mulai(bukaKamera));
  tombol.ambil.addEventListener("click", () => {
    if (giliran && performance.now() - giliran.sejak > KETUK_GANDA) ambil();
  });
  tombol.kirimUlang.addEventListener("click", () => {
    if (navigator.onLine) formulir.requestSubmit();
  });
  tombol.ulangi.addEventListener("click", () => {
    kembaliKeAwal();
    tombol.nyalakan.focus();
  });
  perlihatkan(tombol.nyalakan, true);
  window.addEventListener("pagehide", hentikan);
  window.addEventListener("pageshow", (kejadian) => {
    if (kejadian.persisted) kembaliKeAwal();
  });
})();
