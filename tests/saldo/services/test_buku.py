from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import Bentrok, TidakDitemukan
from jmo.lib.uang import NOL, Rupiah
from saldo.models import AkunBuku, EntriJurnal, Jurnal, Kepesertaan, TahananSaldo
from saldo.rules.buku import (
    BarisEntri,
    JenisAkun,
    JenisEntri,
    JenisJurnal,
    Posisi,
    susun_iuran,
    susun_pengembangan,
)
from saldo.selectors import posisi_kartu, saldo_kartu
from saldo.selectors.entri import baris_jurnal
from saldo.services.buku import (
    bayarkan_tahanan,
    catat_jurnal,
    kembalikan_pembayaran,
    lepaskan_tahanan,
    tahan_saldo,
)
from tests.pabrik import buat_iuran, buat_kartu, buat_kartu_bersaldo, buat_peserta

pytestmark = pytest.mark.usefixtures("db")
HARI = date(2026, 11, 20)
TIGA_BULAN = 3 * 285_000


def iuran(kartu: Kepesertaan, jumlah: int, tahun: int = 2026) -> tuple[BarisEntri, ...]:
    posisi = Posisi(kartu.pk, JenisEntri.IURAN, tahun, Rupiah(jumlah))
    return susun_iuran([posisi], tanggal_nilai=HARI)


def catat(kartu: Kepesertaan, jumlah: int, rujukan: str = "uji:1") -> Jurnal:
    return catat_jurnal(
        jenis=JenisJurnal.IURAN, rujukan=rujukan, tanggal_nilai=HARI, baris=iuran(kartu, jumlah)
    )


def tutup() -> None:
    """Let the deferred guard of the book look now."""
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute("SET CONSTRAINTS ALL DEFERRED")


def timpang(akun: AkunBuku) -> None:
    """Post half a journal past the services."""
    jurnal = Jurnal.objects.create(jenis="KOREKSI", rujukan="timpang", tanggal_nilai=HARI)
    EntriJurnal.objects.create(
        jurnal=jurnal, akun=akun, jenis="IURAN", tahun=2026, kredit=1, tanggal_nilai=HARI
    )
    tutup()


def aksi() -> list[str]:
    return list(
        CatatanAudit.objects.filter(aksi__startswith="saldo.").order_by("pk").values_list(
            "aksi", flat=True
        )
    )  # fmt: skip


def test_jurnal_tercatat_dengan_entri_dan_saldo_berjalan_ikut() -> None:
    kartu = buat_kartu()
    jurnal = catat(kartu, 285_000)
    tutup()
    assert sorted(baris_jurnal(jurnal), key=lambda b: b.debit) == sorted(
        iuran(kartu, 285_000), key=lambda b: b.debit
    )
    assert saldo_kartu(kartu).iuran == 285_000


def test_peristiwa_yang_sama_dibukukan_sekali() -> None:
    kartu = buat_kartu()
    pertama = catat(kartu, 285_000)
    assert catat(kartu, 285_000) == pertama
    assert EntriJurnal.objects.count() == 2
    assert saldo_kartu(kartu).iuran == 285_000


def test_rujukan_yang_sama_dengan_isi_lain_ditolak() -> None:
    kartu = buat_kartu()
    catat(kartu, 285_000)
    with pytest.raises(Bentrok, match="jurnal_berbeda"):
        catat(kartu, 285_001)
    assert saldo_kartu(kartu).iuran == 285_000


def test_jurnal_yang_tidak_seimbang_tidak_pernah_sampai_ke_basis_data() -> None:
    kartu = buat_kartu()
    with pytest.raises(ValueError, match="jurnal_tidak_seimbang"):
        catat_jurnal(
            jenis=JenisJurnal.KOREKSI,
            rujukan="uji:1",
            tanggal_nilai=HARI,
            baris=iuran(kartu, 285_000)[:1],
        )
    assert not Jurnal.objects.exists()


