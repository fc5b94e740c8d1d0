"""What a person is shown before filing and what filing decides are one answer, for anybody.

A thousand made-up members, good and bad, from one seed: asked before filing, asked again at
filing, frozen, read back and decided again.
"""

from __future__ import annotations

import ast
import json
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from jmo.lib.uang import Rupiah
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.berkas import berkas_diperlukan
from klaim_jht.rules.kelayakan import (
    FaktaIdentitas,
    FaktaKartu,
    FaktaKlaim,
    FaktaKlaimSebagian,
    FaktaKlaimTerbuka,
    FaktaMasa,
    FaktaPengkinian,
    FaktaSaldo,
    FaktaTahanan,
    JenisIdentitas,
    Pelapor,
    Rute,
    StatusPengkinian,
    Sumber,
    periksa_kelayakan,
)
from klaim_jht.rules.keputusan import (
    keputusan_dari_json,
    keputusan_ke_json,
    putuskan,
    ulang_keputusan,
)
from saldo.rules.masa_kepesertaan import SebabKeluar, StatusKepesertaan
from tests.klaim_jht.rules.kelayakan.contoh import HARI_INI, PT_MAJU, ketentuan

BENIH, JUMLAH = 20261123, 1_000
AKAR = Path(__file__).resolve().parents[3]
T = TypeVar("T")
ALASAN = [satu for satu in AlasanKlaim if satu is not AlasanKlaim.MENINGGAL]


def _mungkin(acak: Random, nilai: T, peluang: float) -> T | None:
    return nilai if acak.random() < peluang else None


def _hari(acak: Random, dari: int, sampai: int) -> date:
    return HARI_INI - timedelta(days=acak.randint(dari, sampai))


def _kartu(acak: Random, nomor: int) -> FaktaKartu:
    aktif = acak.random() < 0.25
    lain = acak.choice([StatusKepesertaan.DIGABUNG, StatusKepesertaan.NONAKTIF])
    status = StatusKepesertaan.NONAKTIF if nomor == 1 else lain
    pelapor = acak.choice([PT_MAJU, PT_MAJU, Sumber(Pelapor.PESERTA), Sumber(Pelapor.PETUGAS)])
    return FaktaKartu(
        kartu_id=nomor,
        kpj_samar="*******8901",
        status=StatusKepesertaan.AKTIF if aktif else status,
        jenis=acak.choice(["PU", "PU", "BPU"]),
        tanggal_berakhir=None if aktif else _mungkin(acak, _hari(acak, 0, 120), 0.95),
        sebab_berakhir=None if aktif else _mungkin(acak, acak.choice(list(SebabKeluar)), 0.9),
        tanggal_pernyataan=_mungkin(acak, _hari(acak, 0, 120), 0.3),
        usia_pensiun=_mungkin(acak, acak.randint(45, 60), 0.4),
        sumber=pelapor,
    )


def _anggota(acak: Random) -> FaktaKlaim:
    mulai = _hari(acak, 300, 6_000)
    lama = FaktaKlaimSebagian("K20200101-000001", AlasanKlaim.S30, None, Sumber(Pelapor.SISTEM))
    terbuka = FaktaKlaimTerbuka("K20261101-000001", "TINJAUAN_PETUGAS", Sumber(Pelapor.SISTEM))
    tahanan = FaktaTahanan("SENGKETA", Sumber(Pelapor.PETUGAS))
    sistem = Sumber(Pelapor.SISTEM)
    return FaktaKlaim(
        alasan=acak.choice(ALASAN),
        identitas=FaktaIdentitas(
            acak.choice([JenisIdentitas.NIK] * 9 + [JenisIdentitas.PASPOR]),
            acak.random() < 0.95,
            _hari(acak, 20 * 365, 64 * 365),
            Sumber(Pelapor.DUKCAPIL),
        ),
        kartu=tuple(_kartu(acak, ke + 1) for ke in range(acak.choice([1, 1, 1, 2, 3]))),
        pengkinian=FaktaPengkinian(
            acak.choice([StatusPengkinian.SELESAI] * 6 + list(StatusPengkinian)), sistem
        ),
        klaim_terbuka=_mungkin(acak, terbuka, 0.05),
        tahanan=(tahanan,) if acak.random() < 0.05 else (),
        saldo=FaktaSaldo(Rupiah(acak.choice([0, 1, 9, 14_999_999, 15_000_000, 15_000_001,
                                             acak.randint(1, 90_000_000)])), sistem),
        masa=(FaktaMasa("*******8901", mulai, None, PT_MAJU),),
        sebagian=(lama,) if acak.random() < 0.1 else (),
    )  # fmt: skip


def test_seribu_anggota_dijawab_sama_sebelum_dan_saat_mengajukan() -> None:
    acak = Random(BENIH)
    boleh = petugas = 0
    alasan_boleh = set()
    for _ in range(JUMLAH):
        fakta = _anggota(acak)
        aturan = ketentuan(fakta.alasan)
        sebelum = periksa_kelayakan(fakta=fakta, ketentuan=aturan, hari_ini=HARI_INI)
        saat = putuskan(fakta=fakta, ketentuan=aturan, hari_ini=HARI_INI)
        assert saat.hasil == sebelum
        beku = json.loads(json.dumps(keputusan_ke_json(saat)))
        dibaca = keputusan_dari_json(beku)
        assert (dibaca.hasil, dibaca.fakta) == (sebelum, fakta)
        assert ulang_keputusan(dibaca) == ()
        assert berkas_diperlukan(dibaca.fakta, dibaca.hasil) == berkas_diperlukan(fakta, sebelum)
        for satu in sebelum.gagal:
            # Every "no" says what was seen, on whose law, and what can be done.
            assert satu.perbaikan is not None
            assert satu.dasar_hukum
            assert satu.lulus_pada is None or satu.lulus_pada > HARI_INI
        boleh += sebelum.boleh
        petugas += sebelum.rute is Rute.PETUGAS
        if sebelum.boleh:
            alasan_boleh.add(fakta.alasan)
    # The members are no crowd of refusals, and no reason is without somebody who may.
    assert boleh > JUMLAH // 10
    assert petugas > JUMLAH // 10
    assert alasan_boleh == set(ALASAN)


def test_hanya_satu_tempat_bertanya_kepada_aturan() -> None:
    """A second door that asked by itself could answer something else."""
    pemanggil = set()
    for berkas in [*(AKAR / "klaim_jht").rglob("*.py"), *(AKAR / "jmo").rglob("*.py")]:
        for simpul in ast.walk(ast.parse(berkas.read_text(encoding="utf-8"))):
            nama = getattr(simpul.func, "id", "") if isinstance(simpul, ast.Call) else ""
            if nama == "periksa_kelayakan":
                pemanggil.add(berkas.relative_to(AKAR).as_posix())
    assert pemanggil == {"klaim_jht/rules/keputusan.py"}
