from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

import pytest

from pengkinian.alur import (
    ALUR,
    DIBATALKAN_KOREKSI_IDENTITAS,
    LANJUT,
    NIK_BERMASALAH,
    NIK_TERTUTUP,
    PUTUSAN_LANGKAH,
    FaktaPengkinian,
    Halangan,
    halangan_konfirmasi,
    status_setelah_konfirmasi,
    tampilkan_tersamar,
)
from pengkinian.rules.kelengkapan import KunciLangkah
from pengkinian.rules.status import SEMENTARA, TRANSISI, StatusKasus, StatusVerifikasi

V: TypeAlias = StatusVerifikasi
K: TypeAlias = StatusKasus
URUTAN = ["kepesertaan", "wajah", "kontak", "rekening", "kependudukan", "tambahan", "tinjau"]
SEMUA_TERJAWAB = FaktaPengkinian(
    terisi=frozenset(URUTAN) - {"tinjau"},
    nik=V.COCOK,
    wajah=V.COCOK,
    telepon_terbukti=True,
    rekening=V.COCOK,
    kependudukan=V.COCOK,
)


def sampai(kunci: str) -> FaktaPengkinian:
    """Return facts in which everything before this step is answered and judged, nothing after."""
    sebelum = frozenset(URUTAN[: URUTAN.index(kunci)])
    f = replace(SEMUA_TERJAWAB, terisi=sebelum)
    return FaktaPengkinian(
        terisi=sebelum,
        nik=f.nik if "kepesertaan" in sebelum else None,
        wajah=f.wajah if "wajah" in sebelum else None,
        telepon_terbukti="kontak" in sebelum,
        rekening=f.rekening if "rekening" in sebelum else None,
        kependudukan=f.kependudukan if "kependudukan" in sebelum else None,
    )


def terbuka(fakta: FaktaPengkinian) -> list[str]:
    return [kunci for kunci in URUTAN if ALUR.boleh_masuk(kunci, fakta)]


def berikutnya(fakta: FaktaPengkinian) -> str | None:
    langkah = ALUR.pertama_belum_selesai(fakta)
    return langkah.kunci if langkah else None


def test_tujuh_langkah_menurut_urutan() -> None:
    assert [langkah.kunci for langkah in ALUR.langkah] == URUTAN == list(KunciLangkah)
    assert ALUR.nomor("rekening", FaktaPengkinian()) == (4, 7)


@pytest.mark.parametrize("kunci", URUTAN)
def test_langkah_terbuka_satu_demi_satu(kunci: str) -> None:
    fakta = sampai(kunci)
    assert berikutnya(fakta) == kunci
    assert terbuka(fakta) == URUTAN[: URUTAN.index(kunci) + 1]


def test_sudah_dan_nik_masih_diperiksa_boleh_lanjut() -> None:
    for nik in (None, V.MENUNGGU, V.DIPROSES, *SEMENTARA, V.DITINJAU_PETUGAS):
        fakta = FaktaPengkinian(terisi=frozenset({"kepesertaan"}), nik=nik)
        assert berikutnya(fakta) == "wajah", nik


@pytest.mark.parametrize("nik", sorted(NIK_BERMASALAH | NIK_TERTUTUP))
def test_nik_yang_ditolak_tampak_di_langkah_pertama(nik: StatusVerifikasi) -> None:
    fakta = replace(SEMUA_TERJAWAB, nik=nik)
    assert terbuka(fakta) == ["kepesertaan"]
    assert berikutnya(fakta) == "kepesertaan"


@pytest.mark.parametrize("nik", sorted(NIK_BERMASALAH))
def test_koreksi_identitas_membuka_jalan(nik: StatusVerifikasi) -> None:
    fakta = FaktaPengkinian(terisi=frozenset({"kepesertaan"}), nik=nik, koreksi_identitas=True)
    assert berikutnya(fakta) == "wajah"


@pytest.mark.parametrize("nik", sorted(NIK_TERTUTUP))
def test_koreksi_tidak_membuka_nik_yang_tertutup(nik: StatusVerifikasi) -> None:
    fakta = FaktaPengkinian(terisi=frozenset({"kepesertaan"}), nik=nik, koreksi_identitas=True)
    assert berikutnya(fakta) == "kepesertaan"


@pytest.mark.parametrize("wajah", sorted(set(V) - LANJUT))
def test_wajah_belum_atau_tidak_lulus_menutup_langkah_sesudahnya(wajah: V) -> None:
    fakta = replace(SEMUA_TERJAWAB, wajah=wajah)
    assert terbuka(fakta) == ["kepesertaan", "wajah"]


