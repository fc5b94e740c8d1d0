"""Moving faces from one photo: what a camera would see of a person who follows instructions.

For tests, the sample camera, and films for a browser's fake camera. The head is turned by
`kepala`; attacks that must fail are in `serangan`. The same trick in an attacker's hands, fed into
a virtual camera, passes a check of this kind: docs/wajah.md says so.

Knows no Django; `python -m jmo.benih.bingkai --foto DIR --keluar DIR` writes the sample frames.
"""

from __future__ import annotations

import argparse
import io
import math
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from jmo.benih.kepala import Kepala, gerakkan, kenali
from jmo.benih.lengkung import Titik

UKURAN = (640, 480)
SUDUT_TOLEH = 20.0
PERBESAR_DEKAT = 1.42
# Chromium plays a film of JPEGs at this pace, whatever was meant.
GAMBAR_PER_DETIK = 30
LURUS, TOLEH_KIRI, TOLEH_KANAN, MENDEKAT = "LURUS", "TOLEH_KIRI", "TOLEH_KANAN", "MENDEKAT"
ORANG = {"pria": "obama2.jpg", "pria_lain": "biden.jpg"}
BERKAS = {"lurus": LURUS, "kiri": TOLEH_KIRI, "kanan": TOLEH_KANAN, "dekat": MENDEKAT}
LANGKAH_ANTARA = 3
_SISI_CARI = 640
# Written last, so that a folder that was left half done is made again.
_TANDA = "versi"
_VERSI = "2"


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a head is: turned (degrees, above 0 to its own left), nodded, nearer, eyes closed."""

    toleh: float = 0.0
    angguk: float = 0.0
    dekat: float = 1.0
    pejam: float = 0.0

    def antara(self, lain: Pose, bagian: float) -> Pose:
        """Return the pose on the way to another one."""
        return Pose(
            *(
                satu + (dua - satu) * bagian
                for satu, dua in (
                    (self.toleh, lain.toleh), (self.angguk, lain.angguk),
                    (self.dekat, lain.dekat), (self.pejam, lain.pejam),
                )
            )
        )  # fmt: skip


POSE = {
    LURUS: Pose(),
    TOLEH_KIRI: Pose(toleh=SUDUT_TOLEH),
    TOLEH_KANAN: Pose(toleh=-SUDUT_TOLEH),
    MENDEKAT: Pose(dekat=PERBESAR_DEKAT),
}


@dataclass(frozen=True, slots=True)
class Potret:
    """A person before a camera; `dasar` turns the head of the photo towards it."""

    kepala: Kepala
    dasar: float

    def lihat(self, pose: Pose) -> Image.Image:
        """Return what the camera sees of this pose."""
        gambar = gerakkan(
            self.kepala, toleh=self.dasar + pose.toleh, angguk=pose.angguk, pejam=pose.pejam
        )
        return dekatkan(gambar, self.kepala.pusat, pose.dekat)


def muat_potret(foto: Path, *, isi_wajah: float = 0.42, ukuran: tuple[int, int] = UKURAN) -> Potret:
    """Return the photo framed as a phone or laptop camera would see it.

    Shape:  the face box takes `isi_wajah` of the height, its middle a little above the centre.
    Raises: ValueError when the photo does not show exactly one face.
    """
    gambar = Image.open(foto).convert("RGB")
    kotak, _ = _wajah(gambar)
    atas, kanan, bawah, kiri = kotak
    skala = isi_wajah * ukuran[1] / (bawah - atas)
    tengah_x, tengah_y = (kiri + kanan) / 2, (atas + bawah) / 2
    x, y = ukuran[0] / 2 - tengah_x * skala, ukuran[1] * 0.48 - tengah_y * skala
    # What lies beyond the photo is filled with its own colours out of focus.
    kanvas = ImageOps.fit(gambar, ukuran).filter(ImageFilter.GaussianBlur(ukuran[0] / 16))
    kecil = gambar.resize(
        (round(gambar.width * skala), round(gambar.height * skala)), Image.Resampling.LANCZOS
    )
    kanvas.paste(kecil, (round(x), round(y)))
    _, titik = _wajah(kanvas)
    return Potret(kenali(kanvas, titik), -_sudut(titik))


def dekatkan(gambar: Image.Image, pusat: Titik, kali: float) -> Image.Image:
    """Return the same scene from nearer: all grows about the face."""
    if kali == 1:
        return gambar
    lebar, tinggi = gambar.size
    kiri, atas = pusat[0] * (1 - 1 / kali), pusat[1] * (1 - 1 / kali)
    kotak = (kiri, atas, kiri + lebar / kali, atas + tinggi / kali)
    return gambar.transform(gambar.size, Image.Transform.EXTENT, kotak, Image.Resampling.BICUBIC)


def goyang(gambar: Image.Image, acak: np.random.Generator) -> Image.Image:
    """Return the picture as a sensor in a hand gives it: shifted, tilted, flickering, grainy."""
    geser = acak.uniform(-3, 3, size=2)
    sudut = math.radians(acak.uniform(-1.2, 1.2))
    kos, sin = math.cos(sudut), math.sin(sudut)
    x, y = gambar.width / 2, gambar.height / 2
    # A little larger, so that no edge shows.
    kos, sin = kos / 1.03, sin / 1.03
    data = (kos, sin, x - kos * x - sin * y + geser[0], -sin, kos, y + sin * x - kos * y + geser[1])
    bergerak = gambar.transform(gambar.size, Image.Transform.AFFINE, data, Image.Resampling.BICUBIC)
    isi = np.asarray(bergerak, dtype=np.float32) * acak.uniform(0.97, 1.03)
    isi = isi + acak.normal(0, 2.0, size=isi.shape[:2])[..., None]
    return Image.fromarray(np.clip(np.rint(isi), 0, 255).astype(np.uint8))


def hidup(pose: Pose, acak: np.random.Generator) -> Pose:
    """Return the pose as a person holds it: never quite."""
    return Pose(
        pose.toleh + float(acak.normal(0, 1.2)), pose.angguk + float(acak.normal(0, 1.0)),
        pose.dekat * float(1 + acak.normal(0, 0.008)), pose.pejam,
    )  # fmt: skip


def buat_rangkaian(foto: Path, tantangan: Sequence[str], *, benih: int = 0) -> list[bytes]:
    """Return one JPEG per instruction, as a live person who follows them would give."""
    potret, acak = muat_potret(foto), np.random.default_rng(benih)
    return [ke_jpeg(goyang(potret.lihat(hidup(POSE[satu], acak)), acak)) for satu in tantangan]


def buat_film(
    foto: Path, tantangan: Sequence[str], *, per_instruksi: int = 150, benih: int = 0
) -> bytes:
    """Return an MJPEG film (JPEGs one after the other): each instruction moved to, then held.

    Shape:  30 pictures a second, `per_instruksi` of them for each; Chromium's fake camera plays it
            in a loop from its start. Within a pose only the light flickers a little: the page
            waits for a picture that is at rest.
    """
    acak, isi = np.random.default_rng(benih), []
    pose = [hidup(POSE[satu], acak) for satu in tantangan]
    gambar = list(_gerak(muat_potret(foto), pose, acak))
    for antara, tetap in gambar:
        kedip = [ke_jpeg(_redup(tetap, acak)) for _ in range(5)]
        # Each picture of the way stands for a tenth of a second.
        jalan = [ke_jpeg(satu) for satu in antara for _ in range(3)]
        diam = max(0, per_instruksi - len(jalan))
        isi += jalan + [kedip[ke % len(kedip)] for ke in range(diam)]
    return b"".join(isi)


def tulis_mjpeg(keluar: Path, foto: Path, tantangan: Sequence[str], *, detik: float = 5.0) -> None:
    """Write the film for a fake camera, each pose held for so many seconds.

    Shape:  written aside and moved into place, since the browser opens the file at any time.
    """
    sementara = keluar.with_suffix(".sementara")
    sementara.write_bytes(buat_film(foto, tantangan, per_instruksi=round(detik * GAMBAR_PER_DETIK)))
    sementara.replace(keluar)


def ke_jpeg(gambar: Image.Image, mutu: int = 90) -> bytes:
    """Return JPEG bytes."""
    keluar = io.BytesIO()
    gambar.save(keluar, "JPEG", quality=mutu)
    return keluar.getvalue()


def tulis_kamera_contoh(foto: Path, keluar: Path) -> None:
    """Write the frames of the sample camera: two men who move, and one still.

    Shape:  per person lurus.jpg, kiri.jpg, kanan.jpg, dekat.jpg, and kiri_1.jpg and so on for the
            way there, the frame without a number being the last one.
    """
    for kunci in (*ORANG, "diam"):
        folder = keluar / kunci
        tanda = folder / _TANDA
        if tanda.exists() and tanda.read_text() == _VERSI:
            continue
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        potret = muat_potret(foto / ORANG.get(kunci, ORANG["pria"]))
        if kunci in ORANG:
            _tulis_gerak(potret, folder)
        else:
            satu = ke_jpeg(potret.lihat(Pose()))
            for berkas in BERKAS:
                (folder / f"{berkas}.jpg").write_bytes(satu)
        tanda.write_text(_VERSI)


def _tulis_gerak(potret: Potret, folder: Path) -> None:
    acak = np.random.default_rng(7)
    for berkas, instruksi in BERKAS.items():
        if instruksi == LURUS:
            # Somebody who looks ahead blinks now and then.
            jalan = [Pose(pejam=0.7), Pose(pejam=1.0), Pose(pejam=0.4)]
        else:
            jalan = [
                Pose().antara(POSE[instruksi], ke / (LANGKAH_ANTARA + 1))
                for ke in range(1, LANGKAH_ANTARA + 1)
            ]
        for ke, pose in enumerate(jalan, start=1):
            (folder / f"{berkas}_{ke}.jpg").write_bytes(
                ke_jpeg(goyang(potret.lihat(hidup(pose, acak)), acak))
            )
        (folder / f"{berkas}.jpg").write_bytes(
            ke_jpeg(goyang(potret.lihat(hidup(POSE[instruksi], acak)), acak))
        )


def _gerak(
    potret: Potret, pose: Sequence[Pose], acak: np.random.Generator
) -> Iterator[tuple[list[Image.Image], Image.Image]]:
    """Give, for each pose, the pictures of the way there and the one that is held."""
    for dulu, kini in pairwise([pose[0], *pose]):
        jalan = [] if dulu is kini else [
            goyang(potret.lihat(dulu.antara(kini, ke / (LANGKAH_ANTARA + 1))), acak)
            for ke in range(1, LANGKAH_ANTARA + 1)
        ]  # fmt: skip
        yield jalan, goyang(potret.lihat(kini), acak)


def _redup(gambar: Image.Image, acak: np.random.Generator) -> Image.Image:
    return ImageEnhance.Brightness(gambar).enhance(float(acak.uniform(0.995, 1.005)))


def _wajah(gambar: Image.Image) -> tuple[tuple[int, int, int, int], Titik]:
    from pengkinian.wajah import detektor

    kecil = gambar.copy()
    kecil.thumbnail((_SISI_CARI, _SISI_CARI), Image.Resampling.LANCZOS)
    wajah = detektor.cari_wajah(np.asarray(kecil))
    if len(wajah) != 1:
        raise ValueError("the photo must show one face")
    skala = gambar.width / kecil.width
    atas, kanan, bawah, kiri = (round(satu * skala) for satu in wajah[0].kotak)
    return (atas, kanan, bawah, kiri), wajah[0].titik * skala


def _sudut(titik: Titik) -> float:
    """Estimate in degrees how far to turn the head of the photo towards the camera, at most 15.

    Not all the way: what the photo does not show, no turning can bring to light.
    """
    kiri, kanan = (float(np.linalg.norm(titik[30] - titik[ke])) for ke in (1, 15))
    toleh = (kiri - kanan) / (kiri + kanan)
    return math.degrees(math.asin(max(-0.26, min(0.26, 0.7 * toleh))))


def main() -> None:
    """Write the sample camera's frames."""
    pembaca = argparse.ArgumentParser(prog="python -m jmo.benih.bingkai")
    pembaca.add_argument("--foto", type=Path, required=True)
    pembaca.add_argument("--keluar", type=Path, required=True)
    pilihan = pembaca.parse_args()
    tulis_kamera_contoh(pilihan.foto, pilihan.keluar)


if __name__ == "__main__":
    main()
