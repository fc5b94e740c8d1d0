from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from accounts.models import Akun, CatatanAudit, KodeOTP, Kontak, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.selectors import kontak_berlaku
from accounts.services import kontak as layanan
from accounts.services.akun import buat_akun
from accounts.services.peserta import buat_peserta
from jmo.lib.galat import IsianTidakSah, NilaiTidakSah

PAGI = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
EMAIL, TELEPON = Kontak.Jenis.EMAIL, Kontak.Jenis.TELEPON


def minta(peserta: Peserta, jenis: str, nilai: str) -> str:
    layanan.kirim_kode_kontak(peserta=peserta, jenis=jenis, nilai=nilai, pelaku=SISTEM)
    teks = Pesan.objects.filter(jenis="kode_verifikasi").latest("pk").isi["teks"]
    cocok = re.search(r"\b\d{6}\b", teks)
    assert cocok is not None
    return cocok[0]


def buktikan(peserta: Peserta, jenis: str, nilai: str, *, bersama: bool = False) -> Kontak:
    kode = minta(peserta, jenis, nilai)
    return layanan.buktikan_kontak(
        peserta=peserta, jenis=jenis, nilai=nilai, kode=kode, pelaku=SISTEM, bersama=bersama
    )


def orang(nomor: int) -> Peserta:
    akun = buat_akun(nama_pengguna=f"orang{nomor}", kata_sandi=None, pelaku=SISTEM)
    return buat_peserta(
        jenis_identitas="NIK", nomor_identitas=f"990105010190{nomor:04}", nama=f"ORANG {nomor}",
        tanggal_lahir=date(1990, 1, 1), jenis_kelamin="L", akun=akun, pelaku=SISTEM,
    )  # fmt: skip


def test_kontak_pertama_tidak_memulai_masa_tenang(budi: Peserta) -> None:
    kontak = buktikan(budi, TELEPON, "0812 3456 7890")
    assert (kontak.nilai, kontak.nilai_samar) == ("+6281234567890", "0812-****-890")
    assert kontak.terbukti_pada is not None
    budi.refresh_from_db()
    assert budi.kontak_diubah_pada is None
    catatan = CatatanAudit.objects.get(aksi="kontak.diubah")
    assert catatan.sesudah == {"jenis": "TELEPON", "tujuan_samar": "0812-****-890"}
    assert not Pesan.objects.exclude(jenis="kode_verifikasi").exists()


def test_kontak_diganti_disimpan_ditandai_dan_alamat_lama_diberi_tahu(budi: Peserta) -> None:
    with time_machine.travel(PAGI, tick=False) as waktu:
        lama = buktikan(budi, TELEPON, "081234567890")
        waktu.shift(timedelta(hours=2))
        baru = buktikan(budi, TELEPON, "+62 813-9999-0000")
    lama.refresh_from_db()
    budi.refresh_from_db()
    assert lama.diganti_pada == budi.kontak_diubah_pada == PAGI + timedelta(hours=2)
    assert kontak_berlaku(budi)["TELEPON"] == baru
    pesan = Pesan.objects.get(jenis="kontak_diganti")
    assert (pesan.tujuan, pesan.keamanan) == ("+6281234567890", True)
    assert "0813-****-000" in pesan.isi["teks"]
    assert "+6281399990000" not in pesan.isi["teks"]


def test_kontak_yang_sama_hanya_diperbarui(budi: Peserta) -> None:
    with time_machine.travel(PAGI, tick=False) as waktu:
        lama = buktikan(budi, EMAIL, "budi@contoh.id")
        waktu.shift(timedelta(days=1))
        baru = buktikan(budi, EMAIL, "Budi@CONTOH.id")
    assert lama.pk == baru.pk
    assert baru.terbukti_pada == PAGI + timedelta(days=1)
    budi.refresh_from_db()
    assert budi.kontak_diubah_pada is None


