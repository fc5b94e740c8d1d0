from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.uang import format_rupiah
from saldo.models import Kepesertaan, PenggabunganKartu
from saldo.selectors import saldo_peserta
from saldo.services.buku import tahan_saldo
from saldo.services.kartu import tandai_sengketa
from saldo.services.penggabungan import gabungkan_kartu, pratinjau_gabung
from tests.pabrik import buat_kartu_bersaldo, buat_peserta
from tests.saldo.gabungan import Wati, buat_wati

GABUNG, PRATINJAU = "/saldo/gabung/", "/saldo/gabung/pratinjau/"


@pytest.fixture
def wati(db: None) -> Wati:
    return buat_wati()


def masuk(peserta: Peserta) -> Client:
    klien = Client()
    assert peserta.akun is not None
    klien.force_login(peserta.akun)
    return klien


def teks(jawaban: Any, status: int = 200) -> str:
    assert jawaban.status_code == status
    isi = jawaban.content.decode()
    assert " style=" not in isi
    assert isi.count("<h1") == 1
    return re.sub(r"\s+", " ", isi)


def nilai(isi: str, nama: str) -> list[str]:
    return re.findall(rf'name="{nama}" value="([^"]*)"', isi)


def kirim(klien: Client, isi: str, **lain: Any) -> Any:
    data = {"terlihat": nilai(isi, "terlihat")[0], "kartu": nilai(isi, "kartu"), **lain}
    return klien.post(PRATINJAU, data, follow=True)


def test_kartu_berdampingan_pratinjau_konfirmasi_lalu_hasilnya(wati: Wati) -> None:
    klien = masuk(wati.peserta)
    isi = teks(klien.get(GABUNG))
    assert isi.count("Kartu tujuan") == 1
    assert sorted(nilai(isi, "kartu")) == sorted(map(str, wati.sumber))
    lihat = teks(klien.get(PRATINJAU, {"kartu": wati.sumber}))
    rencana = pratinjau_gabung(peserta=wati.peserta)
    for angka in (rencana.tujuan_sebelum, rencana.tujuan_sesudah, rencana.sumber[0].sebelum):
        assert format_rupiah(angka) in lihat
    assert "Iuran tahun 2023" in lihat
    assert "Hasil pengembangan tahun 2025" in lihat
    assert "Hasil pengembangan dibukukan lebih dahulu" in lihat
    assert PenggabunganKartu.objects.count() == 0
    hasil = teks(kirim(klien, lihat))
    assert "2 kartu digabung. Jumlah saldo Anda tidak berubah." in hasil
    assert hasil.count("Batalkan penggabungan ini") == 2
    assert "Tidak ada kartu yang dapat digabung sekarang." in hasil
    lama = teks(klien.get(f"/saldo/kartu/{wati.lama.pk}/"))
    assert f'href="/saldo/kartu/{wati.baru.pk}/"' in lama
    assert "Kartu ini sudah digabung" in lama
    baru = teks(klien.get(f"/saldo/kartu/{wati.baru.pk}/"))
    assert baru.count("Gabungan dari") == 2
    # The years of a card do not call moved money paid out.
    assert 'data-label="Penggabungan"' in baru


def test_pilihan_hanya_satu_kartu_dan_penanda_dari_luar_diabaikan(wati: Wati) -> None:
    klien = masuk(wati.peserta)
    lain = buat_kartu_bersaldo(buat_peserta(), npp="ZZ123456")
    lihat = teks(klien.get(PRATINJAU, {"kartu": [str(wati.lama.pk), str(lain.pk), "abc"]}))
    assert nilai(lihat, "kartu") == [str(wati.lama.pk)]
    kirim(klien, lihat)
    assert wati.segar(wati.lama).status == "DIGABUNG"
    assert wati.segar(wati.tengah).status == "NONAKTIF"


def test_yang_berubah_sejak_dilihat_ditampilkan_baru_dan_tidak_digabung(wati: Wati) -> None:
    klien = masuk(wati.peserta)
    lihat = teks(klien.get(PRATINJAU, {"kartu": wati.sumber}))
    jawaban = klien.post(PRATINJAU, {"kartu": wati.lama.pk, "terlihat": nilai(lihat, "terlihat")})
    isi = teks(jawaban, 409)
    assert "Ada yang berubah sejak halaman ini dibuka" in isi
    assert nilai(isi, "terlihat") != nilai(lihat, "terlihat")
    assert PenggabunganKartu.objects.count() == 0
    kirim(klien, isi)
    assert PenggabunganKartu.objects.count() == 1


def test_yang_terhalang_menyebut_sebab_dan_jalannya(wati: Wati) -> None:
    tandai_sengketa(kepesertaan_id=wati.lama.pk, disengketakan=True, alasan="x", pelaku=SISTEM)
    klien = masuk(wati.peserta)
    isi = teks(klien.get(GABUNG))
    assert "Pemilik kartu ini sedang diperiksa, atau data diri Anda sedang dikoreksi." in isi
    assert nilai(isi, "kartu") == [str(wati.tengah.pk)]
    tahan_saldo(kepesertaan_ids=[wati.baru.pk], rujukan="klaim:7", pelaku=SISTEM)
    isi = teks(klien.get(GABUNG))
    assert "Klaim atas kartu ini sedang berjalan." in isi
    assert "Kartu tujuannya belum dapat menerima saldo." in isi
    assert nilai(isi, "kartu") == []
    jawaban = klien.post(PRATINJAU, {"kartu": wati.tengah.pk, "terlihat": "x"}, follow=True)
    assert "Salah satu kartu tidak dapat digabung sekarang." in teks(jawaban)
    assert "Tidak ada kartu yang dapat digabung sekarang." in teks(
        klien.get(PRATINJAU, follow=True)
    )