def test_saldo_peserta_tidak_dapat_menjadi_negatif_dan_pemanggil_dapat_meneruskan() -> None:
    kartu = buat_kartu()
    catat(kartu, 100_000)
    with pytest.raises(Bentrok, match="saldo_tidak_cukup"):
        catat(kartu, -100_001, rujukan="uji:2")
    assert saldo_kartu(kartu).iuran == 100_000
    assert catat(kartu, -100_000, rujukan="uji:3").pk
    assert saldo_kartu(kartu).iuran == 0


def test_basis_data_sendiri_menolak_jurnal_timpang_dan_entri_susulan() -> None:
    kartu = buat_kartu()
    jurnal = catat(kartu, 285_000)
    tutup()
    akun = AkunBuku.objects.get(kepesertaan=kartu, jenis=JenisAkun.PESERTA_IURAN)
    with pytest.raises(IntegrityError), transaction.atomic():
        timpang(akun)
    for perintah in (
        "UPDATE saldo_entrijurnal SET kredit = kredit + 1 WHERE kredit > 0",
        "DELETE FROM saldo_entrijurnal",
        "UPDATE saldo_jurnal SET keterangan = 'x'",
        f"UPDATE saldo_akunbuku SET saldo = 1 WHERE id = {akun.pk}",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(perintah)
    assert saldo_kartu(kartu).iuran == 285_000
    assert jurnal.entri.count() == 2


def test_penahanan_memindahkan_seluruh_saldo_dan_tercatat() -> None:
    kartu = buat_kartu_bersaldo()
    (tahanan,) = tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    tutup()
    saldo = saldo_kartu(kartu)
    assert (saldo.tersedia, saldo.ditahan, saldo.total) == (0, TIGA_BULAN, TIGA_BULAN)
    assert (tahanan.jumlah, tahanan.status) == (TIGA_BULAN, TahananSaldo.Status.DITAHAN)
    assert aksi() == ["saldo.ditahan"]
    jejak = CatatanAudit.objects.get(aksi="saldo.ditahan")
    assert jejak.peserta == kartu.peserta
    assert jejak.sesudah["jumlah"] == TIGA_BULAN
    assert kartu.kpj not in str(jejak.sesudah)


def test_penahanan_yang_sama_dua_kali_menahan_sekali() -> None:
    kartu = buat_kartu_bersaldo()
    pertama = tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    assert tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM) == pertama
    assert saldo_kartu(kartu).ditahan == TIGA_BULAN
    assert aksi() == ["saldo.ditahan"]


def test_penahanan_ditolak_bila_ditahan_nama_lain_kosong_atau_asing() -> None:
    kartu = buat_kartu_bersaldo()
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    for ids, rujukan, kode in (
        ([kartu.pk], "klaim:2", "saldo_sudah_ditahan"),
        ([buat_kartu().pk], "klaim:3", "saldo_kosong"),
    ):
        with pytest.raises(Bentrok, match=kode):
            tahan_saldo(kepesertaan_ids=ids, rujukan=rujukan, pelaku=SISTEM)
    for kosong in ([], [10**9]):
        with pytest.raises(TidakDitemukan, match="kartu_tidak_ada"):
            tahan_saldo(kepesertaan_ids=kosong, rujukan="klaim:4", pelaku=SISTEM)
    with pytest.raises(ValueError, match="lebih_dari_satu_peserta"):
        tahan_saldo(
            kepesertaan_ids=[kartu.pk, buat_kartu_bersaldo().pk], rujukan="k", pelaku=SISTEM
        )
    assert TahananSaldo.objects.count() == 1


def test_pelepasan_mengembalikan_tiap_rupiah_ke_tahun_dan_jenisnya() -> None:
    kartu = buat_kartu_bersaldo()
    hasil = Posisi(kartu.pk, JenisEntri.PENGEMBANGAN, 2025, Rupiah(12_345))
    catat_jurnal(
        jenis=JenisJurnal.PENGEMBANGAN,
        rujukan="pengembangan:2025",
        tanggal_nilai=date(2025, 12, 31),
        baris=susun_pengembangan([hasil], tanggal_nilai=date(2025, 12, 31)),
    )
    sebelum = posisi_kartu([kartu.pk])
    assert hasil in sebelum
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    assert posisi_kartu([kartu.pk]) == []
    jurnal = lepaskan_tahanan(rujukan="klaim:1", pelaku=SISTEM)
    tutup()
    assert posisi_kartu([kartu.pk]) == sebelum
    assert lepaskan_tahanan(rujukan="klaim:1", pelaku=SISTEM) == jurnal
    tahanan = TahananSaldo.objects.get()
    assert (tahanan.status, tahanan.jurnal_akhir) == (TahananSaldo.Status.DILEPAS, jurnal)
    assert tahanan.berakhir_pada is not None
    assert aksi() == ["saldo.ditahan", "saldo.dilepas"]


