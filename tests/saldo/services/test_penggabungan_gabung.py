from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from accounts.models import CatatanAudit, Pesan
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import BelumLayak, Bentrok
from saldo.models import EntriJurnal, Jurnal, Kepesertaan, PenggabunganKartu
from saldo.rules.penggabungan import PutusanGabung, SebabTakGabung
from saldo.selectors import daftar_entri, saldo_per_tahun, saldo_peserta
from saldo.selectors.penggabungan import bagian_kartu, masa_kepesertaan_bulan
from saldo.services.buku import bayarkan_tahanan, lepaskan_tahanan, tahan_saldo
from saldo.services.kartu import tandai_sengketa
from saldo.services.penggabungan import gabungkan_kartu, pratinjau_gabung
from saldo.services.tarif import bukukan_pengembangan
from tests.pabrik import buat_kartu, buat_kartu_bersaldo, buat_peserta
from tests.saldo.gabungan import Wati, buat_wati, langgar

TAHUN = (2023, 2024, 2025)


@pytest.fixture
def wati(db: None) -> Wati:
    return buat_wati()


def gabung(wati: Wati, *kartu: Kepesertaan, terlihat: str | None = None) -> list[PenggabunganKartu]:
    return list(
        gabungkan_kartu(
            peserta=wati.peserta, pelaku=SISTEM, terlihat=terlihat,
            kepesertaan_ids=[satu.pk for satu in kartu] or wati.sumber,
        )
    )  # fmt: skip


def periksa_buku() -> None:
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute("SET CONSTRAINTS ALL DEFERRED")
    assert langgar() == []


def test_dua_kartu_digabung_sekaligus_tanpa_serupiah_hilang(wati: Wati) -> None:
    for kartu in (wati.lama, wati.tengah, wati.baru):
        for tahun in TAHUN:
            bukukan_pengembangan(kepesertaan=kartu, tahun=tahun, pelaku=SISTEM)
    sebelum = wati.saldo()
    hasil = gabung(wati)
    assert [satu.status for satu in hasil] == ["BERLAKU", "BERLAKU"]
    assert wati.saldo() == [0, 0, sum(sebelum)]
    assert [satu.jumlah for satu in hasil] == sebelum[:2]
    for kartu in (wati.lama, wati.tengah):
        segar = wati.segar(kartu)
        assert (segar.status, segar.digabung_ke_id) == ("DIGABUNG", wati.baru.pk)
    satu = hasil[0]
    assert satu.digabung_pada is not None
    assert satu.boleh_urung_sampai == satu.digabung_pada + timedelta(days=7)
    assert Jurnal.objects.filter(jenis="PENGGABUNGAN").count() == 2
    jejak = CatatanAudit.objects.filter(aksi="penggabungan.dibukukan")
    assert [j.sesudah["jumlah"] for j in jejak.order_by("pk")] == sebelum[:2]
    assert Pesan.objects.filter(jenis="kartu_digabung").count() == 1
    periksa_buku()


def test_yang_belum_dikreditkan_dikreditkan_dahulu_di_semua_kartu(wati: Wati) -> None:
    sebelum = saldo_peserta(wati.peserta)
    assert sebelum.pengembangan == 0
    hasil = gabung(wati)
    sesudah = saldo_peserta(wati.peserta)
    kredit = Jurnal.objects.filter(jenis="PENGEMBANGAN")
    # 2023 to 2025 of the oldest, 2024 and 2025 of the second, 2025 of the newest.
    assert kredit.count() == 6
    assert sesudah.total == sebelum.total + sesudah.pengembangan
    assert sesudah.pengembangan > 0
    # The newest card earned something too, of which nothing moved.
    assert 0 < sum(satu.jumlah for satu in hasil) < sesudah.total - sebelum.kartu[0].total
    periksa_buku()


def test_entri_pindah_per_jenis_dan_tahun_seperti_di_pratinjau(wati: Wati) -> None:
    rencana = pratinjau_gabung(peserta=wati.peserta)
    assert Jurnal.objects.filter(jenis="PENGEMBANGAN").count() == 0, "a preview changes nothing"
    assert {satu[:2] for satu in rencana.dikreditkan} == {
        (wati.lama.pk, 2023), (wati.lama.pk, 2024), (wati.lama.pk, 2025),
        (wati.tengah.pk, 2024), (wati.tengah.pk, 2025), (wati.baru.pk, 2025),
    }  # fmt: skip
    hasil = gabung(wati, terlihat=rencana.sidik)
    for satu, janji in zip(hasil, rencana.sumber, strict=True):
        assert satu.jurnal is not None
        entri = EntriJurnal.objects.filter(jurnal=satu.jurnal).order_by("pk")
        assert [
            (e.akun.kepesertaan_id, e.jenis, e.tahun, e.debit, e.kredit, e.tanggal_nilai)
            for e in entri.select_related("akun")
        ] == [
            (b.kartu_id, b.jenis, b.tahun, b.debit, b.kredit, b.tanggal_nilai) for b in janji.baris
        ]
    assert {b.tanggal_nilai for b in rencana.sumber[0].baris} == {date(2026, 1, 1)}
    assert rencana.tujuan_sesudah == wati.saldo()[2]
    bagian = bagian_kartu([wati.baru.pk])[wati.baru.pk]
    assert {(b.jenis.value, b.tahun) for b in bagian} >= {
        ("IURAN", 2023), ("IURAN", 2024), ("PENGEMBANGAN", 2023), ("PENGEMBANGAN", 2025),
    }  # fmt: skip


