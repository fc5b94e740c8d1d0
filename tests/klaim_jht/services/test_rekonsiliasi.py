"""Both books side by side, in both directions; the bank is the sandbox's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.rules.pelaku import SISTEM
from jmo.gateways.bank_snap import BankSnap
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import Klaim, Pembayaran, RemLembaga, SelisihBank
from klaim_jht.services.rekonsiliasi import HasilCocok, cocokkan, tutup_selisih
from saldo.models import TahananSaldo
from tests.klaim_jht.bank import kendali_bank, kerjakan, klaim_di_bank, satu_pembayaran
from tests.klaim_jht.koran import berkas, gerak, rekonsiliasi, terima
from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim
from tests.pabrik import buat_akun

pytestmark = pytest.mark.django_db(transaction=True)
SAMA = HasilCocok(baru=0, terbuka=0, selesai=0)


def selisih() -> list[tuple[str, str]]:
    return list(SelisihBank.objects.order_by("pk").values_list("jenis", "status"))


def rem() -> list[str]:
    return list(RemLembaga.objects.filter(dilepas_pada=None).values_list("alasan", flat=True))


@pytest.fixture
def dibayar() -> tuple[Klaim, Pembayaran]:
    """A claim that was paid yesterday, as far as our own book knows."""
    klaim = ajukan(buat_siap_klaim())
    bayar(klaim)
    kemarin = timezone.now() - timedelta(days=1)
    Pembayaran.objects.update(dikirim_pada=kemarin, berhasil_pada=kemarin)
    return klaim, satu_pembayaran(klaim)


def koran_kemarin(*isi: tuple[int, str], mulai: int = 1) -> None:
    kemarin = hari_ini_wib(timezone.now()) - timedelta(days=1)
    terima(
        berkas(
            *(gerak(mulai + ke, jumlah, ref) for ke, (jumlah, ref) in enumerate(isi)),
            tanggal=kemarin,
        )
    )


# --- With the bank ---


def test_kedua_buku_sama(bank: BankSnap) -> None:
    klaim = klaim_di_bank("0000")
    kerjakan(klaim, bank)
    assert rekonsiliasi(bank) == SAMA
    assert rem() == []


def test_yang_dibayar_bank_tetapi_belum_pasti_di_sini_ditanyakan(bank: BankSnap) -> None:
    klaim = klaim_di_bank("0004")
    pembayaran = kerjakan(klaim, bank)
    assert pembayaran.status == "BELUM_PASTI"
    assert rekonsiliasi(bank).baru == 1
    assert selisih() == [("BELUM_TUNTAS", "TERBUKA")]
    pembayaran.refresh_from_db()
    # The statement itself moved nothing: it made the bank be asked now.
    assert (pembayaran.status, klaim.status) == ("BELUM_PASTI", "PEMBAYARAN_BELUM_PASTI")
    assert pembayaran.jatuh_pada is not None
    assert pembayaran.jatuh_pada <= timezone.now()
    assert rem() == []
    pembayaran = kerjakan(klaim, bank)
    assert (pembayaran.status, klaim.status) == ("BERHASIL", "DIBAYAR")
    assert rekonsiliasi(bank) == HasilCocok(baru=0, terbuka=0, selesai=1)
    assert selisih() == [("BELUM_TUNTAS", "SELESAI")]


def test_yang_kembali_esok_hari_masuk_buku_dan_rekening_diminta_lagi(bank: BankSnap) -> None:
    klaim = klaim_di_bank("0015")
    pembayaran = kerjakan(klaim, bank)
    assert klaim.status == "DIBAYAR"
    kendali_bank("matangkan", {"referensi": pembayaran.partner_ref})
    assert rekonsiliasi(bank).baru == 1
    assert selisih() == [("KEMBALI", "TERBUKA")]
    pembayaran = kerjakan(klaim, bank)
    assert (pembayaran.status, klaim.status) == ("DIKEMBALIKAN", "PERLU_PERBAIKAN_REKENING")
    tahanan = TahananSaldo.objects.get()
    assert (tahanan.status, tahanan.jumlah) == ("DITAHAN", klaim.bruto)
    assert rekonsiliasi(bank) == HasilCocok(baru=0, terbuka=0, selesai=1)
    assert rem() == []


# --- By hand ---


@pytest.mark.django_db(transaction=True)
def test_tuntas_di_sini_tetapi_tidak_di_bank(dibayar: tuple[Klaim, Pembayaran]) -> None:
    klaim, pembayaran = dibayar
    # Without a whole statement of that day nothing can be said.
    assert cocokkan(pelaku=SISTEM) == SAMA
    koran_kemarin()
    assert cocokkan(pelaku=SISTEM).baru == 1
    satu = SelisihBank.objects.get()
    assert (satu.jenis, satu.pembayaran, satu.jumlah_kami) == (
        "TAK_DI_BANK", pembayaran, pembayaran.jumlah
    )  # fmt: skip
    assert rem() == ["TAK_DI_BANK"]
    klaim.refresh_from_db()
    assert klaim.status == "DIBAYAR"
    # A second run lists nothing twice; a later delivery that has it closes it.
    assert cocokkan(pelaku=SISTEM) == HasilCocok(baru=0, terbuka=1, selesai=0)
    koran_kemarin((-pembayaran.jumlah, pembayaran.partner_ref))
    assert cocokkan(pelaku=SISTEM).selesai == 1


def test_jumlah_ganda_dan_asing(dibayar: tuple[Klaim, Pembayaran]) -> None:
    _, satu = dibayar
    ref = satu.partner_ref
    koran_kemarin((-satu.jumlah, ref), (-satu.jumlah, ref), (-1, "JHT-ASING"), (-2, ""), (3, ""))
    cocokkan(pelaku=SISTEM)
    assert sorted(SelisihBank.objects.values_list("jenis", "kunci", "jumlah_bank")) == [
        ("ASING", "000000000004", 2),
        ("ASING", "000000000005", -3),
        ("ASING", "JHT-ASING", 1),
        ("GANDA", ref, 2 * satu.jumlah),
    ]
    assert rem() == ["ASING, GANDA"]


def test_jumlah_berbeda(dibayar: tuple[Klaim, Pembayaran]) -> None:
    _, satu = dibayar
    koran_kemarin((-satu.jumlah - 1, satu.partner_ref))
    cocokkan(pelaku=SISTEM)
    baris = SelisihBank.objects.get()
    assert (baris.jenis, baris.jumlah_bank, baris.jumlah_kami) == (
        "JUMLAH_BEDA", satu.jumlah + 1, satu.jumlah
    )  # fmt: skip


def test_uang_masuk_tanpa_referensi_tidak_menghentikan_pembayaran() -> None:
    koran_kemarin((5, ""))
    assert cocokkan(pelaku=SISTEM).baru == 1
    assert rem() == []


def test_saldo_antarhari_harus_bersambung() -> None:
    hari = hari_ini_wib(timezone.now())
    terima(berkas(tanggal=hari - timedelta(days=2), awal=100))
    terima(berkas(tanggal=hari - timedelta(days=1), awal=90))
    cocokkan(pelaku=SISTEM)
    satu = SelisihBank.objects.get()
    assert (satu.jenis, satu.jumlah_bank, satu.jumlah_kami) == ("SALDO_PUTUS", 90, 100)


def test_petugas_menutup_dengan_alasan_dan_selisih_itu_tidak_kembali() -> None:
    koran_kemarin((-5, "JHT-ASING"))
    cocokkan(pelaku=SISTEM)
    petugas = buat_akun("hadi", petugas=True)
    pelaku = pelaku_akun(petugas)
    satu = SelisihBank.objects.get()
    tutup_selisih(selisih_id=satu.pk, alasan="biaya bank", petugas=petugas, pelaku=pelaku)
    satu.refresh_from_db()
    assert (satu.status, satu.ditutup_oleh, satu.alasan) == ("DITUTUP", petugas, "biaya bank")
    assert cocokkan(pelaku=SISTEM) == SAMA
    # More money under the same reference is another difference.
    koran_kemarin((-5, "JHT-ASING"), (-7, "JHT-ASING"))
    assert cocokkan(pelaku=SISTEM).baru == 1
    assert SelisihBank.objects.get(status="TERBUKA").jumlah_bank == 12
    with pytest.raises(Bentrok, match="selisih_sudah_selesai"):
        tutup_selisih(selisih_id=satu.pk, alasan="x", petugas=petugas, pelaku=pelaku)
    with pytest.raises(TidakDitemukan):
        tutup_selisih(selisih_id=0, alasan="x", petugas=petugas, pelaku=pelaku)


def test_petugas_tidak_menutup_uangnya_sendiri(dibayar: tuple[Klaim, Pembayaran]) -> None:
    klaim, satu = dibayar
    koran_kemarin((-satu.jumlah - 1, satu.partner_ref))
    cocokkan(pelaku=SISTEM)
    akun = klaim.peserta.akun
    assert akun is not None
    with pytest.raises(BelumLayak, match="selisih_klaim_sendiri"):
        tutup_selisih(
            selisih_id=SelisihBank.objects.get().pk, alasan="x", petugas=akun,
            pelaku=pelaku_akun(akun),
        )  # fmt: skip


def test_yang_dilepas_dua_petugas_tidak_direm_lagi_oleh_selisih_yang_sama() -> None:
    koran_kemarin((-5, "JHT-ASING"))
    cocokkan(pelaku=SISTEM)
    assert rem() == ["ASING"]
    RemLembaga.objects.update(
        lepas_diminta_oleh=buat_akun("rina", petugas=True),
        dilepas_oleh=buat_akun("hadi", petugas=True), dilepas_pada=timezone.now(),
    )  # fmt: skip
    cocokkan(pelaku=SISTEM)
    assert rem() == []
