"""A contribution file taken in whole, against COPY of the same file into a bare table."""

from __future__ import annotations

import gc
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

from django.db import connection, transaction

from accounts.models import Peserta, indeks
from accounts.rules.pelaku import tugas
from jmo.basisdata.salin import salin_masuk
from jmo.lib.uang import Rupiah
from saldo.models import BerkasIuran, Kepesertaan
from saldo.rules.iuran import KOLOM, hitung_iuran, susun_ketentuan_iuran
from saldo.selectors import ambil_ketentuan
from saldo.services.iuran import impor_iuran
from saldo.services.perusahaan import pastikan_perusahaan
from tests.benchmarks.ukuran import Ukuran
from tests.buku_kerja import nilai_sel, tulis_buku

PERLU_BASIS_DATA = True
BANYAK = int(os.environ.get("UKUR_IMPOR", "100000"))
PELAKU = tugas("ukur")
BULAN, BULAN_XLSX = date(2025, 1, 1), date(2025, 2, 1)
MB = 1024 * 1024


def _nik(ke: int) -> str:
    return f"99{ke // 9999:04d}010190{ke % 9999 + 1:04d}"


def _siapkan() -> None:
    """Make an employer with as many people as the file has rows, each with a card."""
    perusahaan = pastikan_perusahaan(npp="UKUR0001", nama="PT Ukur", pelaku=PELAKU)
    kosong = ("",) * 9
    kolom = (
        "jenis", "jenis_identitas", "nomor_identitas", "nomor_identitas_indeks",
        "nomor_identitas_samar", "nama", "tanggal_lahir", "jenis_kelamin", "kewarganegaraan",
        "tempat_lahir", "no_kk_indeks", "no_kk_samar", "nama_ibu_indeks", "nama_ibu_samar",
        "npwp_indeks", "npwp_samar", "pengkinian_menunggu_register",
    )  # fmt: skip
    with transaction.atomic():
        salin_masuk(
            Peserta, kolom,
            (
                (
                    "PU", "NIK", "\\x00", indeks(_nik(ke), ruang="nik"), "99**", f"ORANG UKUR {ke}",
                    "1990-01-01", "L", "ID", *kosong[:7], False,
                )
                for ke in range(BANYAK)
            ),
        )  # fmt: skip
    orang = Peserta.objects.order_by("pk").values_list("pk", flat=True)
    Kepesertaan.objects.bulk_create(
        (
            Kepesertaan(
                peserta_id=pk, perusahaan=perusahaan, kpj=f"{ke:011d}", kpj_samar="*******",
                tanggal_mulai=date(2020, 1, 1),
            )
            for ke, pk in enumerate(orang)
        ),
        batch_size=2_000,
    )  # fmt: skip
    with connection.cursor() as kursor:
        kursor.execute("SET ROLE NONE")
        kursor.execute("VACUUM ANALYZE")
        tipe = (
            "text",
            "text",
            "text",
            "text",
            "text",
            "date",
            *["bigint"] * 5,
            "date",
            "date",
            "text",
        )
        isi = ", ".join(f"{nama} {jenis}" for nama, jenis in zip(KOLOM, tipe, strict=True))
        kursor.execute(f"CREATE TABLE ukur_polos ({isi})")
        kursor.execute("SET ROLE jmo_aplikasi")
    assert Kepesertaan.objects.count() == BANYAK


def _baris(bulan: date) -> Iterator[dict[str, str]]:
    ketentuan = susun_ketentuan_iuran(ambil_ketentuan(pada=bulan))
    for ke in range(BANYAK):
        upah = 5_000_000 + ke
        iuran = hitung_iuran(upah=Rupiah(upah), ketentuan=ketentuan)
        isi = (
            "UKUR0001", f"{bulan:%Y-%m}", f"{ke:011d}", _nik(ke), f"ORANG UKUR {ke}", "1990-01-01",
            upah, iuran.jht_pemberi_kerja, iuran.jht_pekerja, iuran.jp_pemberi_kerja,
            iuran.jp_pekerja, f"{bulan.replace(day=28)}", "", "",
        )  # fmt: skip
        yield {nama: str(nilai) for nama, nilai in zip(KOLOM, isi, strict=True)}


