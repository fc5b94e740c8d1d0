// The service worker: keeps static files and one page for the time without a connection.
// Personal pages are never stored: a phone may be lent, sold or stolen.
"use strict";

const GUDANG = "jmo-1";
const LURING = "/luring/";
const STATIS = "/statis/";

const simpanLuring = async () => {
  const gudang = await caches.open(GUDANG);
  // Without the session's cookies, so that not even the language of a person gets in.
  const jawaban = await fetch(LURING, { credentials: "omit", cache: "reload" });
  if (!jawaban.ok) return;
  const isi = await jawaban.clone().text();
  const berkas = [...isi.matchAll(/(?:href|src)="(\/statis\/[^"]+)"/g)].map((cocok) => cocok[1]);
  await gudang.addAll(berkas);
  await gudang.put(LURING, jawaban);
};

const dariGudang = async (kejadian) => {
  const permintaan = kejadian.request;
  const gudang = await caches.open(GUDANG);
  const ada = await gudang.match(permintaan);
  if (ada) return ada;
  const jawaban = await fetch(permintaan);
  // Names carry a hash of the content, so what is stored can never be stale.
  if (jawaban.ok && /\.[0-9a-f]{12}\./.test(permintaan.url)) {
    await gudang.put(permintaan, jawaban.clone());
    // A new style sheet means a new release: the offline page must not point to the old one.
    if (permintaan.url.endsWith(".css")) kejadian.waitUntil(simpanLuring().catch(() => {}));
  }
  return jawaban;
};

self.addEventListener("install", (kejadian) => {
  kejadian.waitUntil(simpanLuring().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (kejadian) => {
  const bersihkan = async () => {
    const nama = await caches.keys();
    await Promise.all(nama.filter((satu) => satu !== GUDANG).map((satu) => caches.delete(satu)));
    await self.clients.claim();
  };
  kejadian.waitUntil(bersihkan());
});

self.addEventListener("fetch", (kejadian) => {
  const permintaan = kejadian.request;
  const alamat = new URL(permintaan.url);
  if (permintaan.method !== "GET" || alamat.origin !== self.location.origin) return;
  if (permintaan.mode === "navigate") {
    kejadian.respondWith(fetch(permintaan).catch(() => caches.match(LURING)));
  } else if (alamat.pathname.startsWith(STATIS)) {
    kejadian.respondWith(dariGudang(kejadian));
  }
});