def test_kartu_bebas_lagi_setelah_dilepas_tetapi_tidak_dengan_nama_yang_sama() -> None:
    kartu = buat_kartu_bersaldo()
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    lepaskan_tahanan(rujukan="klaim:1", pelaku=SISTEM)
    with pytest.raises(Bentrok, match="tahanan_sudah_berakhir"):
        tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    with pytest.raises(Bentrok, match="tahanan_sudah_dilepas"):
        bayarkan_tahanan(
            rujukan="klaim:1", neto=TIGA_BULAN, pajak=0, pelaku=SISTEM, tanggal_nilai=HARI
        )
    assert len(tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:2", pelaku=SISTEM)) == 1


def test_pembayaran_mengosongkan_tahanan_dan_menandai_kartu_tidak_aktif() -> None:
    orang = buat_peserta()
    lama = buat_kartu(orang, npp="CD123456", berhenti=date(2024, 6, 30))
    buat_iuran(lama, banyak=2)
    aktif = buat_kartu_bersaldo(orang)
    kosong = buat_kartu(orang, npp="EF123456")
    tahanan = tahan_saldo(
        kepesertaan_ids=[aktif.pk, lama.pk, kosong.pk], rujukan="klaim:1", pelaku=SISTEM
    )
    assert [satu.kepesertaan_id for satu in tahanan] == sorted([aktif.pk, lama.pk])
    bruto = TIGA_BULAN + 2 * 285_000
    jurnal = bayarkan_tahanan(
        rujukan="klaim:1", neto=bruto - 5_000, pajak=5_000, pelaku=SISTEM, tanggal_nilai=HARI
    )
    tutup()
    lembaga = {
        satu.akun.jenis: satu.kredit - satu.debit
        for satu in jurnal.entri.filter(akun__kepesertaan=None).select_related("akun")
    }
    assert lembaga == {"KLIRING_PEMBAYARAN": bruto - 5_000, "PAJAK": 5_000}
    assert saldo_kartu(aktif).total == saldo_kartu(lama).total == 0
    for satu in (aktif, lama):
        satu.refresh_from_db()
    assert (aktif.status, lama.status) == ("AKTIF", "DIKLAIM")
    assert set(TahananSaldo.objects.values_list("status", flat=True)) == {"DIPAKAI"}
    assert CatatanAudit.objects.filter(aksi="kartu.diubah", sesudah={"status": "DIKLAIM"}).exists()
    jejak = CatatanAudit.objects.get(aksi="saldo.dibayarkan").sesudah
    assert (jejak["bruto"], jejak["pajak"], jejak["neto"]) == (bruto, 5_000, bruto - 5_000)


def test_pembayaran_dua_kali_dibukukan_sekali_dan_jumlah_lain_ditolak() -> None:
    kartu = buat_kartu_bersaldo()
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)

    def bayar(neto: int, pajak: int) -> Jurnal:
        return bayarkan_tahanan(
            rujukan="klaim:1", neto=neto, pajak=pajak, pelaku=SISTEM, tanggal_nilai=HARI
        )

    with pytest.raises(Bentrok, match="pembayaran_beda_dengan_tahanan"):
        bayar(TIGA_BULAN - 1, 0)
    assert saldo_kartu(kartu).ditahan == TIGA_BULAN
    pertama = bayar(TIGA_BULAN, 0)
    assert bayar(TIGA_BULAN, 0) == pertama
    with pytest.raises(Bentrok, match="jurnal_berbeda"):
        bayar(TIGA_BULAN - 1, 1)
    with pytest.raises(Bentrok, match="tahanan_sudah_dipakai"):
        lepaskan_tahanan(rujukan="klaim:1", pelaku=SISTEM)
    assert Jurnal.objects.filter(jenis="PEMBAYARAN").count() == 1
    assert aksi() == ["saldo.ditahan", "saldo.dibayarkan"]


