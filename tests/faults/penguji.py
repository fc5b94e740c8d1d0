"""The judge of a history: the bank's book against ours, every invariant, and no intent lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.rules.status import PEMBAYARAN_TERBUKA, StatusKlaim, StatusPembayaran
from saldo.models import TahananSaldo
from saldo.selectors.invarian import Invarian, periksa_invarian, semua_invarian

_P, _K = StatusPembayaran, StatusKlaim
MENUNGGU_ORANG = frozenset(
    {_K.TINJAUAN_PETUGAS, _K.PERLU_PERBAIKAN_REKENING, _K.PERLU_PERBAIKAN_DATA}
)
TERTUTUP = frozenset({_K.DITOLAK, _K.DIBATALKAN})
_PERNAH = frozenset({"00", "04"})
Buku = dict[str, list[dict[str, Any]]]


def pelanggaran_invarian() -> list[str]:
    """Return what the database itself says is wrong; the chain of hashes is left to its own run."""
    daftar: list[Invarian] = [satu for satu in semua_invarian() if not satu.rantai]
    return [
        f"{satu.invarian.kode}: {satu.jumlah} x {satu.contoh}"
        for satu in periksa_invarian(daftar)
        if not satu.dipenuhi
    ]


def pelanggaran_klaim(klaim: Klaim, buku: Buku, *, akhir: bool) -> list[str]:
    """Return what is wrong with one claim; `akhir` = nothing more will happen by itself."""
    salah: list[str] = []
    pembayaran = list(klaim.pembayaran.order_by("ke"))
    lewat = [
        satu for bayar in pembayaran for satu in buku.get(bayar.partner_ref, [])
        if satu["keadaan"] == "00"
    ]  # fmt: skip
    if len(lewat) > 1:
        salah.append(f"dibayar {len(lewat)} kali oleh bank")
    for bayar in pembayaran:
        salah += _pelanggaran_bayar(bayar, buku.get(bayar.partner_ref, []))
    salah += _pelanggaran_uang(klaim, pembayaran, lewat)
    if akhir:
        salah += _pelanggaran_akhir(klaim, pembayaran)
    return [f"klaim {klaim.nomor} ({klaim.status}): {satu}" for satu in salah]


def _pelanggaran_bayar(bayar: Pembayaran, di_bank: list[dict[str, Any]]) -> Iterable[str]:
    lewat = [satu for satu in di_bank if satu["keadaan"] == "00"]
    # What the bank gave back is ours to find out until it has been asked once more.
    pernah = [satu for satu in di_bank if satu["keadaan"] in _PERNAH]
    diketahui = lewat if bayar.jatuh_pada is None else pernah
    if bayar.status == _P.BERHASIL and (
        [satu["jumlah"] for satu in diketahui] != [bayar.jumlah]
        or diketahui[0]["referensi_bank"] != bayar.referensi_bank
    ):
        yield f"{bayar.partner_ref} BERHASIL, di bank {di_bank}"
    if bayar.status == _P.DIKEMBALIKAN and (lewat or not pernah):
        yield f"{bayar.partner_ref} DIKEMBALIKAN, di bank {di_bank}"
    if bayar.status in {_P.SIAP, _P.GAGAL_PASTI} and lewat:
        yield f"{bayar.partner_ref} {bayar.status}, padahal bank membayar"
    if di_bank and not bayar.percobaan_kirim.filter(jenis="KIRIM").exists():
        yield f"{bayar.partner_ref} dikenal bank tanpa pesan yang tercatat"


def _pelanggaran_uang(
    klaim: Klaim, pembayaran: list[Pembayaran], lewat: list[dict[str, Any]]
) -> Iterable[str]:
    tahanan = set(
        TahananSaldo.objects.filter(rujukan=f"klaim:{klaim.pk}").values_list("status", flat=True)
    )
    berhasil = [bayar for bayar in pembayaran if bayar.status == _P.BERHASIL]
    if len(berhasil) > 1:
        yield f"{len(berhasil)} pembayaran BERHASIL"
    if klaim.status == _K.DIBAYAR:
        if not berhasil or tahanan != {"DIPAKAI"}:
            yield f"DIBAYAR dengan {len(berhasil)} pembayaran, tahanan {tahanan}"
    elif klaim.status in TERTUTUP:
        if lewat or tahanan != {"DILEPAS"}:
            yield f"ditutup; bank membayar {len(lewat)} kali, tahanan {tahanan}"
    elif klaim.status != _K.DRAF and tahanan != {"DITAHAN"}:
        yield f"masih berjalan, tahanan {tahanan}"


def _pelanggaran_akhir(klaim: Klaim, pembayaran: list[Pembayaran]) -> Iterable[str]:
    terbuka = [bayar for bayar in pembayaran if bayar.status in PEMBAYARAN_TERBUKA]
    if klaim.status in TERTUTUP | {_K.DIBAYAR} | MENUNGGU_ORANG:
        if terbuka:
            yield f"selesai dengan pembayaran {terbuka[0].status}"
    elif not terbuka:
        yield "berjalan tanpa pembayaran: niat hilang"
    elif not terbuka[0].perlu_petugas:
        yield f"masih {terbuka[0].status}, tanpa petugas yang dipanggil"


def pelanggaran_total(total: dict[str, int], semua: Iterable[Pembayaran]) -> list[str]:
    """Return how the sum of everything the bank ever paid differs from what we know of."""
    semua = list(semua)
    mungkin = [bayar for bayar in semua if bayar.status in {_P.BERHASIL, _P.DIKEMBALIKAN}]
    terbuka = [bayar for bayar in semua if bayar.status in PEMBAYARAN_TERBUKA - {_P.SIAP}]
    tahu, batas = sum(b.jumlah for b in mungkin), sum(b.jumlah for b in terbuka)
    if not tahu <= total["jumlah"] <= tahu + batas:
        return [f"bank membayar {total['jumlah']}, buku kita {tahu} dan paling banyak {batas} lagi"]
    return []
