from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction

from accounts.models import Akun, CatatanAudit, KodeOTP, Kontak, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services import otp
from jmo.lib.galat import IsianTidakSah, TerlaluSering

PAGI = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
TELEPON = "+6281234567890"


def kirim(akun: Akun | None, **lain: Any) -> tuple[KodeOTP, str]:
    kode = otp.kirim_kode(
        **{
            "akun": akun, "keperluan": "KONTAK", "saluran": Kontak.Jenis.TELEPON,
            "tujuan": TELEPON, "pelaku": SISTEM, **lain,
        }
    )  # fmt: skip
    return kode, angka_terkirim()


def angka_terkirim() -> str:
    teks = Pesan.objects.filter(jenis="kode_verifikasi").latest("pk").isi["teks"]
    cocok = re.search(r"\b\d{6}\b", teks)
    assert cocok is not None
    return cocok[0]


def periksa(akun_kode: Akun | None, kode: str, **lain: Any) -> KodeOTP:
    return otp.periksa_kode(
        **{
            "akun": akun_kode, "keperluan": "KONTAK", "saluran": Kontak.Jenis.TELEPON,
            "tujuan": TELEPON, "kode": kode, "pelaku": SISTEM, **lain,
        }
    )  # fmt: skip


def lain(angka: str) -> str:
    return f"{(int(angka) + 1) % 1_000_000:06}"


def test_kode_diterima_sekali_dengan_spasi(akun_budi: Akun, budi: Peserta) -> None:
    _, angka = kirim(akun_budi)
    baris = periksa(akun_budi, f" {angka[:3]}-{angka[3:]} ")
    assert baris.dipakai_pada is not None
    with pytest.raises(IsianTidakSah, match="kode_tidak_berlaku"):
        periksa(akun_budi, angka)
    jejak = CatatanAudit.objects.filter(peserta=budi, aksi__startswith="otp.").order_by("pk")
    assert [baris.aksi for baris in jejak] == ["otp.dikirim", "otp.diterima", "otp.ditolak"]
    assert angka not in str([(baris.sebelum, baris.sesudah) for baris in jejak])


def test_kode_hanya_tersimpan_sebagai_sidik(akun_budi: Akun) -> None:
    kode, angka = kirim(akun_budi)
    assert len(kode.sidik_kode) == 64
    with connection.cursor() as kursor:
        kursor.execute("SELECT k::text || p::text FROM accounts_kodeotp k, accounts_pesan p")
        baris = kursor.fetchone()[0]
    assert TELEPON not in baris
    assert f"{angka}" not in re.sub(r"[0-9a-f]{32,}", "", baris)
    pesan = Pesan.objects.get()
    assert (pesan.tampil, pesan.keamanan, pesan.tujuan_samar) == (False, True, "0812-****-890")


@pytest.mark.django_db(transaction=True)
def test_lima_puluh_jawaban_serentak_terhitung_lima(akun_budi: Akun) -> None:
    _, angka = kirim(akun_budi)
    salah = lain(angka)

    def coba(_: int) -> str:
        try:
            periksa(akun_budi, salah)
        except IsianTidakSah as galat:
            return galat.kode
        finally:
            connection.close()
        return "diterima"

    with ThreadPoolExecutor(50) as kolam:
        hasil = list(kolam.map(coba, range(50)))
    assert hasil.count("kode_salah") == 4
    assert hasil.count("kode_habis_percobaan") == 46
    assert KodeOTP.objects.get().percobaan == 5
    with pytest.raises(IsianTidakSah, match="kode_habis_percobaan"):
        periksa(akun_budi, angka)


def test_salah_dihitung_walau_ditolak_dan_sisa_disebut(akun_budi: Akun) -> None:
    _, angka = kirim(akun_budi)
    with pytest.raises(IsianTidakSah) as tangkapan:
        periksa(akun_budi, lain(angka))
    assert (tangkapan.value.kode, tangkapan.value.data["sisa"]) == ("kode_salah", 4)
    assert periksa(akun_budi, angka).percobaan == 1


