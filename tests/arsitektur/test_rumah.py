"""House rules that no linter knows, read from the syntax of our own files.

Each failure names file and line, and says what to do instead.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parents[2]
APLIKASI = ("accounts", "saldo", "pengkinian", "klaim_jht")
Temuan = Iterator[ast.AST]


def berkas(*folder: str, kecuali: str = r"$^") -> list[Path]:
    """Our modules under these folders, migrations never."""
    semua = (jalur for satu in folder for jalur in sorted((AKAR / satu).rglob("*.py")))
    nama = ((jalur, jalur.relative_to(AKAR).as_posix()) for jalur in semua)
    return [jalur for jalur, teks in nama if "/migrations/" not in teks
            and not re.search(kecuali, teks)]  # fmt: skip


@cache
def pohon(jalur: Path) -> ast.Module:
    return ast.parse(jalur.read_text(encoding="utf-8"))


def cari(semua: Iterable[Path], temukan: Callable[[ast.Module], Temuan]) -> list[str]:
    return [
        f"{jalur.relative_to(AKAR).as_posix()}:{getattr(simpul, 'lineno', 0)}"
        for jalur in semua
        for simpul in temukan(pohon(jalur))
    ]


def _tulis_status(modul: ast.Module) -> Temuan:
    for simpul in ast.walk(modul):
        if isinstance(simpul, ast.Assign):
            sasaran = simpul.targets
        elif isinstance(simpul, ast.AugAssign | ast.AnnAssign):
            sasaran = [simpul.target]
        else:
            continue
        if any(isinstance(s, ast.Attribute) and s.attr == "status" for s in sasaran):
            yield simpul


@pytest.mark.parametrize(
    "aplikasi", [nama for nama in APLIKASI if (AKAR / nama / "rules" / "status.py").exists()]
)
def test_status_hanya_ditulis_di_satu_pintu(aplikasi: str) -> None:
    pintu = rf"^{aplikasi}/services/status(\.py|/)"
    salah = cari(berkas(aplikasi, kecuali=pintu), _tulis_status)
    assert not salah, (
        f"{salah}: do this instead: call the app's services/status.py, which checks the table of "
        "transitions, writes history and audit, and refuses when somebody was faster"
    )


def _atribut(*nama: str) -> Callable[[ast.Module], Temuan]:
    def temukan(modul: ast.Module) -> Temuan:
        for simpul in ast.walk(modul):
            if isinstance(simpul, ast.Attribute) and simpul.attr in nama:
                yield simpul

    return temukan


def test_halaman_tidak_menyentuh_basis_data() -> None:
    pola = re.compile(r"/(views(/|\.py$)|api(/|\.py$)|forms(/|\.py$))")
    halaman = [
        jalur
        for jalur in berkas(*APLIKASI, "jmo")
        if pola.search("/" + jalur.relative_to(AKAR).as_posix())
    ]
    assert halaman, "no pages were found: the pattern of this test is wrong"
    salah = cari(halaman, _atribut("objects", "_default_manager"))
    assert not salah, (
        f"{salah}: do this instead: read through selectors (an access door such as "
        "ambil_klaim_milik), write through services"
    )


def _float(modul: ast.Module) -> Temuan:
    for simpul in ast.walk(modul):
        if not isinstance(simpul, ast.Call):
            continue
        nama = simpul.func
        dipanggil = nama.attr if isinstance(nama, ast.Attribute) else getattr(nama, "id", "")
        if dipanggil in {"float", "FloatField"}:
            yield simpul


def test_uang_tidak_pernah_float() -> None:
    salah = cari(berkas(*APLIKASI, kecuali=r"^pengkinian/wajah/"), _float)
    assert not salah, (
        f"{salah}: do this instead: whole rupiah as int (BigIntegerField) at rest, Decimal "
        "between, jmo.lib.uang.bulatkan to round; a score is a DecimalField"
    )


def _print(modul: ast.Module) -> Temuan:
    for simpul in ast.walk(modul):
        if (
            isinstance(simpul, ast.Call)
            and isinstance(simpul.func, ast.Name)
            and simpul.func.id == "print"
        ):
            yield simpul


def test_tidak_ada_print() -> None:
    bebas = r"/management/commands/|^jmo/sandbox/(__main__|cli)\.py$"
    salah = cari(berkas(*APLIKASI, "jmo", kecuali=bebas), _print)
    assert not salah, (
        f"{salah}: do this instead: log = logging.getLogger(__name__), which takes identifiers "
        "out; commands write to self.stdout"
    )


def _tangkap_semua(modul: ast.Module) -> Temuan:
    for simpul in ast.walk(modul):
        if isinstance(simpul, ast.ExceptHandler):
            nama = simpul.type
            luas = nama is None or (
                isinstance(nama, ast.Name) and nama.id in {"Exception", "BaseException"}
            )
            if luas and not any(isinstance(anak, ast.Raise) for anak in ast.walk(simpul)):
                yield simpul


def test_galat_tidak_ditelan() -> None:
    salah = cari(berkas(*APLIKASI, "jmo", kecuali=r"^jmo/(antrean\.py|sandbox/)"), _tangkap_semua)
    assert not salah, (
        f"{salah}: do this instead: catch what the library documents; 'unknown' is a state of the "
        "row (BelumPasti), not a swallowed exception; a sweep logs and raises again"
    )


def _pola_nama() -> re.Pattern[str]:
    return re.compile(rf"^({'|'.join(APLIKASI)})\.[a-z_]+$")


def _bel(modul: ast.Module) -> Iterator[str]:
    """Names that are rung: first argument of bunyikan, `bel=`, and constants called BEL…."""
    for simpul in ast.walk(modul):
        if isinstance(simpul, ast.Call):
            nama = simpul.func
            dipanggil = nama.attr if isinstance(nama, ast.Attribute) else getattr(nama, "id", "")
            calon = [kata.value for kata in simpul.keywords if kata.arg == "bel"]
            calon += simpul.args[:1] if dipanggil == "bunyikan" else []
        elif isinstance(simpul, ast.Assign):
            sasaran = [s.id for s in simpul.targets if isinstance(s, ast.Name)]
            calon = [simpul.value] if any(s.startswith("BEL") for s in sasaran) else []
        else:
            continue
        for satu in calon:
            for isi in ast.walk(satu):
                if isinstance(isi, ast.Constant) and isinstance(isi.value, str):
                    yield isi.value


def _dibunyikan() -> set[str]:
    return {
        nama
        for jalur in berkas(*APLIKASI, "jmo", kecuali=r"^jmo/sandbox/")
        for nama in _bel(pohon(jalur))
        if _pola_nama().match(nama)
    }


def test_setiap_bel_adalah_tugas_yang_terdaftar() -> None:
    from django.conf import settings

    from jmo.celery import aplikasi

    aplikasi.loader.import_default_modules()
    terdaftar = {nama for nama in aplikasi.tasks if _pola_nama().match(nama)}
    terjadwal = {str(isi["task"]) for isi in settings.CELERY_BEAT_SCHEDULE.values()}
    dibunyikan = _dibunyikan()
    assert "accounts.kirim_pesan" in dibunyikan, "the search of this test is blind"
    hilang = (dibunyikan | terjadwal | set(settings.CELERY_TASK_ROUTES)) - terdaftar
    assert not hilang, (
        f"{sorted(hilang)}: do this instead: register @shared_task(name=...) in the app's tasks.py "
        "under exactly the name that is rung, routed or scheduled"
    )
    yatim = terdaftar - dibunyikan - terjadwal
    assert not yatim, f"{sorted(yatim)}: do this instead: ring or schedule it, or remove the task"


def test_setiap_model_ada_di_daftar_istilah() -> None:
    from django.apps import apps

    istilah = (AKAR / "docs" / "istilah.md").read_text(encoding="utf-8")
    ada = set(re.findall(r"^\| `(\w+)` \|", istilah, flags=re.M))
    model = {
        satu.__name__
        for satu in apps.get_models()
        if satu.__module__.split(".")[0] in {*APLIKASI, "jmo"}
    }
    assert model, "no models were found"
    assert not model - ada, (
        f"{sorted(model - ada)}: do this instead: add a line | `Name` | meaning | gloss | where | "
        "to docs/istilah.md, and check that the word is not there already under another name"
    )
    assert not ada - model, f"{sorted(ada - model)}: do this instead: remove the line or the ticks"


def _berisi_fungsi(jalur: Path) -> bool:
    return any(isinstance(s, ast.FunctionDef) for s in ast.walk(pohon(jalur)))


def _tanpa_cermin(folder: str) -> Iterator[str]:
    """Modules of a layer that no test mirrors; parts of a package may be tested together."""
    lapis = AKAR / folder
    uji = AKAR / "tests" / folder.removeprefix("jmo/")
    for jalur in berkas(folder):
        if jalur.name == "__init__.py" or not _berisi_fungsi(jalur):
            continue
        dalam = jalur.relative_to(lapis)
        tempat, nama = uji / dalam.parent, jalur.stem
        pola = [(tempat, f"test_{nama}.py"), (tempat, f"test_{nama}_*.py")]
        if dalam.parent != Path():
            pola += [(tempat, "test_*.py"), (tempat.parent, f"test_{dalam.parent.name}*.py")]
        if not any(list(satu.glob(teks)) for satu, teks in pola):
            yield f"{folder}/{dalam.as_posix()}"


@pytest.mark.parametrize(
    "folder", [*(f"{a}/{lapis}" for a in APLIKASI for lapis in ("rules", "services")), "jmo/lib"]
)
def test_setiap_modul_punya_cermin_di_tests(folder: str) -> None:
    tanpa = list(_tanpa_cermin(folder))
    assert not tanpa, (
        f"{tanpa}: do this instead: write tests/<same path>/test_<module>.py; success and refusal "
        "from one fixture"
    )


def test_setiap_uji_dibalas_modulnya() -> None:
    """A test whose module was renamed or removed tests nothing in particular."""
    yatim = []
    for aplikasi in APLIKASI:
        for lapis in ("rules", "services"):
            for uji in sorted((AKAR / "tests" / aplikasi / lapis).rglob("test_*.py")):
                dalam = uji.relative_to(AKAR / "tests").parent
                nama = uji.stem.removeprefix("test_")
                modul = {p.stem for p in (AKAR / dalam).glob("*.py")} | {
                    p.name for p in (AKAR / dalam).glob("*/")
                }
                if not any(nama == satu or nama.startswith(f"{satu}_") for satu in modul):
                    yatim.append(uji.relative_to(AKAR).as_posix())
    assert not yatim, f"{yatim}: do this instead: rename the test after the module that it tests"


def test_setiap_sms_punya_surat_dengan_judul() -> None:
    folder = AKAR / "templates" / "pesan"
    tanpa = [satu.name for satu in folder.glob("*.sms") if not satu.with_suffix(".txt").is_file()]
    assert not tanpa, (
        f"{tanpa}: do this instead: write the .txt beside it; its first line is the subject of the "
        "e-mail and the headline of the notice"
    )
