"""The work on an uploaded file: the trial, and the booking of exactly what the trial showed.

The row is the work. A worker holds it by a lease that it renews between batches; when it is
killed nothing of its transaction stays, the lease runs out, and the sweep rings again.
"""

from __future__ import annotations

import tempfile
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.services import sewa
from saldo.models import BerkasIuran, PotonganUnggahan, UnggahanIuran
from saldo.rules.iuran import GalatBaris
from saldo.rules.unggahan import StatusUnggahan, boleh_pindah, tunda_ulang
from saldo.services.iuran import HasilImpor, impor_iuran
from saldo.services.iuran.bacaan import buka_bacaan
from saldo.services.unggahan.pemantau import BedaBerubah, PemantauUnggahan
from saldo.services.unggahan.penerimaan import BEL, buka_isi, simpan_beda

_S = StatusUnggahan


def proses_unggahan(*, unggahan_id: int) -> None:
    """Do the next act on one uploaded file: try it, or book it.

    Safe to run any number of times and by any number of workers: the lease lets one in.
    Writes: unggahan_iuran, potongan_unggahan; booking writes what `impor_iuran` writes.
    Audit:  as `impor_iuran`.
    """
    with sewa.pegang(UnggahanIuran, unggahan_id, detik=settings.SEWA_DETIK["unggahan"]) as dapat:
        if not dapat:
            return
        unggahan = UnggahanIuran.objects.select_related("diunggah_oleh", "disetujui_oleh").get(
            pk=unggahan_id
        )
        try:
            _kerjakan(unggahan)
        except Exception:
            UnggahanIuran.objects.filter(pk=unggahan.pk).update(
                jatuh_pada=timezone.now() + tunda_ulang(unggahan.percobaan)
            )
            raise


def sapu_unggahan() -> int:
    """Ring for files that are due and that nobody holds; returns how many.

    Rings:  saldo.proses_unggahan.
    """
    return sewa.sapu(UnggahanIuran, bel=BEL, kunci="unggahan_id")


def _kerjakan(unggahan: UnggahanIuran) -> None:
    uji = unggahan.status == _S.MENUNGGU_UJI
    if not uji and unggahan.status != _S.MENUNGGU_BUKU:
        UnggahanIuran.objects.filter(pk=unggahan.pk).update(jatuh_pada=None)
        return
    with buka_isi(unggahan) as berkas, tempfile.TemporaryFile() as berkas_beda:
        unggahan.baris_total = buka_bacaan(berkas).baris_dinyatakan
        UnggahanIuran.objects.filter(pk=unggahan.pk).update(
            baris_selesai=0, baris_total=unggahan.baris_total
        )

        def terakhir(hasil: HasilImpor) -> None:
            if pemantau.sidik != unggahan.sidik_beda:
                raise BedaBerubah(hasil)
            _bukukan(unggahan, pemantau, hasil)

        pemantau = PemantauUnggahan(
            unggahan, berkas_beda, detik_sewa=settings.SEWA_DETIK["unggahan"],
            terakhir=None if uji else terakhir,
        )  # fmt: skip
        pelaku = pelaku_akun(unggahan.disetujui_oleh or unggahan.diunggah_oleh)
        try:
            hasil = impor_iuran(
                berkas=berkas, nama=unggahan.nama, pelaku=pelaku, uji=uji, pemantau=pemantau
            )
        except BedaBerubah as berubah:
            # All of it was undone; its list is what a new approval will be about.
            _tampilkan(unggahan, pemantau, berubah.hasil, berkas_beda)
            return
        if hasil.galat or hasil.sudah_pernah or uji:
            _tampilkan(unggahan, pemantau, hasil, berkas_beda)


def _bukukan(unggahan: UnggahanIuran, pemantau: PemantauUnggahan, hasil: HasilImpor) -> None:
    """Close the row inside the import's own transaction: both stand, or neither."""
    assert hasil.berkas_id is not None
    BerkasIuran.objects.filter(pk=hasil.berkas_id).update(diunggah_oleh=unggahan.diunggah_oleh)
    _pindahkan(
        unggahan, _S.DIBUKUKAN, berkas_id=hasil.berkas_id, baris_selesai=hasil.baris,
        ringkasan=pemantau.ringkasan(hasil), selesai_pada=timezone.now(), berubah=False,
    )  # fmt: skip
    hapus = PotonganUnggahan.objects.filter(unggahan=unggahan)
    hapus.filter(jenis=PotonganUnggahan.Jenis.BERKAS).delete()


def _tampilkan(
    unggahan: UnggahanIuran, pemantau: PemantauUnggahan, hasil: HasilImpor, berkas_beda: Any
) -> None:
    """Write down what the file would do, or why it does nothing."""
    with transaction.atomic():
        if hasil.sudah_pernah:
            _pindahkan(
                unggahan, _S.SUDAH_PERNAH, berkas_id=hasil.berkas_id, selesai_pada=timezone.now()
            )
        elif hasil.galat:
            _pindahkan(
                unggahan, _S.DITOLAK, temuan=[_temuan(satu) for satu in hasil.galat],
                ringkasan={"terpotong": hasil.galat_terpotong, "baris": hasil.baris},
                selesai_pada=timezone.now(),
            )  # fmt: skip
        else:
            simpan_beda(unggahan, berkas_beda)
            _pindahkan(
                unggahan, _S.SIAP, ringkasan=pemantau.ringkasan(hasil), sidik_beda=pemantau.sidik,
                berubah=unggahan.status == _S.MENUNGGU_BUKU, baris_selesai=hasil.baris,
                baris_total=hasil.baris, disetujui_oleh=None, disetujui_pada=None,
            )  # fmt: skip


def _temuan(satu: GalatBaris) -> dict[str, Any]:
    return {
        "baris": satu.baris, "kolom": satu.kolom, "sebab": satu.sebab.value,
        "rincian": dict(satu.rincian),
    }  # fmt: skip


def _pindahkan(unggahan: UnggahanIuran, ke: StatusUnggahan, **isi: Any) -> None:
    """Move a row that this worker still holds; whoever lost it undoes everything."""
    if not boleh_pindah(unggahan.status, ke):
        raise ValueError(f"{unggahan.status} does not lead to {ke}")
    pindah = UnggahanIuran.objects.filter(
        pk=unggahan.pk, status=unggahan.status, sewa_pemilik=unggahan.sewa_pemilik
    ).update(status=ke.value, jatuh_pada=None, **isi)
    if pindah != 1:
        raise RuntimeError("the lease of this upload went to another worker")
