"""An uploaded file from its trial to the book: two officers, all or nothing, never twice."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import CatatanAudit
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import BelumLayak, Bentrok, IsianTidakSah
from saldo.models import BerkasIuran, Iuran, Kepesertaan, PotonganUnggahan, UnggahanIuran
from saldo.selectors.unggahan import hitung_unggahan_siap, keadaan_unggahan
from saldo.services.unggahan import (
    batalkan_unggahan,
    bersihkan_unggahan,
    catat_unduhan_beda,
    proses_unggahan,
    sapu_unggahan,
    setujui_unggahan,
    unggah_berkas,
)
from tests.buku_kerja import buku_dari
from tests.pabrik import (
    buat_akun,
    buat_kartu,
    impor,
    isi_baris,
    isi_berkas,
    nik_baru,
)

pytestmark = pytest.mark.django_db(transaction=True)
JANUARI, FEBRUARI, MARET = date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)


@pytest.fixture
def rina() -> Pelaku:
    return pelaku_akun(buat_akun("rina", petugas=True))


@pytest.fixture
def hadi() -> Pelaku:
    return pelaku_akun(buat_akun("hadi", petugas=True))


def unggah(baris: Iterable[dict[str, str]], pelaku: Pelaku) -> UnggahanIuran:
    return unggah_isi(isi_berkas(baris), pelaku)


def unggah_isi(isi: bytes, pelaku: Pelaku) -> UnggahanIuran:
    potongan = (isi[i : i + 7_000] for i in range(0, len(isi), 7_000))
    return unggah_berkas(potongan=potongan, nama="januari.csv", pelaku=pelaku)


def kerjakan(unggahan: UnggahanIuran) -> UnggahanIuran:
    proses_unggahan(unggahan_id=unggahan.pk)
    unggahan.refresh_from_db()
    return unggahan


def empat_jenis() -> list[dict[str, str]]:
    """Return rows that hold one of each kind of difference, and one that stands already."""
    kartu, keluar, sama = buat_kartu(), buat_kartu(), buat_kartu()
    impor(isi_baris(JANUARI, kpj=satu.kpj) for satu in (kartu, sama))
    return [
        isi_baris(JANUARI, kpj=kartu.kpj, upah=6_000_000),
        isi_baris(FEBRUARI, kpj=kartu.kpj),
        isi_baris(JANUARI, kpj=keluar.kpj, keluar=date(2025, 1, 31)),
        isi_baris(JANUARI, nik=nik_baru(), nama="ORANG BARU"),
        isi_baris(JANUARI, kpj=sama.kpj),
    ]


def test_uji_menunjukkan_setiap_perbedaan_dan_tidak_menulis(rina: Pelaku) -> None:
    unggahan = unggah(empat_jenis(), rina)
    assert unggahan.status == "MENUNGGU_UJI"
    orang = Kepesertaan.objects.count()
    unggahan = kerjakan(unggahan)
    assert (unggahan.status, unggahan.jatuh_pada, unggahan.baris_selesai) == ("SIAP", None, 5)
    assert unggahan.ringkasan["jumlah"] == {
        "BARU": 3, "KOREKSI": 1, "KARTU_BARU": 1, "KELUAR": 1,
    }  # fmt: skip
    assert unggahan.ringkasan["sama"] == 1
    assert unggahan.ringkasan["selisih_jht"] == 3 * 285_000 + 57_000
    [koreksi] = unggahan.ringkasan["contoh"]["KOREKSI"]
    assert (koreksi["upah_lama"], koreksi["upah_baru"], koreksi["jht_baru"]) == (
        5_000_000, 6_000_000, 342_000,
    )  # fmt: skip
    assert Iuran.objects.count() == 2
    assert Kepesertaan.objects.count() == orang
    assert hitung_unggahan_siap()[0] == 1


def test_daftar_perbedaan_lengkap_dan_tersamar(rina: Pelaku, hadi: Pelaku) -> None:
    unggahan = kerjakan(unggah(empat_jenis(), rina))
    isi = b"".join(catat_unduhan_beda(unggahan=unggahan, pelaku=hadi)).decode()
    baris = list(csv.DictReader(io.StringIO(isi)))
    assert sorted(satu["jenis"] for satu in baris) == [
        "BARU", "BARU", "BARU", "KARTU_BARU", "KELUAR", "KOREKSI",
    ]  # fmt: skip
    koreksi = next(satu for satu in baris if satu["jenis"] == "KOREKSI")
    assert (koreksi["upah_lama"], koreksi["upah_baru"]) == ("5000000", "6000000")
    assert koreksi["kpj"].startswith("*******")
    assert "ORANG BARU" not in isi
    assert CatatanAudit.objects.filter(aksi="iuran.perbedaan_diunduh").count() == 1


def test_petugas_kedua_membukukan_dan_byte_dihapus(rina: Pelaku, hadi: Pelaku) -> None:
    unggahan = kerjakan(unggah(empat_jenis(), rina))
    with pytest.raises(BelumLayak, match="pengunggah_tidak_menyetujui"):
        setujui_unggahan(
            unggahan_id=unggahan.pk, sidik_beda=unggahan.sidik_beda, pelaku=rina
        )  # fmt: skip
    with pytest.raises(Bentrok, match="perbedaan_berubah"):
        setujui_unggahan(unggahan_id=unggahan.pk, sidik_beda="lama", pelaku=hadi)
    assert Iuran.objects.count() == 2
    unggahan = setujui_unggahan(
        unggahan_id=unggahan.pk, sidik_beda=unggahan.sidik_beda, pelaku=hadi
    )
    assert unggahan.status == "MENUNGGU_BUKU"
    unggahan = kerjakan(unggahan)
    assert unggahan.status == "DIBUKUKAN"
    berkas = BerkasIuran.objects.get(sidik=unggahan.sidik)
    assert unggahan.berkas_id == berkas.pk
    assert (berkas.sidik, berkas.diunggah_oleh_id) == (unggahan.sidik, rina.akun_id)
    assert Iuran.objects.filter(berlaku=True).count() == 5
    assert CatatanAudit.objects.get(aksi="iuran.diimpor", objek_id=berkas.pk).pelaku_nama == "hadi"
    assert not PotonganUnggahan.objects.filter(jenis="BERKAS").exists()
    # Bells that ring again find nothing to do.
    assert kerjakan(unggahan).status == "DIBUKUKAN"
    assert sapu_unggahan() == 0


def test_isi_yang_sama_dua_kali_disebut_kapan_dibukukan(rina: Pelaku, hadi: Pelaku) -> None:
    baris = [isi_baris(JANUARI, kpj=buat_kartu().kpj)]
    pertama = unggah(baris, rina)
    assert unggah(baris, hadi).pk == pertama.pk
    assert UnggahanIuran.objects.count() == 1
    unggahan = kerjakan(pertama)
    setujui_unggahan(unggahan_id=unggahan.pk, sidik_beda=unggahan.sidik_beda, pelaku=hadi)
    kerjakan(unggahan)
    with pytest.raises(Bentrok, match="berkas_sudah_dibukukan") as tangkap:
        unggah(baris, rina)
    assert tangkap.value.data["pada"] == BerkasIuran.objects.get().dibuat_pada
    assert UnggahanIuran.objects.count() == 1


def test_perbedaan_yang_berubah_ditunjukkan_lagi_dan_tidak_dibukukan(
    rina: Pelaku, hadi: Pelaku
) -> None:
    kartu = buat_kartu()
    unggahan = kerjakan(unggah([isi_baris(JANUARI, kpj=kartu.kpj, upah=6_000_000)], rina))
    assert unggahan.ringkasan["jumlah"]["BARU"] == 1
    # Another file books the month before the second officer presses.
    impor([isi_baris(JANUARI, kpj=kartu.kpj)])
    setujui_unggahan(unggahan_id=unggahan.pk, sidik_beda=unggahan.sidik_beda, pelaku=hadi)
    lama = unggahan.sidik_beda
    unggahan = kerjakan(unggahan)
    assert (unggahan.status, unggahan.berubah, unggahan.disetujui_oleh) == ("SIAP", True, None)
    assert unggahan.ringkasan["jumlah"] == {"BARU": 0, "KOREKSI": 1, "KARTU_BARU": 0, "KELUAR": 0}
    assert unggahan.sidik_beda != lama
    assert Iuran.objects.get(berlaku=True).upah == 5_000_000
    setujui_unggahan(unggahan_id=unggahan.pk, sidik_beda=unggahan.sidik_beda, pelaku=hadi)
    assert kerjakan(unggahan).status == "DIBUKUKAN"
    assert Iuran.objects.get(berlaku=True).upah == 6_000_000


def test_dibukukan_lewat_perintah_di_antaranya_menjadi_sudah_pernah(
    rina: Pelaku, hadi: Pelaku
) -> None:
    baris = [isi_baris(JANUARI, kpj=buat_kartu().kpj)]
    unggahan = kerjakan(unggah(baris, rina))
    hasil = impor(baris)
    setujui_unggahan(unggahan_id=unggahan.pk, sidik_beda=unggahan.sidik_beda, pelaku=hadi)
    unggahan = kerjakan(unggahan)
    assert (unggahan.status, unggahan.berkas_id) == ("SUDAH_PERNAH", hasil.berkas_id)


def test_berkas_salah_ditolak_dengan_temuannya(rina: Pelaku) -> None:
    isi = isi_baris(JANUARI, kpj=buat_kartu().kpj) | {"upah": "-1"}
    unggahan = kerjakan(unggah([isi], rina))
    assert unggahan.status == "DITOLAK"
    assert rina.akun_id is not None
    [temuan] = keadaan_unggahan(unggahan, akun_id=rina.akun_id).temuan
    assert (temuan.baris, temuan.kolom, temuan.sebab) == (2, "upah", "NEGATIF")


def test_xlsx_melewati_jalan_yang_sama(rina: Pelaku) -> None:
    isi = buku_dari([isi_baris(JANUARI, kpj=buat_kartu().kpj)])
    unggahan = kerjakan(unggah_isi(isi, rina))
    assert (unggahan.status, unggahan.ringkasan["jumlah"]["BARU"]) == ("SIAP", 1)


def test_kosong_dan_terlalu_besar_ditolak(rina: Pelaku, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saldo.services.unggahan.penerimaan.BATAS_UKURAN", 10)
    for isi, kode in ((b"", "berkas_kosong"), (b"x" * 11, "berkas_terlalu_besar")):
        with pytest.raises(IsianTidakSah) as tangkap:
            unggah_isi(isi, rina)
        assert tangkap.value.kolom == {"berkas": (kode,)}
    assert not UnggahanIuran.objects.exists()
    assert not PotonganUnggahan.objects.exists()


def test_dibatalkan_dan_lewat_tiga_puluh_hari_menghapus_byte(rina: Pelaku, hadi: Pelaku) -> None:
    kartu = buat_kartu()
    batal = kerjakan(unggah([isi_baris(JANUARI, kpj=kartu.kpj)], rina))
    batalkan_unggahan(unggahan_id=batal.pk, alasan="salah bulan", pelaku=rina)
    batal.refresh_from_db()
    assert (batal.status, batal.potongan.count()) == ("DIBATALKAN", 0)
    with pytest.raises(Bentrok, match="unggahan_sudah_berpindah"):
        setujui_unggahan(unggahan_id=batal.pk, sidik_beda=batal.sidik_beda, pelaku=hadi)
    lama = kerjakan(unggah([isi_baris(FEBRUARI, kpj=kartu.kpj)], rina))
    baru = kerjakan(unggah([isi_baris(MARET, kpj=kartu.kpj)], rina))
    UnggahanIuran.objects.filter(pk=lama.pk).update(
        diunggah_pada=timezone.now() - timedelta(days=30)
    )
    assert bersihkan_unggahan() == 1
    lama.refresh_from_db()
    baru.refresh_from_db()
    assert (lama.status, lama.potongan.count()) == ("KEDALUWARSA", 0)
    assert (baru.status, baru.potongan.count() > 0) == ("SIAP", True)


def test_byte_tersimpan_terenkripsi(rina: Pelaku) -> None:
    from django.db import connection

    unggah([isi_baris(JANUARI, nik=nik_baru(), nama="RAHASIA SEKALI")], rina)
    with connection.cursor() as kursor:
        kursor.execute("SELECT isi FROM saldo_potonganunggahan")
        mentah = b"".join(bytes(satu) for (satu,) in kursor.fetchall())
    assert b"RAHASIA" not in mentah
    assert b"npp" not in mentah


def test_kemajuan_terlihat_dari_sambungan_lain_selama_transaksi(
    rina: Pelaku, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connection

    monkeypatch.setattr("saldo.services.iuran.bacaan.TUMPUK", 2)
    kartu = [buat_kartu() for _ in range(6)]
    unggahan = unggah((isi_baris(JANUARI, kpj=satu.kpj) for satu in kartu), rina)
    terlihat: list[tuple[int, int, bool]] = []
    from saldo.services.unggahan import pemantau

    asli = pemantau.PemantauUnggahan.maju

    def maju(self: pemantau.PemantauUnggahan, baris: int) -> None:
        asli(self, baris)
        lain = connection.copy()
        with lain.cursor() as kursor:
            kursor.execute(
                "SELECT baris_selesai, baris_total, sewa_sampai > now() FROM saldo_unggahaniuran"
            )
            terlihat.append(kursor.fetchone())
        lain.close()

    monkeypatch.setattr(pemantau.PemantauUnggahan, "maju", maju)
    kerjakan(unggahan)
    assert terlihat == [(2, 6, True), (4, 6, True), (6, 6, True)]


def test_sewa_cukup_selama_berkas_besar_dibukukan(
    rina: Pelaku, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connection

    from saldo.services.unggahan import pemantau

    monkeypatch.setattr(pemantau, "BARIS_PER_DETIK", 1 / 600)
    unggahan = unggah([isi_baris(JANUARI, kpj=buat_kartu().kpj)], rina)
    sisa: list[float] = []
    asli = pemantau.PemantauUnggahan.membukukan

    def membukukan(self: pemantau.PemantauUnggahan, baris: int) -> None:
        asli(self, baris)
        lain = connection.copy()
        with lain.cursor() as kursor:
            kursor.execute(
                "SELECT extract(epoch FROM sewa_sampai - now()) FROM saldo_unggahaniuran"
            )
            sisa.append(float(kursor.fetchone()[0]))
        lain.close()

    monkeypatch.setattr(pemantau.PemantauUnggahan, "membukukan", membukukan)
    kerjakan(unggahan)
    assert [satu > 300 for satu in sisa] == [True]


def test_gagal_ditunda_dan_dicoba_lagi(rina: Pelaku, monkeypatch: pytest.MonkeyPatch) -> None:
    unggahan = unggah([isi_baris(JANUARI, kpj=buat_kartu().kpj)], rina)
    modul = "saldo.services.unggahan.pengolahan"
    with monkeypatch.context() as tempel:

        def rusak(**_: object) -> None:
            raise OSError("disk")

        tempel.setattr(f"{modul}.impor_iuran", rusak)
        with pytest.raises(OSError, match="disk"):
            proses_unggahan(unggahan_id=unggahan.pk)
    unggahan.refresh_from_db()
    assert unggahan.jatuh_pada is not None
    assert unggahan.jatuh_pada > timezone.now()
    assert sapu_unggahan() == 0
    UnggahanIuran.objects.update(jatuh_pada=timezone.now())
    assert sapu_unggahan() == 1
    assert kerjakan(unggahan).status == "SIAP"
