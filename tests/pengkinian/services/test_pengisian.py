from __future__ import annotations

import pytest

from accounts.models import CatatanAudit
from jmo.lib.galat import Bentrok, TidakDitemukan
from pengkinian.models import HasilVerifikasi, KasusPengkinian
from pengkinian.services.pengisian import (
    isi_langkah,
    kunci_kasus,
    mulai_pengkinian,
    simpan_sementara,
)
from tests.pabrik import buat_peserta
from tests.pengkinian.orang import REKENING, TAMBAHAN, buka_kasus, kasus_sampai, pelaku_dari

pytestmark = pytest.mark.usefixtures("db")


def isi(kasus: KasusPengkinian, kunci: str, isian: dict[str, object], versi: int | None = None
        ) -> KasusPengkinian:  # fmt: skip
    return isi_langkah(
        kasus_id=kasus.pk, kunci=kunci, isian=isian, versi=versi, pelaku=pelaku_dari(kasus.peserta)
    )


def test_mulai_dua_kali_membuka_satu_kasus() -> None:
    peserta = buat_peserta(dengan_akun=True)
    pelaku = pelaku_dari(peserta)
    satu = mulai_pengkinian(peserta=peserta, pelaku=pelaku)
    dua = mulai_pengkinian(peserta=peserta, pelaku=pelaku)
    assert satu.pk == dua.pk
    assert CatatanAudit.objects.filter(aksi="pengkinian.dimulai", peserta=peserta).count() == 1


def test_jawaban_tersimpan_dan_versinya_naik() -> None:
    kasus = isi(buka_kasus(), "kepesertaan", {"pernyataan": "sudah"}, 1)
    kasus.refresh_from_db()
    assert kasus.isian["kepesertaan"] == {"pernyataan": "sudah"}
    assert (kasus.langkah_terisi, kasus.versi) == (["kepesertaan"], 2)
    catatan = CatatanAudit.objects.get(aksi="pengkinian.diisi")
    assert catatan.sesudah == {"langkah": "kepesertaan", "dibatalkan": []}


def test_isian_terenkripsi_di_tabel() -> None:
    from django.db import connection

    kasus = kasus_sampai("kependudukan")
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT isian::text FROM pengkinian_kasuspengkinian WHERE id = %s", [kasus.pk]
        )
        [mentah] = kursor.fetchone()
    assert "112233440000" not in mentah


def test_halaman_basi_tidak_menimpa() -> None:
    kasus = kasus_sampai("tambahan")
    lama = kasus.versi
    isi(kasus, "tambahan", {**TAMBAHAN, "pendidikan": "S1"}, lama)
    with pytest.raises(Bentrok, match="kasus_versi_lama"):
        isi(kasus, "tambahan", {**TAMBAHAN, "pendidikan": "SD"}, lama)
    kasus.refresh_from_db()
    assert kasus.isian["tambahan"]["pendidikan"] == "S1"


def test_klik_ganda_dengan_jawaban_sama_bukan_bentrok() -> None:
    kasus = kasus_sampai("tambahan")
    lama = kasus.versi
    satu = isi(kasus, "tambahan", TAMBAHAN, lama)
    dua = isi(kasus, "tambahan", TAMBAHAN, lama)
    assert satu.versi == dua.versi == lama + 1


def test_langkah_yang_belum_terbuka_ditolak() -> None:
    with pytest.raises(Bentrok, match="langkah_belum_terbuka"):
        isi(buka_kasus(), "rekening", REKENING)


def test_kembali_membatalkan_hanya_yang_bergantung() -> None:
    kasus = kasus_sampai("tinjau")
    kasus = isi(kasus, "tinjau", {})
    verdict = set(HasilVerifikasi.objects.values_list("pk", flat=True))
    kasus = isi(kasus, "tambahan", {**TAMBAHAN, "pekerjaan": "USAHA"})
    # Only the review hangs on it; verdicts of others stand.
    assert set(kasus.langkah_terisi) == {
        "kepesertaan", "wajah", "kontak", "rekening", "kependudukan", "tambahan",
    }  # fmt: skip
    masih = HasilVerifikasi.objects.filter(batal_pada=None)
    assert set(masih.values_list("pk", flat=True)) == verdict
    catatan = CatatanAudit.objects.filter(aksi="pengkinian.diisi").latest("pk")
    assert catatan.sesudah == {"langkah": "tambahan", "dibatalkan": ["tinjau"]}


def test_jawaban_yang_sama_tidak_membatalkan_apa_apa() -> None:
    kasus = isi(kasus_sampai("tinjau"), "tinjau", {})
    kasus = isi(kasus, "tambahan", TAMBAHAN)
    assert "tinjau" in kasus.langkah_terisi


def test_draf_langkah_bukan_jawaban_dan_hilang_setelah_dijawab() -> None:
    kasus = kasus_sampai("rekening")
    simpan_sementara(kasus_id=kasus.pk, kunci="rekening", isian={"nomor_rekening": "12"})
    kasus.refresh_from_db()
    assert kasus.isian["rekening.draf"] == {"nomor_rekening": "12"}
    assert "rekening" not in kasus.langkah_terisi
    kasus = isi(kasus, "rekening", REKENING)
    assert "rekening.draf" not in kasus.isian


@pytest.mark.parametrize("status", ["MENUNGGU_VERIFIKASI", "DITINJAU_PETUGAS", "SELESAI"])
def test_kasus_yang_sudah_dikonfirmasi_tertutup(status: str) -> None:
    kasus = kasus_sampai("tambahan")
    KasusPengkinian.objects.update(status=status)
    for tulis in (
        lambda: isi(kasus, "tambahan", TAMBAHAN),
        lambda: simpan_sementara(kasus_id=kasus.pk, kunci="tambahan", isian={}),
    ):
        with pytest.raises(Bentrok, match="kasus_tidak_terbuka"):
            tulis()


def test_kasus_yang_diperbaiki_terbuka_lagi() -> None:
    kasus = kasus_sampai("tambahan")
    KasusPengkinian.objects.update(status="PERLU_PERBAIKAN")
    assert "tambahan" in isi(kasus, "tambahan", TAMBAHAN).langkah_terisi


def test_kunci_kasus_yang_tidak_ada() -> None:
    with pytest.raises(TidakDitemukan, match="kasus_tidak_ada"):
        kunci_kasus(0)
