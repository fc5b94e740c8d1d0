from __future__ import annotations

import pytest

from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.rules.tanggapan_bank import (
    KETENTUAN_TANYA,
    Asal,
    HasilBank,
    Jawaban,
    JenisTindakan,
    SebabBeku,
)
from klaim_jht.rules.tanggapan_bank.perkara import (
    Perkara,
    abaikan,
    bekukan_karena,
    orang,
    tanya_lagi,
    tunggu,
)
from tests.klaim_jht.rules.tanggapan_bank.contoh import BIASA, H, S, keadaan, lewat


def perkara(
    status: StatusPembayaran = S.BELUM_PASTI,
    hasil: HasilBank = H.BELUM_PASTI,
    menit: float = 5,
    beku: SebabBeku | None = None,
) -> Perkara:
    jawaban = Jawaban(asal=Asal.TANYA, hasil=hasil)
    return Perkara(jawaban, keadaan(status, beku=beku), BIASA, KETENTUAN_TANYA, lewat(menit))


@pytest.mark.parametrize(
    ("dari", "ke"),
    [
        (S.DIKIRIM, S.BELUM_PASTI),
        (S.BELUM_PASTI, S.BELUM_PASTI),
        (S.DITERIMA_BANK, S.DITERIMA_BANK),
    ],
)
def test_tanya_lagi_tidak_pernah_melupakan_bahwa_bank_menerimanya(
    dari: StatusPembayaran, ke: StatusPembayaran
) -> None:
    tindakan = tanya_lagi(perkara(dari))
    assert (tindakan.jenis, tindakan.ke) == (JenisTindakan.TANYA_LAGI, ke)
    assert tindakan.pada == lewat(10)
    assert not tindakan.alarm


def test_pertanyaan_yang_ditolak_karena_kami_keliru_membunyikan_alarm() -> None:
    assert tanya_lagi(perkara(hasil=H.TANDA_TANGAN)).alarm


def test_setelah_24_jam_dua_petugas_dipanggil_sekali() -> None:
    sehari = 24 * 60
    tindakan = tunggu(perkara(menit=sehari), S.DITERIMA_BANK)
    assert (tindakan.jenis, tindakan.ke) == (JenisTindakan.BEKUKAN, S.DITERIMA_BANK)
    assert tindakan.sebab_beku is SebabBeku.LEWAT_BATAS_WAKTU
    assert tindakan.pada == lewat(sehari + 60)
    lagi = tunggu(perkara(menit=sehari, beku=SebabBeku.LEWAT_BATAS_WAKTU), S.DITERIMA_BANK)
    assert lagi.jenis is JenisTindakan.TANYA_LAGI


def test_membekukan_memanggil_petugas_dan_tetap_bertanya() -> None:
    tindakan = bekukan_karena(perkara(), S.BELUM_PASTI, SebabBeku.TIDAK_DITEMUKAN)
    assert tindakan.alarm
    assert tindakan.pada == lewat(10)


def test_memanggil_orang_dan_mengabaikan_tidak_mengubah_keadaan() -> None:
    untuk_orang = orang(perkara(S.BERHASIL), JenisTindakan.BEKUKAN, SebabBeku.BERTENTANGAN)
    assert (untuk_orang.ke, untuk_orang.pada, untuk_orang.alarm) == (S.BERHASIL, None, True)
    diam = abaikan(perkara(S.DIKEMBALIKAN))
    assert (diam.ke, diam.pada, diam.alarm) == (S.DIKEMBALIKAN, None, False)