def test_email_terbukti_menjadi_email_akun_dan_yang_terbawa_diberi_tahu(budi: Peserta) -> None:
    buktikan(budi, EMAIL, "budi.baru@Contoh.id")
    akun = Akun.objects.get(nama_pengguna="budi")
    assert (akun.email, akun.email_bersama) == ("budi.baru@contoh.id", False)
    assert Pesan.objects.get(jenis="kontak_diganti").tujuan == "budi@contoh.id"


def test_kode_salah_tidak_mengubah_kontak(budi: Peserta) -> None:
    kode = minta(budi, TELEPON, "081234567890")
    salah = f"{(int(kode) + 1) % 1_000_000:06}"
    with pytest.raises(IsianTidakSah, match="kode_salah"):
        layanan.buktikan_kontak(
            peserta=budi, jenis=TELEPON, nilai="081234567890", kode=salah, pelaku=SISTEM
        )
    assert kontak_berlaku(budi) == {}
    assert KodeOTP.objects.get().percobaan == 1


def test_alamat_keluarga_ditanya_dulu_dan_kode_tetap_berlaku(budi: Peserta, siti: Peserta) -> None:
    with time_machine.travel(PAGI, tick=False) as waktu:
        buktikan(budi, EMAIL, "budi@contoh.id")
        waktu.shift(timedelta(minutes=2))
        kode = minta(siti, EMAIL, "budi@contoh.id")
        with pytest.raises(IsianTidakSah, match="kontak_dipakai_lain"):
            layanan.buktikan_kontak(
                peserta=siti, jenis=EMAIL, nilai="budi@contoh.id", kode=kode, pelaku=SISTEM
            )
        kontak = layanan.buktikan_kontak(
            peserta=siti, jenis=EMAIL, nilai="budi@contoh.id", kode=kode, pelaku=SISTEM,
            bersama=True,
        )  # fmt: skip
    assert kontak.bersama
    assert kontak_berlaku(budi)["EMAIL"].bersama
    assert set(Akun.objects.values_list("email", "email_bersama")) == {("budi@contoh.id", True)}
    assert CatatanAudit.objects.filter(
        aksi="kontak.diubah", peserta=budi, sesudah__sebab="bersama"
    ).exists()


def test_alamat_keluarga_paling_banyak_tiga(db: None) -> None:
    with time_machine.travel(PAGI, tick=False) as waktu:
        for nomor in (1, 2, 3):
            buktikan(orang(nomor), TELEPON, "081234567890", bersama=nomor > 1)
            waktu.shift(timedelta(minutes=2))
        with pytest.raises(IsianTidakSah, match="kontak_penuh"):
            buktikan(orang(4), TELEPON, "081234567890", bersama=True)
    assert Kontak.objects.count() == 3


def test_email_bawaan_yang_belum_terbukti_ikut_dihitung(budi: Peserta, siti: Peserta) -> None:
    with pytest.raises(IsianTidakSah, match="kontak_dipakai_lain"):
        buktikan(siti, EMAIL, "BUDI@contoh.id")


@pytest.mark.parametrize(
    ("jenis", "nilai", "kode"),
    [
        pytest.param(TELEPON, "021-1500910", "telepon_bukan_seluler", id="telepon-rumah"),
        pytest.param(TELEPON, "08", "telepon_bentuk", id="terlalu-pendek"),
        pytest.param(EMAIL, "tanpa-tanda", "surel_bentuk", id="tanpa-tanda"),
        pytest.param(EMAIL, "a@b", "surel_bentuk", id="tanpa-titik"),
        pytest.param(EMAIL, "a" * 250 + "@contoh.id", "surel_bentuk", id="terlalu-panjang"),
    ],
)
def test_bentuk_alamat_diperiksa(jenis: str, nilai: str, kode: str) -> None:
    with pytest.raises(NilaiTidakSah, match=kode):
        layanan.normalkan_kontak(jenis, nilai)


@pytest.mark.parametrize("nilai", ["budi+jmo@contoh.id", "budi@surat.contoh.id"])
def test_bentuk_email_yang_sah(nilai: str) -> None:
    assert layanan.normalkan_kontak(EMAIL, f" {nilai} ") == nilai
