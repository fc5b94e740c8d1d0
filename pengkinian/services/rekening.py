"""The account that stands: set from a verdict, replaced, or marked as refused by the bank."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Peserta, indeks
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services.pemulihan import tolak_bila_dipulihkan
from accounts.services.pesan import beri_tahu
from accounts.services.peserta import tandai_rekening_diubah
from jmo.lib.samarkan import samarkan_nama
from pengkinian.models import HasilVerifikasi, Rekening
from pengkinian.rules.status import StatusVerifikasi


def pasang_rekening(
    *, verifikasi: HasilVerifikasi, pelaku: Pelaku, kabari: bool = True
) -> Rekening:
    """Make the account of a verdict the person's current one.

    Shape:  `kabari` False = the caller tells of the change in words of its own.
    Result: the same account confirmed again keeps its row and its age.
    Raises: as `tolak_bila_dipulihkan` after a recovery.
    Writes: rekening, peserta and pesan (stamp and notice, when one was replaced).
    Audit:  rekening.dipasang.
    """
    masukan, rincian, peserta = verifikasi.masukan, verifikasi.rincian, verifikasi.peserta
    sidik = indeks(f"{masukan['kode_bank']}:{masukan['nomor']}", ruang="rekening")
    with transaction.atomic():
        Peserta.objects.select_for_update().get(pk=peserta.pk)
        lama = Rekening.objects.filter(peserta=peserta, diganti_pada=None).first()
        if (
            lama is not None
            and lama.nomor_indeks == sidik
            and lama.status != Rekening.Status.BERMASALAH
        ):
            return lama
        tolak_bila_dipulihkan(peserta, pertama=lama is None)
        sekarang = timezone.now()
        if lama is not None:
            lama.diganti_pada = sekarang
            lama.save(update_fields=["diganti_pada"])
        lulus = verifikasi.status == StatusVerifikasi.COCOK
        baru = Rekening.objects.create(
            peserta=peserta,
            kode_bank=masukan["kode_bank"],
            nama_bank=rincian["nama_bank"],
            nomor=masukan["nomor"],
            nomor_indeks=sidik,
            nomor_samar=rincian["nomor_samar"],
            nama_pemilik=masukan["nama_pemilik"],
            nama_pemilik_samar=samarkan_nama(masukan["nama_pemilik"]),
            skor_nama=verifikasi.skor or 0,
            status=Rekening.Status.TERBUKTI if lulus else Rekening.Status.DITINJAU_PETUGAS,
            verifikasi=verifikasi,
            dipakai_sejak=sekarang,
        )
        catat(
            aksi=Aksi.REKENING_DIPASANG,
            pelaku=pelaku,
            objek=baru,
            peserta=peserta,
            sebelum={"nomor_samar": lama.nomor_samar} if lama else {},
            sesudah={"nomor_samar": baru.nomor_samar, "nama_bank": baru.nama_bank},
        )
        if lama is not None:
            tandai_rekening_diubah(peserta=peserta, pada=sekarang, pelaku=pelaku)
            if kabari:
                _kabari(baru, lama)
    return baru


def _kabari(baru: Rekening, lama: Rekening) -> None:
    if baru.peserta.akun is not None:
        beri_tahu(
            akun=baru.peserta.akun, jenis="rekening_diganti", keamanan=True,
            data={"lama": lama.nomor_samar, "baru": f"{baru.nama_bank} {baru.nomor_samar}",
                  "pada": baru.dipakai_sejak},
            kunci_sekali=f"rekening_diganti:{baru.pk}",
        )  # fmt: skip


def tandai_terbukti(*, rekening: Rekening) -> None:
    """Write down that an officer found the owner's name to be this person's.

    Writes: rekening, in the caller's transaction; the verdict's own audit row says who and why.
    """
    Rekening.objects.filter(pk=rekening.pk).update(status=Rekening.Status.TERBUKTI)


def tandai_bermasalah(*, rekening: Rekening, sebab: str, pelaku: Pelaku) -> None:
    """Write down that this account takes no money: refused by its bank, or another's by name.

    Writes: rekening, in the caller's transaction.   Audit: rekening.bermasalah.
    """
    Rekening.objects.filter(pk=rekening.pk).update(status=Rekening.Status.BERMASALAH)
    catat(
        aksi=Aksi.REKENING_BERMASALAH,
        pelaku=pelaku,
        objek=rekening,
        peserta=rekening.peserta,
        sesudah={"nomor_samar": rekening.nomor_samar, "sebab": sebab},
    )
