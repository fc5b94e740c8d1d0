from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.uang import NOL, Rupiah
from saldo.rules.buku import (
    AKUN_PESERTA,
    BarisEntri,
    JenisAkun,
    JenisEntri,
    JenisJurnal,
    Posisi,
    hitung_selisih,
    periksa_seimbang,
    susun_iuran,
    susun_kebalikan,
    susun_pelepasan,
    susun_pembayaran,
    susun_penahanan,
    susun_pengembangan,
)

HARI = date(2026, 11, 22)
IURAN, PENGEMBANGAN = JenisEntri.IURAN, JenisEntri.PENGEMBANGAN


def posisi(kartu: int, jenis: JenisEntri, tahun: int, jumlah: int) -> Posisi:
    return Posisi(kartu, jenis, tahun, Rupiah(jumlah))


def saldo(baris: Iterable[BarisEntri]) -> Counter[tuple[JenisAkun, int | None]]:
    hasil: Counter[tuple[JenisAkun, int | None]] = Counter()
    for satu in baris:
        hasil[satu.akun, satu.kartu_id] += satu.kredit - satu.debit
    return hasil


SEMUA = [
    posisi(1, IURAN, 2025, 3_420_000),
    posisi(1, IURAN, 2026, 2_850_000),
    posisi(1, PENGEMBANGAN, 2025, 92_625),
    posisi(2, IURAN, 2024, 1_000_000),
]
TAHAN = susun_penahanan(SEMUA, tanggal_nilai=HARI)

posisi_acak = st.lists(
    st.builds(
        posisi,
        st.integers(1, 4),
        st.sampled_from([IURAN, PENGEMBANGAN]),
        st.integers(2015, 2026),
        st.integers(1, 10**10),
    ),
    min_size=1,
    max_size=20,
)


def test_satu_jurnal_per_berkas_iuran() -> None:
    jurnal = susun_iuran(
        [
            posisi(1, IURAN, 2026, 285_000),
            posisi(2, IURAN, 2026, 570_000),
            posisi(3, IURAN, 2026, 0),
        ],
        tanggal_nilai=HARI,
    )
    assert periksa_seimbang(jurnal)
    assert jurnal[0] == BarisEntri(
        JenisAkun.KLIRING_IURAN, None, IURAN, 2026, Rupiah(855_000), NOL, HARI
    )
    assert saldo(jurnal) == {
        (JenisAkun.KLIRING_IURAN, None): -855_000,
        (JenisAkun.PESERTA_IURAN, 1): 285_000,
        (JenisAkun.PESERTA_IURAN, 2): 570_000,
    }


def test_koreksi_iuran_memisahkan_yang_masuk_dari_yang_kembali() -> None:
    jurnal = susun_iuran(
        [posisi(1, IURAN, 2026, 100_000), posisi(2, IURAN, 2026, -100_000)], tanggal_nilai=HARI
    )
    assert periksa_seimbang(jurnal)
    kliring = [(b.debit, b.kredit) for b in jurnal if b.akun is JenisAkun.KLIRING_IURAN]
    assert kliring == [(100_000, 0), (0, 100_000)]


def test_pengembangan_datang_dari_dana() -> None:
    jurnal = susun_pengembangan([posisi(1, PENGEMBANGAN, 2025, 92_625)], tanggal_nilai=HARI)
    assert saldo(jurnal) == {
        (JenisAkun.DANA, None): -92_625,
        (JenisAkun.PESERTA_PENGEMBANGAN, 1): 92_625,
    }


def test_jenis_yang_tidak_pada_tempatnya_ditolak() -> None:
    with pytest.raises(ValueError, match="iuran_jenis_lain"):
        susun_iuran([posisi(1, PENGEMBANGAN, 2026, 1)], tanggal_nilai=HARI)
    with pytest.raises(ValueError, match="pengembangan_jenis_lain"):
        susun_pengembangan([posisi(1, IURAN, 2026, 1)], tanggal_nilai=HARI)
    with pytest.raises(ValueError, match="posisi_bukan_iuran_atau_pengembangan"):
        susun_penahanan([posisi(1, JenisEntri.PAJAK, 2026, 1)], tanggal_nilai=HARI)