def test_uang_yang_dikembalikan_bank_ditahan_lagi_dan_dapat_dibayar_lagi() -> None:
    kartu = buat_kartu(berhenti=date(2024, 6, 30))
    buat_iuran(kartu, banyak=3)
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    with pytest.raises(Bentrok, match="tahanan_belum_dibayarkan"):
        kembalikan_pembayaran(rujukan="klaim:1", pelaku=SISTEM, tanggal_nilai=HARI, alasan="retur")
    isi = {"neto": TIGA_BULAN - 100, "pajak": 100, "pelaku": SISTEM, "tanggal_nilai": HARI}
    pertama = bayarkan_tahanan(rujukan="klaim:1", **isi)  # type: ignore[arg-type]  # same words thrice
    kembali = kembalikan_pembayaran(
        rujukan="klaim:1", pelaku=SISTEM, tanggal_nilai=HARI, alasan="retur"
    )
    tutup()
    assert kembali.koreksi_dari == pertama
    assert saldo_kartu(kartu).ditahan == TIGA_BULAN
    kartu.refresh_from_db()
    assert kartu.status == "NONAKTIF"
    kedua = bayarkan_tahanan(rujukan="klaim:1", **isi)  # type: ignore[arg-type]
    tutup()
    assert kedua != pertama
    kartu.refresh_from_db()
    assert (kartu.status, saldo_kartu(kartu).total) == ("DIKLAIM", 0)
    pajak = EntriJurnal.objects.filter(akun__jenis="PAJAK")
    assert sum(satu.kredit - satu.debit for satu in pajak) == 100
    assert CatatanAudit.objects.get(aksi="saldo.dikembalikan").alasan == "retur"


def test_tahanan_yang_tidak_ada_tidak_dapat_diakhiri() -> None:
    with pytest.raises(TidakDitemukan, match="tahanan_tidak_ada"):
        lepaskan_tahanan(rujukan="klaim:9", pelaku=SISTEM)
    with pytest.raises(TidakDitemukan, match="tahanan_tidak_ada"):
        bayarkan_tahanan(rujukan="klaim:9", neto=1, pajak=NOL, pelaku=SISTEM, tanggal_nilai=HARI)


def test_yang_kembali_dari_bank_ditahan_di_samping_tahanan_lain() -> None:
    kartu = buat_kartu(berhenti=date(2024, 6, 30))
    buat_iuran(kartu, banyak=2)
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    bayarkan_tahanan(
        rujukan="klaim:1", neto=2 * 285_000, pajak=0, pelaku=SISTEM, tanggal_nilai=HARI
    )
    buat_iuran(kartu, date(2024, 3, 1))
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1:susulan:1", pelaku=SISTEM)
    isi = {"pelaku": SISTEM, "tanggal_nilai": HARI, "alasan": "tutup"}
    kembalikan_pembayaran(rujukan="klaim:1", **isi)  # type: ignore[arg-type]  # same words twice
    assert saldo_kartu(kartu).ditahan == TIGA_BULAN
    kartu.refresh_from_db()
    assert kartu.status == "NONAKTIF"
    bayarkan_tahanan(
        rujukan="klaim:1", neto=2 * 285_000, pajak=0, pelaku=SISTEM, tanggal_nilai=HARI
    )
    bayarkan_tahanan(
        rujukan="klaim:1:susulan:1", neto=285_000, pajak=0, pelaku=SISTEM, tanggal_nilai=HARI
    )
    kembalikan_pembayaran(rujukan="klaim:1:susulan:1", kartu_tetap_diklaim=True, **isi)  # type: ignore[arg-type]
    tutup()
    kartu.refresh_from_db()
    assert (kartu.status, saldo_kartu(kartu).ditahan) == ("DIKLAIM", 285_000)
