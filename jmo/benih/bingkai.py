"""Moving faces from one photo: turned heads, nearer faces, and the attacks that must fail.

For tests and the sample camera. Each landmark gets a depth (a cylinder over the width of the jaw,
nose and lips in front of it), the head is turned about the vertical axis, and the picture follows
by triangles between old and new points while its border stays. The same trick in an attacker's
hands, fed into a virtual camera, passes a check of this kind: docs/wajah.md says so.

Knows no Django; `python -m jmo.benih.bingkai --foto DIR --keluar DIR` writes the sample frames.
"""

from __future__ import annotations

import argparse
import io
import math
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageEnhance

Titik = npt.NDArray[np.float64]
UKURAN = (640, 480)
SUDUT_TOLEH = 26.0
PERBESAR_DEKAT = 1.42
LURUS, TOLEH_KIRI, TOLEH_KANAN, MENDEKAT = "LURUS", "TOLEH_KIRI", "TOLEH_KANAN", "MENDEKAT"
ORANG = {"pria": "obama2.jpg", "pria_lain": "biden.jpg"}
BERKAS = {"lurus": LURUS, "kiri": TOLEH_KIRI, "kanan": TOLEH_KANAN, "dekat": MENDEKAT}


def muat_potret(foto: Path, *, isi_wajah: float = 0.46) -> Image.Image:
    """Return the photo framed as a phone or laptop camera would see it, 640 x 480.

    Shape:  the face box takes `isi_wajah` of the height.
    """
    gambar = Image.open(foto).convert("RGB")
    atas, kanan, bawah, kiri = _kotak(np.asarray(gambar))
    tinggi = (bawah - atas) / isi_wajah
    lebar = tinggi * UKURAN[0] / UKURAN[1]
    tengah_x, tengah_y = (kiri + kanan) / 2, (atas + bawah) / 2
    kotak = (
        tengah_x - lebar / 2,
        tengah_y - tinggi / 2,
        tengah_x + lebar / 2,
        tengah_y + tinggi / 2,
    )
    # What lies beyond the photo is filled with its mean colour, as a wall would be.
    latar = tuple(int(satu) for satu in np.asarray(gambar).reshape(-1, 3).mean(axis=0))
    return gambar.transform(
        UKURAN, Image.Transform.EXTENT, kotak, Image.Resampling.BICUBIC, fillcolor=latar
    )


def putar(potret: Image.Image, derajat: float) -> Image.Image:
    """Return the same head turned about the vertical axis; above 0 to the person's left."""
    titik = _landmark(potret)
    tujuan = _putar_titik(titik, math.radians(derajat))
    tepi = _tepi(potret.size)
    return _lengkungkan(potret, np.vstack([titik, tepi]), np.vstack([tujuan, tepi]))


def dekatkan(potret: Image.Image, kali: float = PERBESAR_DEKAT) -> Image.Image:
    """Return the same scene from nearer: the face grows about its own centre."""
    lebar, tinggi = potret.size
    pusat = _landmark(potret).mean(axis=0)
    kiri, atas = pusat[0] - lebar / kali / 2, pusat[1] - tinggi / kali / 2
    kotak = (kiri, atas, kiri + lebar / kali, atas + tinggi / kali)
    return potret.transform(potret.size, Image.Transform.EXTENT, kotak, Image.Resampling.BICUBIC)


def goyang(gambar: Image.Image, acak: np.random.Generator) -> Image.Image:
    """Return the picture a little later: a hand and a lamp are never quite still."""
    geser = acak.uniform(-3, 3, size=2)
    sudut = math.radians(acak.uniform(-1.2, 1.2))
    kos, sin = math.cos(sudut), math.sin(sudut)
    x, y = gambar.size[0] / 2, gambar.size[1] / 2
    data = (kos, sin, x - kos * x - sin * y + geser[0], -sin, kos, y + sin * x - kos * y + geser[1])
    bergerak = gambar.transform(
        gambar.size, Image.Transform.AFFINE, data, Image.Resampling.BICUBIC,
        fillcolor=gambar.getpixel((2, 2)),
    )  # fmt: skip
    return ImageEnhance.Brightness(bergerak).enhance(float(acak.uniform(0.97, 1.03)))


def miringkan_foto(potret: Image.Image, derajat: float) -> Image.Image:
    """Return a flat photo of this scene, held and turned about its vertical axis: an attack."""
    lebar, tinggi = potret.size
    sudut = math.radians(derajat)
    titik = []
    for x, y in ((0, 0), (lebar, 0), (lebar, tinggi), (0, tinggi)):
        dari_tengah = x - lebar / 2
        dalam = 1 + dari_tengah * math.sin(sudut) / (2.2 * lebar)
        titik.append(
            (
                lebar / 2 + dari_tengah * math.cos(sudut) / dalam,
                tinggi / 2 + (y - tinggi / 2) / dalam,
            )
        )
    koefisien = _perspektif(titik, [(0, 0), (lebar, 0), (lebar, tinggi), (0, tinggi)])
    return potret.transform(
        potret.size, Image.Transform.PERSPECTIVE, koefisien, Image.Resampling.BICUBIC,
        fillcolor=(90, 90, 90),
    )  # fmt: skip