@pytest.mark.parametrize("isi", [[], [posisi(1, IURAN, 2026, 0)]], ids=["tanpa-baris", "nol"])
def test_jurnal_kosong_ditolak(isi: list[Posisi]) -> None:
    with pytest.raises(ValueError, match="jurnal_kosong"):
        susun_iuran(isi, tanggal_nilai=HARI)


def test_penahanan_memindahkan_iuran_dan_pengembangan_tiap_tahun() -> None:
    assert periksa_seimbang(TAHAN)
    assert saldo(TAHAN) == {
        (JenisAkun.PESERTA_IURAN, 1): -6_270_000,
        (JenisAkun.PESERTA_PENGEMBANGAN, 1): -92_625,
        (JenisAkun.PESERTA_DITAHAN, 1): 6_362_625,
        (JenisAkun.PESERTA_IURAN, 2): -1_000_000,
        (JenisAkun.PESERTA_DITAHAN, 2): 1_000_000,
    }
    assert {(b.jenis, b.tahun) for b in TAHAN if b.akun is JenisAkun.PESERTA_DITAHAN} == {
        (IURAN, 2025),
        (IURAN, 2026),
        (PENGEMBANGAN, 2025),
        (IURAN, 2024),
    }


def test_penahanan_menerima_tahun_yang_negatif_karena_koreksi() -> None:
    tahan = susun_penahanan(
        [
            posisi(1, IURAN, 2024, -50_000),
            posisi(1, IURAN, 2025, 0),
            posisi(1, IURAN, 2026, 80_000),
        ],
        tanggal_nilai=HARI,
    )
    assert saldo(tahan)[JenisAkun.PESERTA_DITAHAN, 1] == 30_000
    bayar = susun_pembayaran(tahan, pajak=NOL, tanggal_nilai=HARI)
    assert saldo([*tahan, *bayar])[JenisAkun.PESERTA_DITAHAN, 1] == 0


@pytest.mark.parametrize(
    "isi",
    [
        pytest.param([], id="tanpa-posisi"),
        pytest.param([posisi(1, IURAN, 2026, 0)], id="nol"),
        pytest.param(
            [posisi(1, IURAN, 2026, 5), posisi(2, IURAN, 2026, -5)], id="satu-kartu-negatif"
        ),
    ],
)
def test_penahanan_tanpa_saldo_ditolak(isi: list[Posisi]) -> None:
    with pytest.raises(ValueError, match="penahanan_tanpa_saldo"):
        susun_penahanan(isi, tanggal_nilai=HARI)


def test_pelepasan_mengembalikan_setiap_rupiah_ke_asalnya() -> None:
    lepas = susun_pelepasan(TAHAN, tanggal_nilai=date(2026, 11, 23))
    assert periksa_seimbang(lepas)
    assert not any(saldo([*TAHAN, *lepas]).values())
    assert {b.tanggal_nilai for b in lepas} == {date(2026, 11, 23)}


def test_pembayaran_menghabiskan_tahanan_ke_kliring_dan_pajak() -> None:
    bayar = susun_pembayaran(TAHAN, pajak=Rupiah(362_625), tanggal_nilai=HARI)
    assert periksa_seimbang(bayar)
    assert saldo(bayar) == {
        (JenisAkun.PESERTA_DITAHAN, 1): -6_362_625,
        (JenisAkun.PESERTA_DITAHAN, 2): -1_000_000,
        (JenisAkun.KLIRING_PEMBAYARAN, None): 7_000_000,
        (JenisAkun.PAJAK, None): 362_625,
    }