def test_periksa_menolak_berada_di_dalam_transaksi(transactional_db: None) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        periksa(None, "123456")


@pytest.mark.parametrize("kode", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦"])
def test_bentuk_kode_yang_aneh_ditolak(akun_budi: Akun, kode: str) -> None:
    kirim(akun_budi)
    with pytest.raises(IsianTidakSah, match="kode_salah"):
        periksa(akun_budi, kode)


def test_kode_kedaluwarsa_setelah_lima_menit(akun_budi: Akun) -> None:
    with time_machine.travel(PAGI, tick=False) as waktu:
        _, angka = kirim(akun_budi)
        waktu.shift(timedelta(minutes=5))
        with pytest.raises(IsianTidakSah, match="kode_kedaluwarsa"):
            periksa(akun_budi, angka)


def test_kode_lama_batal_oleh_yang_baru(akun_budi: Akun) -> None:
    with time_machine.travel(PAGI, tick=False) as waktu:
        _, pertama = kirim(akun_budi)
        waktu.shift(timedelta(seconds=60))
        _, kedua = kirim(akun_budi)
        if pertama != kedua:
            with pytest.raises(IsianTidakSah, match="kode_salah"):
                periksa(akun_budi, pertama)
        assert periksa(akun_budi, kedua).dipakai_pada == PAGI + timedelta(seconds=60)


def test_jeda_enam_puluh_detik_dan_lima_per_jam_per_alamat(
    akun_budi: Akun, akun_siti: Akun
) -> None:
    with time_machine.travel(PAGI, tick=False) as waktu:
        kirim(akun_budi)
        waktu.shift(timedelta(seconds=59))
        with pytest.raises(TerlaluSering) as tangkapan:
            kirim(akun_siti, keperluan="LAIN")
        assert (tangkapan.value.kode, tangkapan.value.data["detik"]) == ("kode_jeda", 2)
        for giliran in range(4):
            waktu.shift(timedelta(seconds=60))
            kirim(akun_siti if giliran % 2 else akun_budi)
        waktu.shift(timedelta(minutes=10))
        with pytest.raises(TerlaluSering) as tangkapan:
            kirim(akun_siti)
        assert tangkapan.value.kode == "kode_batas_jam"
        assert tangkapan.value.coba_lagi_pada == PAGI + timedelta(hours=1)
        assert tangkapan.value.data["jam"] == "10.00 WIB"
        assert Pesan.objects.count() == 5
        # Another address of the same person is still open.
        kirim(akun_siti, saluran=Kontak.Jenis.EMAIL, tujuan="siti@contoh.id")


@pytest.mark.django_db(transaction=True)
def test_banjir_serentak_ke_satu_alamat_mengirim_satu(akun_budi: Akun) -> None:
    def minta(_: int) -> int:
        try:
            kirim(akun_budi)
        except TerlaluSering:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(20) as kolam:
        assert sum(kolam.map(minta, range(20))) == 1
    assert Pesan.objects.count() == 1


def test_kode_orang_lain_dan_keperluan_lain_tidak_berlaku(akun_budi: Akun, akun_siti: Akun) -> None:
    _, angka = kirim(akun_budi)
    salah: dict[str, Any]
    for salah in (
        {"akun": akun_siti},
        {"akun": None},
        {"keperluan": "REKENING"},
        {"tujuan": "+6281234567891"},
    ):
        with pytest.raises(IsianTidakSah, match="kode_tidak_berlaku"):
            periksa(akun_budi, angka, **salah)
    assert periksa(akun_budi, angka).dipakai_pada is not None


def test_kode_sebelum_masuk_tanpa_akun(db: None) -> None:
    _, angka = kirim(None)
    assert periksa(None, angka).akun is None