def test_wajah_yang_belum_pernah_menutup_langkah_sesudahnya() -> None:
    assert terbuka(replace(SEMUA_TERJAWAB, wajah=None)) == ["kepesertaan", "wajah"]


def test_wajah_menunggu_petugas_semua_terbuka_kecuali_konfirmasi() -> None:
    fakta = replace(SEMUA_TERJAWAB, wajah=V.DITINJAU_PETUGAS)
    assert terbuka(fakta) == URUTAN
    assert halangan_konfirmasi(fakta) == (Halangan.WAJAH_DITINJAU_PETUGAS,)
    assert tampilkan_tersamar(fakta)


@pytest.mark.parametrize("wajah", sorted(SEMENTARA))
def test_register_yang_tidak_menjawab_tidak_menahan_orang(wajah: V) -> None:
    fakta = replace(SEMUA_TERJAWAB, wajah=wajah)
    assert terbuka(fakta) == URUTAN
    assert halangan_konfirmasi(fakta) == ()
    assert status_setelah_konfirmasi(fakta) is K.MENUNGGU_VERIFIKASI


def test_nilai_lama_tampil_penuh_hanya_setelah_wajah_lulus() -> None:
    assert not tampilkan_tersamar(SEMUA_TERJAWAB)
    assert all(
        tampilkan_tersamar(replace(SEMUA_TERJAWAB, wajah=wajah))
        for wajah in (None, *V)
        if wajah is not V.COCOK
    )


@pytest.mark.parametrize(
    ("telepon", "email", "berikut"),
    [
        pytest.param(True, False, "rekening", id="telepon-saja"),
        pytest.param(False, True, "rekening", id="email-saja"),
        pytest.param(False, False, "kontak", id="belum-terbukti"),
    ],
)
def test_satu_alamat_terbukti_cukup(telepon: bool, email: bool, berikut: str) -> None:
    fakta = replace(sampai("rekening"), telepon_terbukti=telepon, email_terbukti=email)
    assert berikutnya(fakta) == berikut


def test_bukti_lama_tetap_perlu_dinyatakan() -> None:
    assert berikutnya(replace(sampai("kontak"), telepon_terbukti=True)) == "kontak"


@pytest.mark.parametrize("status", [None, *V])
def test_rekening_hanya_lanjut_dengan_putusan_yang_membolehkan(status: V | None) -> None:
    fakta = replace(sampai("kependudukan"), rekening=status)
    assert (berikutnya(fakta) == "kependudukan") is (status in LANJUT)


def test_rekening_boleh_menyusul() -> None:
    fakta = replace(sampai("kependudukan"), rekening=None, belum_punya_rekening=True)
    assert berikutnya(fakta) == "kependudukan"


def test_rekening_tanpa_jawaban_belum_selesai() -> None:
    assert berikutnya(replace(sampai("rekening"), rekening=V.COCOK)) == "rekening"


@pytest.mark.parametrize("status", [None, *V])
def test_kependudukan_hanya_lanjut_dengan_putusan_yang_membolehkan(status: V | None) -> None:
    fakta = replace(sampai("tambahan"), kependudukan=status)
    assert (berikutnya(fakta) == "tambahan") is (status in LANJUT)


@pytest.mark.parametrize("status", sorted(NIK_BERMASALAH))
def test_kependudukan_yang_beda_tidak_menahan_bila_ada_koreksi(status: V) -> None:
    fakta = replace(sampai("tambahan"), kependudukan=status, koreksi_identitas=True)
    assert berikutnya(fakta) == "tambahan"


@pytest.mark.parametrize("status", sorted(NIK_TERTUTUP))
def test_nik_tertutup_menahan_walau_ada_koreksi(status: V) -> None:
    fakta = replace(sampai("tambahan"), kependudukan=status, koreksi_identitas=True)
    assert berikutnya(fakta) == "kependudukan"


@pytest.mark.parametrize("kunci", URUTAN[:-1])
def test_mengubah_jawaban_hanya_membatalkan_tinjauan(kunci: str) -> None:
    assert ALUR.dibatalkan_oleh(kunci) == {"tinjau"}


def test_kembali_ke_kontak_tidak_mengulang_wajah_dan_rekening() -> None:
    selesai = replace(SEMUA_TERJAWAB, terisi=frozenset(URUTAN))
    diubah = replace(selesai, terisi=selesai.terisi - ALUR.dibatalkan_oleh("kontak"))
    assert berikutnya(selesai) is None
    assert berikutnya(diubah) == "tinjau"


