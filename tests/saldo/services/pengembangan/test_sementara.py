from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import TidakDitemukan
from saldo.models import Jurnal, Kepesertaan, Ketentuan, KreditPengembangan
from saldo.rules.masa_kepesertaan import SebabKeluar
from saldo.selectors import saldo_kartu, saldo_per_tahun
from saldo.selectors.invarian import periksa_invarian
from saldo.selectors.sementara import hasil_sementara
from saldo.services.buku import bayarkan_tahanan, tahan_saldo
from saldo.services.kartu import hentikan_kartu
from saldo.services.pengembangan import kreditkan_sementara, tutup_tahun
from saldo.services.penggabungan import gabungkan_kartu
from saldo.services.tarif import bukukan_pengembangan, muat_tarif_contoh
from saldo.teks import kalimat_sementara
from tests.pabrik import buat_kartu, buat_peserta, impor, isi_baris

pytestmark = pytest.mark.usefixtures("db")
# The newest known rate is that of 2020; 855.000 stood there before the year began.
SALDO = 3 * 285_000
TARIF = Decimal("0.0559")
AKHIR_OKTOBER = round(SALDO * 10 * TARIF / 12)


def isi(kartu: Kepesertaan, tahun: int = 2024) -> None:
    hasil = impor(
        isi_baris(date(tahun, b, 1), kpj=kartu.kpj, bayar=date(tahun, b, 9)) for b in (1, 2, 3)
    )
    assert hasil.diterima


@pytest.fixture
def kartu() -> Kepesertaan:
    satu = buat_kartu(mulai=date(2024, 1, 1))
    isi(satu)
    return satu


def kreditkan(kartu: Kepesertaan, tanggal: date = date(2026, 11, 23)) -> int:
    return kreditkan_sementara(
        kepesertaan_ids=[kartu.pk], pelaku=SISTEM, tanggal=tanggal
    ).jumlah  # fmt: skip


def langgar() -> list[str]:
    return [s.invarian.kode for s in periksa_invarian() if not s.dipenuhi]


def test_bulan_yang_genap_dikreditkan_dengan_tarif_terakhir(kartu: Kepesertaan) -> None:
    pratinjau = hasil_sementara([kartu.pk], tanggal=date(2026, 11, 23))
    assert not KreditPengembangan.objects.exists()
    assert kreditkan(kartu) == pratinjau.jumlah == AKHIR_OKTOBER
    assert saldo_kartu(kartu).pengembangan == AKHIR_OKTOBER
    kredit = KreditPengembangan.objects.get()
    assert (kredit.sementara, kredit.sampai_bulan, kredit.tarif) == (True, 10, TARIF)
    assert kredit.jurnal is not None
    assert kredit.jurnal.jenis == "PENGEMBANGAN_SEMENTARA"
    assert CatatanAudit.objects.get(aksi="pengembangan.dibukukan").sesudah["jenis"] == "sementara"
    assert saldo_per_tahun(kartu.peserta)[-1].pengembangan == AKHIR_OKTOBER
    assert langgar() == []


def test_kedua_kali_hanya_yang_bertambah_dan_hasil_sementara_tidak_berbunga(
    kartu: Kepesertaan,
) -> None:
    juni = kreditkan(kartu, date(2026, 7, 1))
    assert kreditkan(kartu, date(2026, 7, 31)) == 0
    assert juni + kreditkan(kartu) == AKHIR_OKTOBER
    assert kreditkan(kartu) == 0
    assert KreditPengembangan.objects.count() == 2


def test_januari_belum_ada_bulan_yang_genap(kartu: Kepesertaan) -> None:
    assert kreditkan(kartu, date(2026, 1, 31)) == 0
    assert not Jurnal.objects.filter(jenis="PENGEMBANGAN_SEMENTARA").exists()


def test_tanpa_tarif_sama_sekali_tidak_ditambah_dan_halaman_mengatakannya(
    kartu: Kepesertaan,
) -> None:
    Ketentuan.objects.filter(jenis="TARIF_PENGEMBANGAN").delete()
    hasil = kreditkan_sementara(
        kepesertaan_ids=[kartu.pk], pelaku=SISTEM, tanggal=date(2026, 11, 23)
    )
    assert (hasil.tarif, hasil.jumlah) == (None, 0)
    assert "belum ditetapkan" in kalimat_sementara(hasil)[0]


def test_tarif_contoh_dan_sementara_dikatakan(kartu: Kepesertaan) -> None:
    muat_tarif_contoh(pelaku=SISTEM)
    hasil = hasil_sementara([kartu.pk], tanggal=date(2026, 11, 23))
    asal, contoh, sementara = kalimat_sementara(hasil)
    assert "akhir Oktober 2026" in asal
    assert contoh == "Tarif contoh, bukan resmi."
    assert sementara.startswith("Sementara:")