def test_tanpa_tarif_setiap_bagian_membawa_tanggal_nilainya(db: None) -> None:
    wati = buat_wati(tarif=False)
    asal = bagian_kartu([wati.lama.pk])[wati.lama.pk]
    gabung(wati, wati.lama)
    bagian = bagian_kartu([wati.baru.pk])[wati.baru.pk]
    pindah = {(b.jenis, b.tahun, b.tanggal_nilai, b.jumlah) for b in asal}
    assert pindah <= {(b.jenis, b.tahun, b.tanggal_nilai, b.jumlah) for b in bagian}
    assert wati.lama.pk not in bagian_kartu([wati.lama.pk])
    periksa_buku()


def test_hasil_tahun_berikutnya_sama_dengan_tanpa_digabung(
    wati: Wati, time_machine: object
) -> None:
    def tahun_2026() -> int:
        for kartu in (wati.lama, wati.tengah, wati.baru):
            for tahun in (*TAHUN, 2026):
                bukukan_pengembangan(kepesertaan=kartu, tahun=tahun, pelaku=SISTEM)
        return saldo_peserta(wati.peserta).pengembangan

    time_machine.move_to("2027-02-01T03:00:00Z", tick=False)  # type: ignore[attr-defined]  # plugin
    with transaction.atomic():
        terpisah = tahun_2026()
        transaction.set_rollback(True)
    time_machine.move_to("2026-11-20T03:00:00Z", tick=False)  # type: ignore[attr-defined]  # plugin
    gabung(wati)
    time_machine.move_to("2027-02-01T03:00:00Z", tick=False)  # type: ignore[attr-defined]  # plugin
    assert abs(tahun_2026() - terpisah) <= 1
    assert wati.saldo()[:2] == [0, 0]
    periksa_buku()


def test_dua_kali_ditekan_menggabung_sekali(wati: Wati) -> None:
    sidik = pratinjau_gabung(peserta=wati.peserta).sidik
    satu = gabung(wati, terlihat=sidik)
    dua = gabung(wati, terlihat=sidik)
    assert [s.pk for s in satu] == [d.pk for d in dua]
    assert Jurnal.objects.filter(jenis="PENGGABUNGAN").count() == 2
    assert Pesan.objects.filter(jenis="kartu_digabung").count() == 1


def test_yang_berubah_sejak_dilihat_ditolak_dan_tidak_berbekas(wati: Wati) -> None:
    sidik = pratinjau_gabung(peserta=wati.peserta).sidik
    bukukan_pengembangan(kepesertaan=wati.lama, tahun=2023, pelaku=SISTEM)
    # A return that was due anyway is in the preview already.
    with transaction.atomic():
        assert len(gabung(wati, terlihat=sidik)) == 2
        transaction.set_rollback(True)
    tandai_sengketa(kepesertaan_id=wati.tengah.pk, disengketakan=True, alasan="x", pelaku=SISTEM)
    with pytest.raises(BelumLayak, match="gabung_tidak_boleh"):
        gabung(wati, terlihat=sidik)
    with pytest.raises(Bentrok, match="gabung_berubah"):
        gabung(wati, wati.lama, terlihat=sidik)
    assert PenggabunganKartu.objects.count() == 0
    assert wati.segar(wati.lama).status == "NONAKTIF"


def test_semua_atau_tidak_sama_sekali(wati: Wati) -> None:
    tahan_saldo(kepesertaan_ids=[wati.tengah.pk], rujukan="uji:1", pelaku=SISTEM)
    with pytest.raises(BelumLayak, match="gabung_tidak_boleh"):
        gabung(wati)
    assert Jurnal.objects.filter(jenis__in=["PENGGABUNGAN", "PENGEMBANGAN"]).count() == 0
    assert [satu.status for satu in gabung(wati, wati.lama)] == ["BERLAKU"]
    lepaskan_tahanan(rujukan="uji:1", pelaku=SISTEM)
    assert [satu.status for satu in gabung(wati)] == ["BERLAKU", "BERLAKU"]
    periksa_buku()