def buat_bingkai(potret: Image.Image, instruksi: str) -> Image.Image:
    """Return what the camera sees when this instruction has been followed."""
    match instruksi:
        case "TOLEH_KIRI":
            return putar(potret, SUDUT_TOLEH)
        case "TOLEH_KANAN":
            return putar(potret, -SUDUT_TOLEH)
        case "MENDEKAT":
            return dekatkan(potret)
        case _:
            return potret


def buat_rangkaian(foto: Path, tantangan: Sequence[str], *, benih: int = 0) -> list[bytes]:
    """Return one JPEG per instruction, as a live person who follows them would give."""
    potret, acak = muat_potret(foto), np.random.default_rng(benih)
    return [ke_jpeg(goyang(buat_bingkai(potret, satu), acak)) for satu in tantangan]


def buat_film(
    foto: Path, tantangan: Sequence[str], *, per_instruksi: int = 150, benih: int = 0
) -> bytes:
    """Return an MJPEG film (JPEGs one after the other): each instruction in turn, held.

    Shape:  30 pictures a second; Chromium's fake camera plays it in a loop from its start. Within a
            pose only the light flickers a little: the page waits for a picture that is at rest.
    """
    potret, acak = muat_potret(foto), np.random.default_rng(benih)
    pose = [goyang(buat_bingkai(potret, satu), acak) for satu in tantangan]
    film = []
    for gambar in pose:
        kedip = [ke_jpeg(_redup(gambar, acak)) for _ in range(5)]
        film += [kedip[ke % len(kedip)] for ke in range(per_instruksi)]
    return b"".join(film)


def _redup(gambar: Image.Image, acak: np.random.Generator) -> Image.Image:
    return ImageEnhance.Brightness(gambar).enhance(float(acak.uniform(0.995, 1.005)))


def ke_jpeg(gambar: Image.Image, mutu: int = 90) -> bytes:
    """Return JPEG bytes."""
    keluar = io.BytesIO()
    gambar.save(keluar, "JPEG", quality=mutu)
    return keluar.getvalue()


def tulis_kamera_contoh(foto: Path, keluar: Path) -> None:
    """Write the frames of the sample camera, where they are missing: two men, and one still."""
    for kunci, nama in ORANG.items():
        folder = keluar / kunci
        if (folder / "dekat_2.jpg").exists():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        potret, acak = muat_potret(foto / nama), np.random.default_rng(7)
        for berkas, instruksi in BERKAS.items():
            for ke, bagian in enumerate((0.5, 1.0, 1.0)):
                gambar = _sebagian(potret, instruksi, bagian)
                akhiran = ("_0", "", "_2")[ke]
                (folder / f"{berkas}{akhiran}.jpg").write_bytes(ke_jpeg(goyang(gambar, acak)))
    diam = keluar / "diam"
    if not (diam / "dekat.jpg").exists():
        diam.mkdir(parents=True, exist_ok=True)
        satu = ke_jpeg(muat_potret(foto / ORANG["pria"]))
        for berkas in BERKAS:
            (diam / f"{berkas}.jpg").write_bytes(satu)


def _sebagian(potret: Image.Image, instruksi: str, bagian: float) -> Image.Image:
    match instruksi:
        case "TOLEH_KIRI":
            return putar(potret, SUDUT_TOLEH * bagian)
        case "TOLEH_KANAN":
            return putar(potret, -SUDUT_TOLEH * bagian)
        case "MENDEKAT":
            return dekatkan(potret, 1 + (PERBESAR_DEKAT - 1) * bagian)
        case _:
            return potret


def _kotak(gambar: npt.NDArray[np.uint8]) -> tuple[int, int, int, int]:
    from pengkinian.wajah import detektor

    wajah = detektor.cari_wajah(gambar)
    if len(wajah) != 1:
        raise ValueError("the photo must show one face")
    return wajah[0].kotak


def _landmark(gambar: Image.Image) -> Titik:
    from pengkinian.wajah import detektor

    wajah = detektor.cari_wajah(np.asarray(gambar))
    if len(wajah) != 1:
        raise ValueError("the picture must show one face")
    return wajah[0].titik


def _putar_titik(titik: Titik, sudut: float) -> Titik:
    """Turn the points about the axis of a cylinder as wide as the jaw."""
    jari = float(np.linalg.norm(titik[16] - titik[0])) / 2
    tengah = (titik[0] + titik[16]) / 2
    x = titik[:, 0] - tengah[0]
    dalam = np.sqrt(np.maximum(jari**2 - x**2, 0.0))
    dalam[27:31] += jari * np.array([0.02, 0.09, 0.16, 0.22])
    dalam[31:36] += jari * 0.12
    dalam[48:] += jari * 0.05
    baru = titik.copy()
    putaran = x * math.cos(sudut) + dalam * math.sin(sudut)
    # The whole head would drift with the cylinder; a neck keeps it roughly where it was.
    baru[:, 0] = tengah[0] + putaran - (putaran - x).mean()
    return baru