def test_kredit_akhir_tahun_hanya_selisihnya_juga_setelah_uangnya_dibayarkan() -> None:
    kartu = buat_kartu(mulai=date(2016, 1, 1))
    isi(kartu, 2016)
    # In April 2017 the newest rate known is that of 2016 only if that of 2017 is not set yet.
    tarif = Ketentuan.objects.get(jenis="TARIF_PENGEMBANGAN", berlaku_sejak=date(2017, 1, 1))
    Ketentuan.objects.filter(berlaku_sejak__gte=date(2017, 1, 1), jenis=tarif.jenis).delete()
    sementara = kreditkan(kartu, date(2017, 4, 20))
    assert sementara == round(SALDO * 3 * Decimal("0.0719") / 12)
    [ditahan] = tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="uji:1", pelaku=SISTEM)
    bayarkan_tahanan(
        rujukan="uji:1", neto=ditahan.jumlah, pajak=0, pelaku=SISTEM,
        tanggal_nilai=date(2017, 4, 21),
    )  # fmt: skip
    tarif.pk = None
    tarif.save()
    jurnal = bukukan_pengembangan(kepesertaan=kartu, tahun=2017, pelaku=SISTEM)
    assert jurnal is not None
    # January to March at 7.82 % in all: the payout of the provisional part takes nothing away.
    akhir = round(SALDO * 3 * Decimal("0.0782") / 12)
    assert saldo_kartu(kartu).total == akhir - sementara > 0
    assert langgar() == []


def test_kredit_akhir_tidak_menarik_kembali_bila_tarif_akhir_lebih_rendah() -> None:
    kartu = buat_kartu(mulai=date(2017, 1, 1))
    isi(kartu, 2017)
    Ketentuan.objects.filter(
        jenis="TARIF_PENGEMBANGAN", berlaku_sejak=date(2018, 1, 1)
    ).update(nilai=Decimal("0.09"))  # fmt: skip
    sementara = kreditkan(kartu, date(2018, 12, 31))
    Ketentuan.objects.filter(
        jenis="TARIF_PENGEMBANGAN", berlaku_sejak=date(2018, 1, 1)
    ).update(nilai=Decimal("0.0626"))  # fmt: skip
    assert bukukan_pengembangan(kepesertaan=kartu, tahun=2018, pelaku=SISTEM) is None
    assert saldo_kartu(kartu).pengembangan == sementara
    final = KreditPengembangan.objects.get(sementara=False)
    assert (final.jumlah, final.jurnal) == (0, None)


def test_bulan_kartu_yang_digabung_ikut_dengan_kartu_tujuannya(kartu: Kepesertaan) -> None:
    tujuan = buat_kartu(kartu.peserta, mulai=date(2025, 1, 1), npp="CD123456")
    Kepesertaan.objects.filter(pk=kartu.pk).update(status="DIGABUNG", digabung_ke=tujuan)
    assert kreditkan(tujuan) == AKHIR_OKTOBER
    assert saldo_kartu(tujuan).pengembangan == AKHIR_OKTOBER
    assert KreditPengembangan.objects.get().kepesertaan_id == kartu.pk


def test_kartu_orang_lain_dan_kartu_yang_tidak_ada_ditolak(kartu: Kepesertaan) -> None:
    lain = buat_kartu(buat_peserta(), npp="CD123456")
    with pytest.raises(ValueError, match="lebih_dari_satu_peserta"):
        kreditkan_sementara(
            kepesertaan_ids=[kartu.pk, lain.pk], pelaku=SISTEM, tanggal=date(2026, 11, 23)
        )
    with pytest.raises(TidakDitemukan):
        kreditkan_sementara(kepesertaan_ids=[-1], pelaku=SISTEM, tanggal=date(2026, 11, 23))


@pytest.mark.parametrize("lewat_putaran", [False, True])
def test_hasil_sementara_kartu_yang_lalu_digabung_tidak_dikreditkan_dua_kali(
    kartu: Kepesertaan, lewat_putaran: bool
) -> None:
    muat_tarif_contoh(pelaku=SISTEM)
    hentikan_kartu(
        kepesertaan_id=kartu.pk, tanggal=date(2024, 12, 31), sebab=SebabKeluar.PHK, pelaku=SISTEM
    )
    tujuan = buat_kartu(kartu.peserta, mulai=date(2025, 1, 1), npp="CD123456")
    gabungkan = date(2026, 7, 1)
    for tahun in (2024, 2025):
        bukukan_pengembangan(kepesertaan=kartu, tahun=tahun, pelaku=SISTEM)
    awal = saldo_kartu(kartu).total
    assert kreditkan(kartu, gabungkan) == round(awal * Decimal("0.025"))
    gabungkan_kartu(peserta=kartu.peserta, kepesertaan_ids=[kartu.pk], pelaku=SISTEM)
    assert saldo_kartu(kartu).total == 0
    with time_machine.travel(datetime(2027, 2, 1, 3, tzinfo=UTC), tick=False):
        if lewat_putaran:
            tutup_tahun(tahun=2026, pelaku=SISTEM)
        else:
            for satu in (kartu, tujuan):
                satu.refresh_from_db()
                bukukan_pengembangan(kepesertaan=satu, tahun=2026, pelaku=SISTEM)
    assert saldo_kartu(tujuan).total == awal + round(awal * Decimal("0.05"))
    assert saldo_kartu(kartu).total == 0
    assert langgar() == []
