"""The one function that asks every rule: dry run and filing are the same question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from klaim_jht.rules.alasan import AturanAlasan
from klaim_jht.rules.kelayakan import aturan as aturan_klaim
from klaim_jht.rules.kelayakan import sebagian
from klaim_jht.rules.kelayakan.fakta import FaktaKlaim
from klaim_jht.rules.kelayakan.hasil import HasilAturan, HasilKelayakan, Rute, SebabRute
from klaim_jht.rules.kelayakan.ketentuan import KetentuanJHT
from klaim_jht.rules.kelayakan.tunggu import perlu_tunggu

Aturan = Callable[[FaktaKlaim, AturanAlasan, KetentuanJHT, date], HasilAturan]


def periksa_kelayakan(
    *, fakta: FaktaKlaim, ketentuan: KetentuanJHT, hari_ini: date
) -> HasilKelayakan:
    """Say whether this claim may be filed today, and everything that stands for or against it.

    Shape:  `ketentuan` built for `hari_ini` and the claimed reason; `fakta.klaim_terbuka` never
            the draft that is being asked about.
    Result: every rule that applies to the reason, passed or not; the ceiling is only the route.
    Raises: ValueError when `ketentuan` was built for another reason.
    Source: docs/regulasi.md#kelayakan.
    """
    aturan = ketentuan.untuk(fakta.alasan)
    if aturan is None:
        raise ValueError("ketentuan_untuk_alasan_lain")
    hasil = tuple(
        satu(fakta, aturan, ketentuan, hari_ini) for satu in _yang_berlaku(fakta, aturan, ketentuan)
    )
    sebab_rute = _sebab_rute(fakta, aturan, ketentuan)
    return HasilKelayakan(
        boleh=all(satu.lulus for satu in hasil),
        rute=Rute.PETUGAS if sebab_rute else Rute.MESIN,
        sebab_rute=sebab_rute,
        batas_mesin=ketentuan.batas_mesin,
        alasan=hasil,
    )


def _yang_berlaku(
    fakta: FaktaKlaim, aturan: AturanAlasan, ketentuan: KetentuanJHT
) -> tuple[Aturan, ...]:
    urutan: tuple[tuple[bool, Aturan], ...] = (
        (True, aturan_klaim.alasan_dibuka),
        (not aturan.oleh_ahli_waris, aturan_klaim.identitas),
        (aturan.perlu_pengkinian, aturan_klaim.pengkinian),
        (aturan.usia_minimal is not None, aturan_klaim.usia_pensiun),
        (not aturan.boleh_aktif, aturan_klaim.kepesertaan_nonaktif),
        (
            not aturan.boleh_aktif and perlu_tunggu(fakta, aturan, ketentuan),
            aturan_klaim.masa_tunggu,
        ),
        (bool(aturan.jenis_kartu), aturan_klaim.jenis_kartu),
        (bool(aturan.masa_minimal_bulan), sebagian.masa_kepesertaan),
        (aturan.bagian is not None, sebagian.sekali_saja),
        (not aturan.oleh_ahli_waris, aturan_klaim.kartu_digabung),
        (True, aturan_klaim.tanpa_klaim_terbuka),
        (True, aturan_klaim.tanpa_tahanan),
        (True, aturan_klaim.saldo_ada),
    )
    return tuple(satu for berlaku, satu in urutan if berlaku)


def _sebab_rute(
    fakta: FaktaKlaim, aturan: AturanAlasan, ketentuan: KetentuanJHT
) -> tuple[SebabRute, ...]:
    return tuple(
        sebab
        for ya, sebab in (
            (fakta.saldo.jumlah > ketentuan.batas_mesin, SebabRute.DI_ATAS_BATAS),
            (aturan.perlu_petugas, SebabRute.ALASAN_PERLU_PETUGAS),
        )
        if ya
    )