def _tepi(ukuran: tuple[int, int]) -> Titik:
    lebar, tinggi = ukuran[0] - 1.0, ukuran[1] - 1.0
    bagian = (0.0, 0.25, 0.5, 0.75, 1.0)
    titik = {(lebar * a, y) for a in bagian for y in (0.0, tinggi)}
    titik |= {(x, tinggi * a) for a in bagian for x in (0.0, lebar)}
    return np.array(sorted(titik))


def _lengkungkan(gambar: Image.Image, asal: Titik, tujuan: Titik) -> Image.Image:
    """Warp by triangles: each keeps its picture, its corners move from `asal` to `tujuan`."""
    hasil = gambar.copy()
    for segitiga in _delaunay(tujuan):
        a, b = asal[list(segitiga)], tujuan[list(segitiga)]
        kiri, atas = np.floor(b.min(axis=0)).astype(int)
        kanan, bawah = np.ceil(b.max(axis=0)).astype(int) + 1
        if kanan - kiri < 1 or bawah - atas < 1:
            continue
        lokal = np.column_stack([b - (kiri, atas), np.ones(3)])
        try:
            koefisien = np.linalg.solve(lokal, a).T.flatten()
        except np.linalg.LinAlgError:
            continue
        ukuran = (int(kanan - kiri), int(bawah - atas))
        potong = gambar.transform(
            ukuran, Image.Transform.AFFINE, tuple(koefisien), Image.Resampling.BICUBIC
        )
        topeng = Image.new("L", ukuran, 0)
        ImageDraw.Draw(topeng).polygon(
            [tuple(satu) for satu in b - (kiri, atas)], fill=255, outline=255
        )
        hasil.paste(potong, (int(kiri), int(atas)), topeng)
    return hasil


def _delaunay(titik: Titik) -> list[tuple[int, int, int]]:
    """Triangulate by Bowyer and Watson's insertion; some eighty points, so its square is cheap."""
    banyak = len(titik)
    besar = float(np.abs(titik).max()) * 20
    semua = np.vstack([titik, [[-besar, -besar], [besar, -besar], [0, besar]]])
    segitiga = {(banyak, banyak + 1, banyak + 2)}
    for ke in range(banyak):
        buruk = {satu for satu in segitiga if _dalam_lingkaran(semua[list(satu)], semua[ke])}
        sisi: dict[tuple[int, int], int] = {}
        for satu in buruk:
            for rusuk in combinations(sorted(satu), 2):
                sisi[rusuk] = sisi.get(rusuk, 0) + 1
        segitiga -= buruk
        segitiga |= {(*rusuk, ke) for rusuk, kali in sisi.items() if kali == 1}
    return [satu for satu in segitiga if max(satu) < banyak]


def _dalam_lingkaran(segitiga: Titik, titik: Titik) -> bool:
    a, b, c = segitiga
    d = 2 * (a[0] * (b[1] - c[1]) + b[0] * (c[1] - a[1]) + c[0] * (a[1] - b[1]))
    if abs(d) < 1e-9:
        return True
    kuadrat = (segitiga**2).sum(axis=1)
    x = (kuadrat[0] * (b[1] - c[1]) + kuadrat[1] * (c[1] - a[1]) + kuadrat[2] * (a[1] - b[1])) / d
    y = (kuadrat[0] * (c[0] - b[0]) + kuadrat[1] * (a[0] - c[0]) + kuadrat[2] * (b[0] - a[0])) / d
    jari = (a[0] - x) ** 2 + (a[1] - y) ** 2
    return bool((titik[0] - x) ** 2 + (titik[1] - y) ** 2 < jari * (1 + 1e-12))


def _perspektif(
    asal: Sequence[tuple[float, float]], tujuan: Sequence[tuple[float, float]]
) -> tuple[float, ...]:
    """Return Pillow's eight numbers that map output points `asal` to input points `tujuan`."""
    baris, nilai = [], []
    for (x, y), (u, v) in zip(asal, tujuan, strict=True):
        baris.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        baris.append([0, 0, 0, x, y, 1, -v * x, -v * y])
        nilai += [u, v]
    return tuple(float(satu) for satu in np.linalg.solve(np.array(baris), np.array(nilai)))


def main() -> None:
    """Write the sample camera's frames."""
    pembaca = argparse.ArgumentParser(prog="python -m jmo.benih.bingkai")
    pembaca.add_argument("--foto", type=Path, required=True)
    pembaca.add_argument("--keluar", type=Path, required=True)
    pilihan = pembaca.parse_args()
    tulis_kamera_contoh(pilihan.foto, pilihan.keluar)


if __name__ == "__main__":
    main()
