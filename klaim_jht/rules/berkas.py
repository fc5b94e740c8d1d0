"""Which papers a claim needs, and when its papers may be changed.

Identity, cards and the account are proved in the portal: no paper is asked for them. A paper is
asked where the law names it for the reason, or above the ceiling of the machine where nobody but
the participant said that the work has ended.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from enum import StrEnum

from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.kelayakan import FaktaKlaim, HasilKelayakan, Pelapor, SebabRute
from klaim_jht.rules.kelayakan.tunggu import kartu_terakhir
from klaim_jht.rules.status import StatusKlaim


class JenisBerkas(StrEnum):
    """A kind of paper."""

    SURAT_DOKTER = "SURAT_DOKTER"
    DOKUMEN_PERUMAHAN = "DOKUMEN_PERUMAHAN"
    PASPOR = "PASPOR"
    PERNYATAAN_PERGI = "PERNYATAAN_PERGI"
    SURAT_PENGUNDURAN = "SURAT_PENGUNDURAN"
    SURAT_PHK = "SURAT_PHK"
    KONTRAK_KERJA = "KONTRAK_KERJA"
    PERNYATAAN_BERHENTI = "PERNYATAAN_BERHENTI"
    SURAT_LAIN = "SURAT_LAIN"


_J = JenisBerkas
# Named by the law for the reason itself, whatever the amount and whoever reported.
BERKAS_ALASAN: Mapping[AlasanKlaim, tuple[JenisBerkas, ...]] = {
    AlasanKlaim.CACAT: (_J.SURAT_DOKTER,),
    AlasanKlaim.S30: (_J.DOKUMEN_PERUMAHAN,),
    AlasanKlaim.LN: (_J.PASPOR, _J.PERNYATAAN_PERGI),
}
BERKAS_DI_ATAS_BATAS: Mapping[AlasanKlaim, JenisBerkas] = {
    AlasanKlaim.RESIGN: _J.SURAT_PENGUNDURAN,
    AlasanKlaim.PHK: _J.SURAT_PHK,
    AlasanKlaim.PKWT: _J.KONTRAK_KERJA,
    AlasanKlaim.BPU_BERHENTI: _J.PERNYATAAN_BERHENTI,
}
# Whose word about the end of work needs no paper beside it.
_TERBUKTI = frozenset({Pelapor.PERUSAHAAN, Pelapor.PETUGAS})

UMUR_BERKAS = timedelta(days=180)
UMUR_BERKAS_DRAF = timedelta(days=30)
# Replaced ones included: nobody is to fill the disk through one draft.
UNGGAHAN_TERBANYAK = 40
DAPAT_DIUNGGAH = frozenset({StatusKlaim.DRAF, StatusKlaim.PERLU_PERBAIKAN_DATA})


def berkas_diperlukan(fakta: FaktaKlaim, hasil: HasilKelayakan) -> tuple[JenisBerkas, ...]:
    """Return the papers that this claim needs to be complete, none twice.

    Shape:  `hasil` is the decision on these facts.
    Source: Permenaker 4/2022 Art. 4 to 9, PP 46/2015 Art. 22 (docs/regulasi.md#kelayakan).
    """
    perlu = BERKAS_ALASAN.get(fakta.alasan, ())
    surat = BERKAS_DI_ATAS_BATAS.get(fakta.alasan)
    di_atas = SebabRute.DI_ATAS_BATAS in hasil.sebab_rute
    if surat is not None and di_atas and not _akhir_terbukti(fakta):
        return (*perlu, surat)
    return perlu


def berkas_kurang(perlu: Collection[JenisBerkas], ada: Collection[str]) -> tuple[JenisBerkas, ...]:
    """Return the papers that are still missing, in the order in which they are asked."""
    return tuple(satu for satu in perlu if satu.value not in ada)


def _akhir_terbukti(fakta: FaktaKlaim) -> bool:
    """Tell whether the last work's end was reported, for this reason, by somebody who knows."""
    return all(
        satu.sumber.pelapor in _TERBUKTI
        and satu.sebab_berakhir is not None
        and satu.sebab_berakhir.value == fakta.alasan.value
        for satu in kartu_terakhir(fakta)
    )