def test_dibatalkan_lewat_halaman_tersendiri_lalu_digabung_lagi(wati: Wati) -> None:
    klien = masuk(wati.peserta)
    total = saldo_peserta(wati.peserta).total
    kirim(klien, teks(klien.get(PRATINJAU)))
    satu = PenggabunganKartu.objects.get(sumber=wati.lama)
    alamat = f"/saldo/gabung/{satu.pk}/batal/"
    tanya = teks(klien.get(alamat))
    assert format_rupiah(satu.jumlah) in tanya
    assert wati.segar(wati.lama).status == "DIGABUNG", "asking changes nothing"
    isi = teks(klien.post(alamat, follow=True))
    assert "Penggabungan dibatalkan; saldonya kembali ke kartu semula." in isi
    assert wati.segar(wati.lama).status == "NONAKTIF"
    assert "Penggabungan ini tidak berlaku lagi." in teks(klien.get(alamat))
    kirim(klien, teks(klien.get(PRATINJAU)))
    assert wati.segar(wati.lama).status == "DIGABUNG"
    assert saldo_peserta(wati.peserta).total >= total


def test_pembatalan_yang_terlambat_menyebut_sebabnya(wati: Wati) -> None:
    klien = masuk(wati.peserta)
    (satu,) = gabungkan_kartu(peserta=wati.peserta, kepesertaan_ids=[wati.lama.pk], pelaku=SISTEM)
    tahan_saldo(kepesertaan_ids=[wati.baru.pk], rujukan="klaim:7", pelaku=SISTEM)
    alamat = f"/saldo/gabung/{satu.pk}/batal/"
    sebab = "Saldo kartu tujuan sedang ditahan untuk klaim"
    assert sebab in teks(klien.get(alamat))
    assert sebab in teks(klien.get(GABUNG))
    assert sebab in teks(klien.post(alamat, follow=True))


def test_yang_mirip_diminta_ke_petugas(wati: Wati) -> None:
    Kepesertaan.objects.filter(pk=wati.lama.pk).update(tanggal_lahir_terdaftar=date(1990, 1, 2))
    klien = masuk(wati.peserta)
    isi = teks(klien.get(GABUNG))
    assert "Minta petugas memeriksa kartu" in isi
    lihat = teks(klien.get(PRATINJAU, {"kartu": wati.lama.pk}))
    assert "Minta petugas memeriksa" in lihat
    hasil = teks(kirim(klien, lihat))
    assert "Kartu yang datanya sedikit berbeda diperiksa petugas dahulu." in hasil
    assert "Petugas sedang membandingkan data kartu ini." in hasil
    assert nilai(hasil, "kartu") == [str(wati.tengah.pk)]


def test_setelah_menggabung_kembali_ke_halaman_yang_disebut_tetapi_hanya_milik_kami(
    wati: Wati,
) -> None:
    klien = masuk(wati.peserta)
    lihat = teks(klien.get(PRATINJAU, {"kartu": str(wati.lama.pk), "lanjut": "/saldo/iuran/"}))
    data = {"terlihat": nilai(lihat, "terlihat"), "kartu": nilai(lihat, "kartu")}
    jawaban = klien.post(PRATINJAU, {**data, "lanjut": nilai(lihat, "lanjut")})
    assert jawaban["Location"] == "/saldo/iuran/"
    for jahat in ("https://contoh.invalid/", "//contoh.invalid/", "javascript:alert(1)"):
        lihat = teks(klien.get(PRATINJAU, {"lanjut": jahat}))
        assert nilai(lihat, "lanjut") == []
        assert 'href="https://contoh.invalid' not in lihat
        data = {"terlihat": ["usang"], "kartu": nilai(lihat, "kartu"), "lanjut": [jahat]}
        assert nilai(teks(klien.post(PRATINJAU, data), 409), "lanjut") == []


def test_penggabungan_orang_lain_tidak_ada(wati: Wati) -> None:
    (satu,) = gabungkan_kartu(peserta=wati.peserta, kepesertaan_ids=[wati.lama.pk], pelaku=SISTEM)
    lain = masuk(buat_peserta(dengan_akun=True))
    alamat = f"/saldo/gabung/{satu.pk}/batal/"
    assert lain.get(alamat).status_code == lain.post(alamat).status_code == 404
    assert wati.segar(wati.lama).status == "DIGABUNG"
    assert "Belum ada kartu" in teks(lain.get(GABUNG))
    assert Client().get(GABUNG).status_code == 302


def test_beranda_dan_saldo_mengajak_selama_ada_yang_dapat_digabung(wati: Wati) -> None:
    klien = masuk(wati.peserta)
    for alamat in ("/", "/saldo/"):
        assert "Gabungkan kartu" in teks(klien.get(alamat))
    gabungkan_kartu(peserta=wati.peserta, kepesertaan_ids=wati.sumber, pelaku=SISTEM)
    for alamat in ("/", "/saldo/"):
        assert "Gabungkan kartu" not in teks(klien.get(alamat))