def test_koreksi_identitas_yang_diterima_membatalkan_putusan_tentang_orangnya() -> None:
    assert {"wajah", "rekening", "kependudukan", "tinjau"} == DIBATALKAN_KOREKSI_IDENTITAS
    fakta = replace(
        SEMUA_TERJAWAB,
        terisi=SEMUA_TERJAWAB.terisi - DIBATALKAN_KOREKSI_IDENTITAS,
        wajah=None,
        rekening=None,
        kependudukan=None,
    )
    assert berikutnya(fakta) == "wajah"
    assert fakta.terisi == {"kepesertaan", "kontak", "tambahan"}


def test_putusan_menilai_langkah_yang_ada() -> None:
    assert set(PUTUSAN_LANGKAH) <= set(KunciLangkah)
    assert sorted(PUTUSAN_LANGKAH.values()) == ["KEPENDUDUKAN", "NIK", "REKENING", "WAJAH"]


def test_konfirmasi_terbuka_bila_semua_terjawab_dan_cocok() -> None:
    assert halangan_konfirmasi(SEMUA_TERJAWAB) == ()
    assert status_setelah_konfirmasi(SEMUA_TERJAWAB) is K.TERVERIFIKASI


def test_konfirmasi_menyebut_langkah_yang_kurang() -> None:
    fakta = replace(SEMUA_TERJAWAB, terisi=SEMUA_TERJAWAB.terisi - {"tambahan"})
    assert halangan_konfirmasi(fakta) == (Halangan.LANGKAH_BELUM_SELESAI,)


@pytest.mark.parametrize("wajah", [V.MENUNGGU, V.DIPROSES])
def test_konfirmasi_menunggu_wajah_yang_sedang_diperiksa(wajah: V) -> None:
    assert halangan_konfirmasi(replace(SEMUA_TERJAWAB, wajah=wajah)) == (
        Halangan.LANGKAH_BELUM_SELESAI,
        Halangan.WAJAH_MENUNGGU,
    )


def test_yang_sudah_dikonfirmasi_tidak_terhalang() -> None:
    fakta = replace(SEMUA_TERJAWAB, terisi=frozenset(URUTAN))
    assert halangan_konfirmasi(fakta) == ()


@pytest.mark.parametrize(
    ("fakta", "status"),
    [
        pytest.param(
            replace(SEMUA_TERJAWAB, rekening=V.TIDAK_COCOK, belum_punya_rekening=True),
            K.TERVERIFIKASI,
            id="belum-punya-rekening",
        ),
        pytest.param(
            replace(SEMUA_TERJAWAB, nik=V.MENUNGGU), K.MENUNGGU_VERIFIKASI, id="nik-menunggu"
        ),
        pytest.param(
            replace(SEMUA_TERJAWAB, kependudukan=V.KUOTA_HABIS),
            K.MENUNGGU_VERIFIKASI,
            id="kuota-habis",
        ),
        pytest.param(
            replace(SEMUA_TERJAWAB, rekening=V.DITINJAU_PETUGAS),
            K.DITINJAU_PETUGAS,
            id="rekening-ditinjau",
        ),
        pytest.param(
            replace(SEMUA_TERJAWAB, rekening=V.DITINJAU_PETUGAS, nik=V.MENUNGGU),
            K.DITINJAU_PETUGAS,
            id="petugas-lebih-dulu",
        ),
        pytest.param(
            replace(SEMUA_TERJAWAB, koreksi_identitas=True), K.DITINJAU_PETUGAS, id="koreksi"
        ),
        pytest.param(
            replace(SEMUA_TERJAWAB, nik=V.TIDAK_DITEMUKAN, kependudukan=V.KUOTA_HABIS),
            K.PERLU_PERBAIKAN,
            id="jawaban-tidak-datang-kemudian",
        ),
    ],
)
def test_status_setelah_konfirmasi(fakta: FaktaPengkinian, status: K) -> None:
    assert status_setelah_konfirmasi(fakta) is status


def test_dari_draf_hanya_ke_status_yang_diizinkan() -> None:
    for nik in V:
        for rekening in V:
            fakta = replace(SEMUA_TERJAWAB, nik=nik, rekening=rekening)
            if not halangan_konfirmasi(fakta):
                assert status_setelah_konfirmasi(fakta) in TRANSISI[K.DRAF]