def test_pembayaran_tanpa_pajak_tidak_menulis_baris_pajak() -> None:
    bayar = susun_pembayaran(TAHAN, pajak=NOL, tanggal_nilai=HARI)
    assert JenisAkun.PAJAK not in {b.akun for b in bayar}


def test_dana_yang_kembali_membalik_pembayaran_ke_tahanan() -> None:
    bayar = susun_pembayaran(TAHAN, pajak=Rupiah(62_625), tanggal_nilai=HARI)
    kembali = susun_kebalikan(bayar, tanggal_nilai=HARI)
    assert not any(saldo([*bayar, *kembali]).values())


@pytest.mark.parametrize("pajak", [-1, 7_362_625, 8_000_000])
def test_pajak_di_luar_bruto_ditolak(pajak: int) -> None:
    with pytest.raises(ValueError, match="pajak_di_luar_bruto"):
        susun_pembayaran(TAHAN, pajak=Rupiah(pajak), tanggal_nilai=HARI)


def test_hanya_penahanan_yang_utuh_dapat_dilepas_atau_dibayar() -> None:
    iuran = susun_iuran([posisi(1, IURAN, 2026, 1)], tanggal_nilai=HARI)
    for bukan in (TAHAN[:-1], (), iuran):
        with pytest.raises(ValueError, match="bukan_penahanan"):
            susun_pelepasan(bukan, tanggal_nilai=HARI)
        with pytest.raises(ValueError, match="bukan_penahanan"):
            susun_pembayaran(bukan, pajak=NOL, tanggal_nilai=HARI)


@given(posisi_acak, st.integers(0, 42))
def test_setiap_jurnal_seimbang_dan_tahan_bayar_tidak_membuat_uang(
    isi: list[Posisi], persen: int
) -> None:
    tahan = susun_penahanan(isi, tanggal_nilai=HARI)
    bruto = sum(satu.jumlah for satu in isi)
    pajak = Rupiah(bruto * persen // 100)
    bayar = susun_pembayaran(tahan, pajak=pajak, tanggal_nilai=HARI)
    for jurnal in (tahan, bayar, susun_pelepasan(tahan, tanggal_nilai=HARI)):
        assert periksa_seimbang(jurnal)
    akhir = saldo([*tahan, *bayar])
    assert akhir[JenisAkun.KLIRING_PEMBAYARAN, None] + akhir[JenisAkun.PAJAK, None] == bruto
    assert not any(v for (akun, _), v in akhir.items() if akun is JenisAkun.PESERTA_DITAHAN)


def test_periksa_seimbang() -> None:
    satu, dua = susun_iuran([posisi(1, IURAN, 2026, 7)], tanggal_nilai=HARI)
    assert periksa_seimbang([satu, dua])
    assert not periksa_seimbang([satu])
    assert not periksa_seimbang([satu, satu])
    assert not periksa_seimbang([])
    assert hitung_selisih([satu]) == 7


@pytest.mark.parametrize(("debit", "kredit"), [(0, 0), (1, 1), (-1, 0), (0, -1), (5, -5)], ids=str)
def test_baris_entri_adalah_debit_atau_kredit(debit: int, kredit: int) -> None:
    with pytest.raises(ValueError, match="entri_debit_atau_kredit"):
        BarisEntri(JenisAkun.DANA, None, IURAN, 2026, Rupiah(debit), Rupiah(kredit), HARI)


@pytest.mark.parametrize("akun", JenisAkun)
def test_hanya_akun_peserta_yang_berkartu(akun: JenisAkun) -> None:
    assert akun.milik_peserta == (akun in AKUN_PESERTA)
    salah = None if akun.milik_peserta else 1
    with pytest.raises(ValueError, match="entri_kartu_dan_akun_tidak_cocok"):
        BarisEntri(akun, salah, IURAN, 2026, Rupiah(1), NOL, HARI)


def test_kode_muat_di_kolom_tabel() -> None:
    assert max(len(kode) for kode in (*JenisAkun, *JenisJurnal, *JenisEntri)) <= 24