def _tulis_csv(jalur: Path) -> None:
    with jalur.open("w", encoding="utf-8") as berkas:
        berkas.write(",".join(KOLOM) + "\n")
        berkas.writelines(",".join(satu.values()) + "\n" for satu in _baris(BULAN))


def _tulis_xlsx(jalur: Path) -> None:
    jalur.write_bytes(tulis_buku(nilai_sel(satu) for satu in _baris(BULAN_XLSX)))


def _di_anak(kerja: Callable[[], None]) -> None:
    """Prepare in another process: the heap that it leaves would hide what the import takes."""
    connection.close()
    anak = os.fork()
    if not anak:
        status = 1
        try:
            kerja()
            status = 0
        finally:
            os._exit(status)
    assert os.waitpid(anak, 0)[1] == 0, "the preparation failed"


def _polos(jalur: Path) -> None:
    with connection.cursor() as kursor:
        kursor.execute("SET ROLE NONE")
        kursor.execute("TRUNCATE ukur_polos")
        with jalur.open("rb") as berkas:
            kursor.copy_expert("COPY ukur_polos FROM STDIN WITH (FORMAT csv, HEADER true)", berkas)
        assert kursor.rowcount == BANYAK
        kursor.execute("SET ROLE jmo_aplikasi")


def _impor(jalur: Path) -> None:
    with jalur.open("rb") as berkas:
        hasil = impor_iuran(berkas=berkas, nama=jalur.name, pelaku=PELAKU)
    assert (hasil.baru, hasil.galat) == (BANYAK, ()), hasil.galat[:3]
    assert BerkasIuran.objects.get(sidik=hasil.sidik).baris == BANYAK


def _detik(kerja: Callable[[], None]) -> float:
    mulai = time.perf_counter()
    kerja()
    return time.perf_counter() - mulai


def _puncak_mb() -> float:
    for baris in Path("/proc/self/status").read_text().splitlines():
        if baris.startswith("VmHWM:"):
            return int(baris.split()[1]) / 1024
    raise RuntimeError("this system does not tell")


def _taruh_tanda() -> float:
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    return _puncak_mb()


def _tumbuh(kerja: Callable[[], None]) -> tuple[float, float]:
    """Return seconds, and by how many MB the peak of this process grew."""
    awal = _taruh_tanda()
    lama = _detik(kerja)
    return lama, _puncak_mb() - awal


def ukur() -> list[Ukuran]:
    """Take in one file, with its memory; then a workbook of the same people's next month."""
    _di_anak(_siapkan)
    with tempfile.TemporaryDirectory() as nama:
        teks, buku = Path(nama) / "ukur.csv", Path(nama) / "ukur.xlsx"
        _di_anak(lambda: _tulis_csv(teks))
        _di_anak(lambda: _tulis_xlsx(buku))
        besar = teks.stat().st_size / MB
        sebelum = [_detik(lambda: _polos(teks)) for _ in range(5)]
        lama, tumbuh = _tumbuh(lambda: _impor(teks))
        # Before and after: the machine may have been busier in between.
        polos = median([*sebelum, *(_detik(lambda: _polos(teks)) for _ in range(5))])
        lama_xlsx, tumbuh_xlsx = _tumbuh(lambda: _impor(buku))
    beban = os.getloadavg()[0]
    laju = f"{BANYAK / lama:,.0f} rows/s of {BANYAK / polos:,.0f}, {besar:.1f} MB, load {beban:.1f}"
    return [
        Ukuran("impor", polos / lama, ">=", 0.01, laju),
        Ukuran("impor.memori", tumbuh, "<=", 64, "MB"),
        Ukuran("impor.xlsx", polos / lama_xlsx, ">=", 0, f"{BANYAK / lama_xlsx:,.0f} rows/s"),
        Ukuran("impor.xlsx_memori", tumbuh_xlsx, ">=", 0, "MB, no goal for either"),
    ]
