"""Reports of a death: taken from anybody, asked of the register, and the account closed by it.

What a reporter types is looked up by the worker alone, so that no answer, and no answer's time,
tells who is a participant.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from accounts.services import sewa
from accounts.services.pembekuan import bekukan_peserta
from accounts.services.pesan import beri_tahu
from jmo.antrean import bunyikan
from jmo.gateways.dukcapil import DataPenduduk, Dukcapil
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, TidakTersedia
from jmo.lib.galat import Bentrok
from klaim_jht.models import LaporanKematian
from klaim_jht.rules.kematian import (
    StatusKematian,
    boleh_pindah_kematian,
    orang_dilaporkan,
    putuskan_register,
)
from klaim_jht.selectors import klaim_terbuka
from klaim_jht.selectors.kematian import (
    cari_peserta_dilaporkan,
    laporan_sebelumnya,
    pernah_dicabut,
)
from klaim_jht.services.pembatalan import batalkan_klaim

BEL = "klaim_jht.periksa_kematian"
JEDA = timedelta(minutes=1)
PELAPOR = Pelaku("SISTEM", "pelapor kematian")
_SELESAI_TANPA_AKIBAT = frozenset(
    {StatusKematian.TIDAK_COCOK, StatusKematian.GANDA, StatusKematian.HIDUP}
)


def terima_laporan(
    *,
    orang: Mapping[str, Any],
    tanggal_kematian: date,
    hubungan: str,
    pelapor_nama: str,
    pelapor_telepon: str,
) -> LaporanKematian:
    """Take a report from anybody; it does nothing until the register or an officer says so.

    Shape:  `orang` = `jenis` (NIK or KPJ), `nomor`, `nama`, `tanggal_lahir`, normalised.
    Writes: laporan_kematian, alike whether or not anybody has that number.
    Rings:  klaim_jht.periksa_kematian.   Audit: kematian.dilaporkan.
    """
    with transaction.atomic(durable=True):
        return catat_laporan(
            orang=orang, tanggal_kematian=tanggal_kematian, hubungan=hubungan,
            pelapor_nama=pelapor_nama, pelapor_telepon=pelapor_telepon,
        )  # fmt: skip


def catat_laporan(
    *,
    orang: Mapping[str, Any],
    tanggal_kematian: date,
    hubungan: str,
    pelapor_nama: str,
    pelapor_telepon: str,
) -> LaporanKematian:
    """Write a report with the act that causes it; all else as `terima_laporan`.

    Writes: laporan_kematian, in the caller's transaction.
    """
    laporan = LaporanKematian.objects.create(
        masukan={**orang, "tanggal_lahir": orang["tanggal_lahir"].isoformat()},
        tanggal_kematian=tanggal_kematian, hubungan=hubungan, pelapor_nama=pelapor_nama,
        pelapor_telepon=pelapor_telepon, jatuh_pada=timezone.now(),
    )  # fmt: skip
    catat(
        aksi=Aksi.KEMATIAN_DILAPORKAN, pelaku=PELAPOR, objek=laporan, sesudah={"sumber": hubungan}
    )
    bunyikan(BEL, laporan_id=laporan.pk)
    return laporan


def periksa_kematian(*, laporan_id: int, dukcapil: Dukcapil) -> None:
    """Find who was reported, ask the register, close the account and what was open of it.

    Safe to run any number of times; a register that is away is asked again.
    Writes: laporan_kematian, peserta, akun, klaim, pembayaran, tahanan_saldo, pesan.
    Audit:  kematian.pindah_status, peserta.dibekukan, klaim.pindah_status, ...
    """
    with sewa.pegang(LaporanKematian, laporan_id, detik=settings.SEWA_DETIK["dukcapil"]) as dapat:
        if not dapat:
            return
        laporan = LaporanKematian.objects.select_related("peserta__akun").get(pk=laporan_id)
        if laporan.status == StatusKematian.MENUNGGU:
            _nilai(laporan, dukcapil, pelaku=tugas(BEL))
        if laporan.status == StatusKematian.DIBEKUKAN:
            hentikan_yang_berjalan(laporan, pelaku=tugas(BEL))


def sapu_kematian() -> int:
    """Ring for every report that is due; returns how many."""
    return sewa.sapu(LaporanKematian, bel=BEL, kunci="laporan_id")


def bantah_laporan(*, laporan: LaporanKematian) -> None:
    """Hear that a person who was closed as dead says otherwise; an officer answers.

    Shape:  asked through the link of the notice; opens nothing by itself. A second time is none.
    Writes: laporan_kematian.   Audit: kematian.dibantah.
    """
    with transaction.atomic(durable=True):
        baris = LaporanKematian.objects.filter(
            pk=laporan.pk, status=StatusKematian.DIBEKUKAN, dibantah_pada=None
        )
        if baris.update(dibantah_pada=timezone.now()):
            catat(
                aksi=Aksi.KEMATIAN_DIBANTAH, pelaku=PELAPOR, objek=laporan, peserta=laporan.peserta
            )


def pindahkan_laporan(
    laporan: LaporanKematian, ke: StatusKematian, *, pelaku: Pelaku, alasan: str = "", **isi: Any
) -> None:
    """Move a report to another state; the only door.

    Writes: laporan_kematian.   Audit: kematian.pindah_status.
    Raises: ValueError for a move that the table does not have, Bentrok when another was faster.
    """
    dari = StatusKematian(laporan.status)
    if not boleh_pindah_kematian(dari, ke):
        raise ValueError(f"no way from {dari} to {ke}")
    baris = LaporanKematian.objects.filter(pk=laporan.pk, status=dari)
    with transaction.atomic():
        if not baris.update(status=ke, **isi):
            raise Bentrok("kematian_sudah_berubah")
        laporan.refresh_from_db()
        catat(
            aksi=Aksi.KEMATIAN_PINDAH, pelaku=pelaku, objek=laporan, peserta=laporan.peserta,
            sebelum={"status": dari.value}, sesudah={"status": ke.value}, alasan=alasan,
        )  # fmt: skip


def bekukan_karena_laporan(
    laporan: LaporanKematian,
    *,
    bukti: LaporanKematian.Bukti,
    pelaku: Pelaku,
    petugas: Akun | None = None,
    catatan: str = "",
) -> None:
    """Close the account of who was reported, and tell every address of theirs how to object.

    Writes: laporan_kematian, peserta, akun, pesan, in the caller's transaction.
    Rings:  klaim_jht.periksa_kematian, which then stops what was open.
    Audit:  peserta.dibekukan, kematian.pindah_status.
    """
    assert laporan.peserta is not None
    ditutup = bekukan_peserta(
        peserta_id=laporan.peserta.pk, meninggal_pada=laporan.tanggal_kematian, pelaku=pelaku
    )
    sekarang = timezone.now()
    pindahkan_laporan(
        laporan, StatusKematian.DIBEKUKAN, pelaku=pelaku, alasan=catatan, bukti=bukti,
        akun_ditutup=ditutup, petugas=petugas, catatan=catatan, diputus_pada=sekarang,
        jatuh_pada=sekarang, sebab="",
    )  # fmt: skip
    bunyikan(BEL, laporan_id=laporan.pk)
    if laporan.peserta.akun is not None:
        beri_tahu(
            akun=laporan.peserta.akun, jenis="kematian_dilaporkan", keamanan=True,
            data={"jalan": f"/ahli-waris/keliru/{laporan.kode}/"},
            kunci_sekali=f"kematian_dilaporkan:{laporan.pk}",
        )  # fmt: skip


def hentikan_yang_berjalan(laporan: LaporanKematian, *, pelaku: Pelaku) -> None:
    """Call off what is open of somebody who died, as long as no bank can have the money.

    Shape:  money that may be at the bank goes its way; what comes back stays in the book.
    Writes: klaim, pembayaran, tahanan_saldo, jurnal, laporan_kematian (due time).
    Audit:  klaim.pindah_status, pembayaran.pindah_status, saldo.dilepas.
    """
    assert laporan.peserta is not None
    lagi: datetime | None = None
    klaim = klaim_terbuka(laporan.peserta)
    if klaim is not None and klaim.pengaju_id is None:
        try:
            batalkan_klaim(klaim_id=klaim.pk, pelaku=pelaku, kabari=False)
        except Bentrok as galat:
            # Not while the bank may have it: after its answer there may be something to stop.
            lagi = timezone.now() + (JEDA if galat.kode == "klaim_sudah_berubah" else 60 * JEDA)
    LaporanKematian.objects.filter(pk=laporan.pk).update(jatuh_pada=lagi)


def _nilai(laporan: LaporanKematian, dukcapil: Dukcapil, *, pelaku: Pelaku) -> None:
    peserta = cari_peserta_dilaporkan(laporan.masukan)
    if peserta is None or not _dialah(laporan, peserta):
        _putus(laporan, StatusKematian.TIDAK_COCOK, pelaku=pelaku)
        return
    LaporanKematian.objects.filter(pk=laporan.pk).update(peserta=peserta)
    laporan.peserta = peserta
    if peserta.meninggal_pada is not None or laporan_sebelumnya(laporan, peserta):
        _putus(laporan, StatusKematian.GANDA, pelaku=pelaku)
    elif peserta.jenis_identitas != Peserta.JenisIdentitas.NIK:
        _putus(laporan, StatusKematian.DITINJAU, pelaku=pelaku, sebab="TANPA_NIK")
    elif pernah_dicabut(peserta):
        # The register was wrong about this person before, and an officer has seen them.
        _putus(laporan, StatusKematian.DITINJAU, pelaku=pelaku, sebab="PERNAH_DICABUT")
    else:
        _tanya(laporan, peserta, dukcapil, pelaku=pelaku)


def _dialah(laporan: LaporanKematian, peserta: Peserta) -> bool:
    return orang_dilaporkan(
        nama=laporan.masukan["nama"],
        tanggal_lahir=date.fromisoformat(laporan.masukan["tanggal_lahir"]),
        nama_peserta=peserta.nama,
        tanggal_lahir_peserta=peserta.tanggal_lahir,
    )


def _tanya(
    laporan: LaporanKematian, peserta: Peserta, dukcapil: Dukcapil, *, pelaku: Pelaku
) -> None:
    hasil = dukcapil.verifikasi(
        data=DataPenduduk(
            nik=peserta.nomor_identitas, nama=peserta.nama, tanggal_lahir=peserta.tanggal_lahir
        ),
        ambang=settings.DUKCAPIL["ambang"],
        referensi=laporan.kode.hex,
    )
    match hasil:
        case Berhasil(data):
            status = putuskan_register(data.hasil.value)
            if status is StatusKematian.DIBEKUKAN:
                _bekukan(laporan, peserta, pelaku=pelaku)
            else:
                _putus(laporan, status, pelaku=pelaku, sebab=data.hasil.value)
        case Ditolak(kode):
            _tunda(laporan, kode, None)
        case BelumPasti(sebab):
            _tunda(laporan, sebab, None)
        case TidakTersedia(sebab, lagi):
            _tunda(laporan, sebab, lagi)


def _bekukan(laporan: LaporanKematian, peserta: Peserta, *, pelaku: Pelaku) -> None:
    with transaction.atomic():
        # Two reports may have asked side by side: the person's row lets one of them close.
        if Peserta.objects.select_for_update().get(pk=peserta.pk).meninggal_pada is not None:
            _putus(laporan, StatusKematian.GANDA, pelaku=pelaku)
            return
        bekukan_karena_laporan(laporan, bukti=LaporanKematian.Bukti.DUKCAPIL, pelaku=pelaku)


def _putus(
    laporan: LaporanKematian, ke: StatusKematian, *, pelaku: Pelaku, sebab: str = ""
) -> None:
    """Close a report without any effect, or hand it to an officer."""
    isi: dict[str, Any] = {"sebab": sebab, "jatuh_pada": None, "diputus_pada": timezone.now()}
    if ke in _SELESAI_TANPA_AKIBAT:
        # Kept no longer than it served; who reported a stranger is nobody's business either.
        isi |= {"masukan": {}}
    if ke is StatusKematian.TIDAK_COCOK:
        isi |= {"pelapor_nama": None, "pelapor_telepon": None}
    with transaction.atomic():
        pindahkan_laporan(laporan, ke, pelaku=pelaku, **isi)


def _tunda(laporan: LaporanKematian, sebab: str, lagi: datetime | None) -> None:
    jeda = JEDA * min(2 ** min(laporan.percobaan, 6), 60)
    LaporanKematian.objects.filter(pk=laporan.pk).update(
        sebab=sebab[:60], jatuh_pada=lagi or timezone.now() + jeda
    )
