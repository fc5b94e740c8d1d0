"""Questions to the population register: does this person agree with it, field by field.

The queue goes on by itself: a register that is away burns nothing and is asked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from accounts.services import sewa
from jmo.antrean import bunyikan
from jmo.gateways.dukcapil import DataPenduduk, Dukcapil, HasilPenduduk, Sebab, VerdictPenduduk
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, TidakTersedia
from jmo.lib.galat import TerlaluSering
from pengkinian.models import HasilVerifikasi, KasusPengkinian
from pengkinian.rules.kecocokan import (
    KetentuanKecocokan,
    Unsur,
    putuskan_kependudukan,
    putuskan_nik,
)
from pengkinian.rules.kelengkapan import KunciLangkah
from pengkinian.rules.percobaan import (
    KETENTUAN_KEPENDUDUKAN,
    AkhirPercobaan,
    Percobaan,
    periksa_percobaan,
)
from pengkinian.rules.status import DIJAWAB, StatusVerifikasi
from pengkinian.selectors import verdict_kasus
from pengkinian.services.konfirmasi import lanjutkan_kasus
from pengkinian.services.pengisian import isi_langkah
from pengkinian.services.status import pindahkan_verifikasi

BEL = "pengkinian.periksa_dukcapil"
JEDA = timedelta(seconds=15)
_LANGSUNG = {
    HasilPenduduk.TIDAK_DITEMUKAN: StatusVerifikasi.TIDAK_DITEMUKAN,
    HasilPenduduk.NONAKTIF: StatusVerifikasi.NONAKTIF,
    HasilPenduduk.MENINGGAL: StatusVerifikasi.MENINGGAL,
}
# A dead number may have been mended at the Dinas meanwhile, and a name too; but the same wrong set
# of population data gets the same answer, and asking again would burn a try.
_DITANYA_LAGI = {
    HasilVerifikasi.Jenis.NIK: DIJAWAB
    - {StatusVerifikasi.COCOK, StatusVerifikasi.DITINJAU_PETUGAS},
    HasilVerifikasi.Jenis.KEPENDUDUKAN: frozenset(_LANGSUNG.values()),
}
JEDA_TANYA_LAGI = timedelta(minutes=1)
_TUNDA = {
    Sebab.KUOTA_HABIS.value: StatusVerifikasi.KUOTA_HABIS,
    Sebab.KONFIGURASI.value: StatusVerifikasi.KONFIGURASI,
}


def isi_kepesertaan(
    *, kasus_id: int, isian: Mapping[str, Any], versi: int | None, pelaku: Pelaku
) -> KasusPengkinian:
    """Save the first step and start the NIK check with it, both or neither.

    Writes: kasus_pengkinian, hasil_verifikasi.   Rings: pengkinian.periksa_dukcapil.
    Audit:  pengkinian.diisi, verifikasi.diminta.
    Raises: Bentrok as `isi_langkah`.
    """
    with transaction.atomic():
        kasus = isi_langkah(
            kasus_id=kasus_id, kunci=KunciLangkah.KEPESERTAAN, isian=isian, versi=versi,
            pelaku=pelaku,
        )  # fmt: skip
        minta_verifikasi_nik(kasus=kasus, pelaku=pelaku)
    return kasus


def isi_kependudukan(
    *, kasus_id: int, isian: Mapping[str, Any], versi: int | None, pelaku: Pelaku
) -> tuple[KasusPengkinian, bool]:
    """Save the population data and have them compared, both or neither.

    Result: the case, and whether the register is being asked now: not for what it never compares.
    Writes: kasus_pengkinian, hasil_verifikasi.   Rings: pengkinian.periksa_dukcapil.
    Audit:  pengkinian.diisi, verifikasi.diminta.
    Raises: Bentrok as `isi_langkah`; TerlaluSering after five wrong sets in 24 hours, and then
            nothing is saved.
    """
    with transaction.atomic():
        kasus = isi_langkah(
            kasus_id=kasus_id, kunci=KunciLangkah.KEPENDUDUKAN, isian=isian, versi=versi,
            pelaku=pelaku,
        )  # fmt: skip
        lama = verdict_kasus(kasus).get(HasilVerifikasi.Jenis.KEPENDUDUKAN)
        baru = minta_verifikasi_kependudukan(kasus=kasus, pelaku=pelaku)
    return kasus, lama is None or lama.pk != baru.pk


def minta_verifikasi_nik(*, kasus: KasusPengkinian, pelaku: Pelaku) -> HasilVerifikasi:
    """Have NIK, name and date of birth compared; a yes that stands is not asked for again.

    Shape:  a no is asked again after a minute: the Dinas may have mended it.
    Writes: hasil_verifikasi.   Rings: pengkinian.periksa_dukcapil.   Audit: verifikasi.diminta.
    """
    return _minta(kasus, HasilVerifikasi.Jenis.NIK, _pokok(kasus.peserta), pelaku=pelaku)


def minta_verifikasi_kependudukan(*, kasus: KasusPengkinian, pelaku: Pelaku) -> HasilVerifikasi:
    """Have the population data of the draft compared, field by field.

    Shape:  answers of step `kependudukan`; domicile is the participant's word, never compared.
    Writes: hasil_verifikasi.   Rings: pengkinian.periksa_dukcapil.   Audit: verifikasi.diminta.
    Raises: TerlaluSering after five wrong sets in 24 hours.
    """
    isian: dict[str, Any] = kasus.isian.get(KunciLangkah.KEPENDUDUKAN, {})
    data = {
        **_pokok(kasus.peserta),
        "no_kk": isian.get("no_kk", ""),
        "nama_ibu": isian.get("nama_ibu", ""),
        "tempat_lahir": isian.get("tempat_lahir", ""),
        "jenis_kelamin": isian.get("jenis_kelamin", ""),
        "agama": isian.get("agama", ""),
        "status_kawin": isian.get("status_kawin", ""),
        "alamat": isian.get("alamat_ktp", ""),
        "kelurahan": isian.get("kelurahan_ktp", ""),
    }
    terisi = {nama: nilai for nama, nilai in data.items() if nilai}
    with transaction.atomic():
        # The person's row is the lock: parallel pages cannot ask a sixth time.
        Peserta.objects.select_for_update().get(pk=kasus.peserta_id)
        berdiri = _yang_berdiri(kasus, HasilVerifikasi.Jenis.KEPENDUDUKAN, terisi)
        if berdiri is not None:
            return berdiri
        hasil = periksa_percobaan(_riwayat(kasus.peserta), timezone.now(), KETENTUAN_KEPENDUDUKAN)
        if hasil.coba_lagi_pada is not None:
            raise TerlaluSering("kependudukan_habis", coba_lagi_pada=hasil.coba_lagi_pada)
        return _minta(kasus, HasilVerifikasi.Jenis.KEPENDUDUKAN, terisi, pelaku=pelaku)


def periksa_dukcapil(*, verifikasi_id: int, dukcapil: Dukcapil) -> None:
    """Ask the register and judge its answer; safe to run any number of times.

    Writes: hasil_verifikasi; a confirmed case goes on.   Audit: verifikasi.diputus.
    """
    pelaku = tugas(BEL)
    detik = settings.SEWA_DETIK["dukcapil"]
    with sewa.pegang(HasilVerifikasi, verifikasi_id, detik=detik) as dapat:
        if not dapat:
            return
        verifikasi = HasilVerifikasi.objects.select_related("peserta").get(pk=verifikasi_id)
        with transaction.atomic():
            if verifikasi.status != StatusVerifikasi.DIPROSES:
                pindahkan_verifikasi(verifikasi, StatusVerifikasi.DIPROSES, pelaku=pelaku)
        masukan = dict(verifikasi.masukan)
        masukan["tanggal_lahir"] = date.fromisoformat(masukan["tanggal_lahir"])
        hasil = dukcapil.verifikasi(
            data=DataPenduduk(**masukan),
            ambang=settings.DUKCAPIL["ambang"],
            referensi=verifikasi.kode.hex,
        )
        match hasil:
            case Berhasil(data):
                _nilai(verifikasi, data, pelaku=pelaku)
            case Ditolak(kode):
                _tunda(verifikasi, StatusVerifikasi.KONFIGURASI, kode, None, pelaku=pelaku)
            case BelumPasti(sebab):
                _tunda(
                    verifikasi, StatusVerifikasi.LAYANAN_TIDAK_TERSEDIA, sebab, None, pelaku=pelaku
                )
            case TidakTersedia(sebab, lagi):
                status = _TUNDA.get(sebab, StatusVerifikasi.LAYANAN_TIDAK_TERSEDIA)
                _tunda(verifikasi, status, sebab, lagi, pelaku=pelaku)
    if verifikasi.kasus_id is not None:
        lanjutkan_kasus(kasus_id=verifikasi.kasus_id, pelaku=pelaku)


def _pokok(peserta: Peserta) -> dict[str, Any]:
    return {
        "nik": peserta.nomor_identitas,
        "nama": peserta.nama,
        "tanggal_lahir": peserta.tanggal_lahir.isoformat(),
    }


def _minta(
    kasus: KasusPengkinian, jenis: HasilVerifikasi.Jenis, masukan: dict[str, Any], *, pelaku: Pelaku
) -> HasilVerifikasi:
    with transaction.atomic():
        Peserta.objects.select_for_update().get(pk=kasus.peserta_id)
        berdiri = _yang_berdiri(kasus, jenis, masukan)
        if berdiri is not None:
            return berdiri
        lama = HasilVerifikasi.objects.filter(kasus=kasus, jenis=jenis, batal_pada=None)
        lama.update(batal_pada=timezone.now(), jatuh_pada=None)
        baru = HasilVerifikasi.objects.create(
            peserta=kasus.peserta,
            kasus=kasus,
            jenis=jenis,
            keperluan=HasilVerifikasi.Keperluan.PENGKINIAN,
            masukan=masukan,
            dikirim_pada=timezone.now(),
            jatuh_pada=timezone.now(),
        )
        catat(
            aksi=Aksi.VERIFIKASI_DIMINTA, pelaku=pelaku, objek=baru, peserta=kasus.peserta,
            sesudah={"jenis": str(jenis)},
        )  # fmt: skip
        bunyikan(BEL, verifikasi_id=baru.pk)
    return baru


def _yang_berdiri(
    kasus: KasusPengkinian, jenis: HasilVerifikasi.Jenis, masukan: dict[str, Any]
) -> HasilVerifikasi | None:
    """Return the question about the very same data that need not be asked again, or None."""
    batas = timezone.now() - JEDA_TANYA_LAGI
    for baris in HasilVerifikasi.objects.filter(kasus=kasus, jenis=jenis, batal_pada=None):
        lagi = baris.status in _DITANYA_LAGI[jenis] and (
            baris.diputus_pada is not None and baris.diputus_pada < batas
        )
        if baris.masukan == masukan and not lagi:
            return baris
    return None


def _nilai(verifikasi: HasilVerifikasi, data: VerdictPenduduk, *, pelaku: Pelaku) -> None:
    beda: tuple[Unsur, ...] = ()
    status = _LANGSUNG.get(data.hasil)
    if status is None:
        unsur = {
            Unsur(nama.upper()): (putusan.skor if putusan.skor is not None else 100)
            if putusan.sesuai
            else 0
            for nama, putusan in data.bidang.items()
            if nama.upper() in Unsur.__members__
        }
        pemutus = putuskan_nik if verifikasi.jenis == "NIK" else putuskan_kependudukan
        putusan_akhir = pemutus(unsur, KetentuanKecocokan())
        status, beda = putusan_akhir.status, putusan_akhir.beda
    salah = status in {StatusVerifikasi.SEBAGIAN, StatusVerifikasi.TIDAK_COCOK}
    with transaction.atomic():
        pindahkan_verifikasi(
            verifikasi,
            status,
            pelaku=pelaku,
            rincian={"beda": [satu.value for satu in beda]},
            alasan=[satu.value for satu in beda],
            terhitung=salah and verifikasi.jenis == HasilVerifikasi.Jenis.KEPENDUDUKAN,
            sumber="DUKCAPIL",
            jatuh_pada=None,
            diputus_pada=timezone.now(),
        )


def _tunda(
    verifikasi: HasilVerifikasi,
    status: StatusVerifikasi,
    sebab: str,
    lagi: datetime | None,
    *,
    pelaku: Pelaku,
) -> None:
    jeda = JEDA * min(2 ** min(verifikasi.percobaan, 6), 40)
    with transaction.atomic():
        pindahkan_verifikasi(
            verifikasi, status, pelaku=pelaku, sebab=sebab[:60], sumber="DUKCAPIL",
            jatuh_pada=lagi or timezone.now() + jeda,
        )  # fmt: skip


def _riwayat(peserta: Peserta) -> list[Percobaan]:
    kueri = HasilVerifikasi.objects.filter(
        peserta=peserta, jenis=HasilVerifikasi.Jenis.KEPENDUDUKAN, diputus_pada__isnull=False
    )
    return [
        Percobaan(
            baris.diputus_pada,
            AkhirPercobaan.GAGAL if baris.terhitung else AkhirPercobaan.DIKEMBALIKAN,
        )
        for baris in kueri.only("diputus_pada", "terhitung")
        if baris.diputus_pada is not None
    ]