@pytest.mark.parametrize(
    ("rujukan", "sebab"),
    [("uji:1", SebabTakGabung.ADA_TAHANAN), ("klaim:1", SebabTakGabung.ADA_KLAIM_TERBUKA)],
)
def test_tahanan_di_tujuan_menghalangi_semua(
    wati: Wati, rujukan: str, sebab: SebabTakGabung
) -> None:
    tahan_saldo(kepesertaan_ids=[wati.baru.pk], rujukan=rujukan, pelaku=SISTEM)
    hasil = {satu.kartu_id: satu for satu in pratinjau_gabung(peserta=wati.peserta).hasil.kartu}
    assert hasil[wati.baru.pk].sebab == (sebab,)
    assert hasil[wati.lama.pk].sebab == (SebabTakGabung.TUJUAN_TERHALANG,)
    with pytest.raises(BelumLayak, match="gabung_tidak_boleh"):
        gabung(wati, wati.lama)


def test_kartu_orang_lain_dan_kartu_tujuan_tidak_dapat_dipilih(wati: Wati) -> None:
    lain = buat_kartu_bersaldo(buat_peserta())
    for pilihan in ([lain.pk], [wati.baru.pk], [wati.lama.pk, lain.pk]):
        with pytest.raises(BelumLayak, match="gabung_tidak_boleh"):
            gabungkan_kartu(peserta=wati.peserta, kepesertaan_ids=pilihan, pelaku=SISTEM)
    with pytest.raises(BelumLayak, match="gabung_tanpa_pilihan"):
        gabungkan_kartu(peserta=wati.peserta, kepesertaan_ids=[], pelaku=SISTEM)
    assert PenggabunganKartu.objects.count() == 0


def test_kartu_tanpa_saldo_digabung_tanpa_jurnal(wati: Wati) -> None:
    kosong = buat_kartu(
        wati.peserta, mulai=date(2021, 1, 1), npp="GH123456", berhenti=date(2021, 6, 30)
    )
    (satu,) = gabung(wati, kosong)
    assert (satu.status, satu.jumlah, satu.jurnal_id) == ("BERLAKU", 0, None)
    assert wati.segar(kosong).status == "DIGABUNG"
    periksa_buku()


def test_tahanan_yang_sudah_dilepas_tidak_menggeser_tanggal_nilai(wati: Wati) -> None:
    asal = bagian_kartu([wati.lama.pk])
    tahan_saldo(kepesertaan_ids=[wati.lama.pk], rujukan="uji:1", pelaku=SISTEM)
    lepaskan_tahanan(rujukan="uji:1", pelaku=SISTEM)
    assert bagian_kartu([wati.lama.pk]) == asal


def test_kartu_yang_sudah_diklaim_tidak_digabung(wati: Wati) -> None:
    (ditahan,) = tahan_saldo(kepesertaan_ids=[wati.lama.pk], rujukan="uji:1", pelaku=SISTEM)
    bayarkan_tahanan(
        rujukan="uji:1", neto=ditahan.jumlah, pajak=0, pelaku=SISTEM,
        tanggal_nilai=date(2026, 11, 20),
    )  # fmt: skip
    hasil = pratinjau_gabung(peserta=wati.peserta).hasil
    putusan = {satu.kartu_id: (satu.putusan, satu.sebab) for satu in hasil.kartu}
    assert putusan[wati.lama.pk] == (PutusanGabung.TIDAK, (SebabTakGabung.SUDAH_DIKLAIM,))


def test_masa_kepesertaan_ialah_gabungan_semua_kartu(wati: Wati) -> None:
    pada = date(2026, 11, 20)
    sebelum = masa_kepesertaan_bulan(wati.peserta, pada=pada)
    assert sebelum == 12 + 16 + 12
    gabung(wati)
    assert masa_kepesertaan_bulan(wati.peserta, pada=pada) == sebelum


def test_riwayat_dan_bukti_kartu_menyebut_penggabungan_bukan_pembayaran(wati: Wati) -> None:
    gabung(wati)
    total = saldo_peserta(wati.peserta).total
    semua = saldo_per_tahun(wati.peserta)
    assert (semua[-1].saldo, sum(satu.keluar for satu in semua)) == (total, 0)
    for kartu, jumlah in zip((wati.lama, wati.baru), (0, total), strict=True):
        tahun = saldo_per_tahun(wati.peserta, kepesertaan=kartu)
        assert tahun[-1].saldo == jumlah
        assert sum(satu.keluar for satu in tahun) == 0
        assert sum(satu.pindah for satu in tahun) != 0
    assert daftar_entri(wati.peserta).cocok
    assert daftar_entri(wati.peserta, kepesertaan=wati.lama).total == 0
