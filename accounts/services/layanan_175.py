"""Cases of Layanan 175: opened by one officer, approved by another, closed by the caller's code.

The case gives nothing away by itself: a day after the approval the forgotten-account page sends
its code to the new contact, and every old address has been told meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Akun, KasusPemulihan, Kontak, LaporanBukanSaya, Pesan, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.layanan_175 import (
    FaktaDitanya,
    Ketentuan175,
    hitung_benar,
    sedang_terbuka,
    terbuka_pada,
)
from accounts.rules.pelaku import Pelaku
from accounts.selectors import cari_peserta_akun
from accounts.services import otp
from accounts.services.kontak import normalkan_kontak, pasang_kontak, tolak_bila_dipakai
from accounts.services.pesan import antre_pesan
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan

KETENTUAN = Ketentuan175()
Status = KasusPemulihan.Status
TERBUKA = (Status.DIBUKA, Status.DITELEPON, Status.COCOK, Status.DISETUJUI)


@transaction.atomic(durable=True)
def buka_kasus_175(*, akun: Akun | None, petugas: Akun, pelaku: Pelaku) -> KasusPemulihan:
    """Open a case for the account that NIK and card number named.

    Shape:  `akun` None = they named nobody.
    Writes: accounts_kasuspemulihan.   Audit: pemulihan.dibuka.
    Raises: TidakDitemukan("pemulihan_tidak_cocok"), BelumLayak("petugas_sendiri"),
            Bentrok("pemulihan_sudah_terbuka").
    """
    if akun is None:
        raise TidakDitemukan("pemulihan_tidak_cocok")
    if akun.pk == petugas.pk:
        raise BelumLayak("petugas_sendiri")
    try:
        with transaction.atomic():
            kasus = KasusPemulihan.objects.create(
                akun=akun, petugas=petugas, dibuat_pada=timezone.now()
            )
    except IntegrityError as sebab:
        raise Bentrok("pemulihan_sudah_terbuka") from sebab
    _catat(Aksi.PEMULIHAN_DIBUKA, kasus, pelaku)
    return kasus


@transaction.atomic(durable=True)
def catat_telepon(*, kasus_id: int, alasan: str, pelaku: Pelaku) -> KasusPemulihan:
    """Write down that somebody answered on a registered number.

    Writes: accounts_kasuspemulihan.   Audit: pemulihan.pindah_status.
    Raises: Bentrok("pemulihan_berubah"), TidakDitemukan.
    """
    kasus = _kunci(kasus_id)
    _pindah(
        kasus, Status.DIBUKA, Status.DITELEPON, pelaku, alasan=alasan,
        ditelepon_pada=timezone.now(),
    )  # fmt: skip
    return kasus


def jawab_fakta(
    *,
    kasus_id: int,
    jawaban: Mapping[FaktaDitanya, str],
    benar: Mapping[FaktaDitanya, Collection[str]],
    jenis: str,
    kontak: str,
    pelaku: Pelaku,
) -> KasusPemulihan:
    """Judge one set of answers and take the new contact with it; the answers are kept nowhere.

    Shape:  `benar` are the facts of the book, which no officer sees.
    Result: the case, in COCOK; or refused for good after the second set that was not enough.
    Writes: accounts_kasuspemulihan.   Audit: pemulihan.pindah_status, pemulihan.fakta_salah.
    Raises: BelumLayak("pemulihan_fakta_kurang"), counted before it is raised; NilaiTidakSah and
            IsianTidakSah for a contact that cannot be; Bentrok("pemulihan_berubah").
    """
    tujuan = normalkan_kontak(jenis, kontak)
    with transaction.atomic(durable=True):
        kasus = _kunci(kasus_id)
        if kasus.status != Status.DITELEPON:
            raise Bentrok("pemulihan_berubah")
        peserta = Peserta.objects.get(akun=kasus.akun)
        tolak_bila_dipakai(peserta=peserta, jenis=jenis, nilai=tujuan)
        cukup = hitung_benar(jawaban, benar, KETENTUAN) >= KETENTUAN.benar_perlu
        if cukup:
            _pindah(
                kasus, Status.DITELEPON, Status.COCOK, pelaku, kontak=tujuan, kontak_jenis=jenis,
                kontak_indeks=otp.indeks_tujuan(jenis, tujuan),
                kontak_samar=otp.samarkan_tujuan(jenis, tujuan),
            )  # fmt: skip
        else:
            _hitung_salah(kasus, pelaku)
    if not cukup:
        raise BelumLayak("pemulihan_fakta_kurang")
    return kasus


@transaction.atomic(durable=True)
def setujui_pemulihan(
    *, kasus_id: int, penyelia: Akun, alasan: str, pelaku: Pelaku
) -> KasusPemulihan:
    """Approve the new contact as second officer; it opens after a day, old addresses know now.

    Writes: accounts_kasuspemulihan, accounts_pesan.   Rings: accounts.kirim_pesan.
    Audit:  pemulihan.pindah_status.
    Raises: BelumLayak("petugas_empat_mata" | "petugas_sendiri"), Bentrok("pemulihan_berubah").
    """
    kasus = _kunci(kasus_id)
    _tolak_bila_sama(kasus, penyelia)
    kini = timezone.now()
    _pindah(
        kasus, Status.COCOK, Status.DISETUJUI, pelaku, alasan=alasan, penyelia=penyelia,
        disetujui_pada=kini, terbuka_pada=terbuka_pada(kini, KETENTUAN),
    )  # fmt: skip
    _kabari_semua(kasus)
    return kasus


@transaction.atomic(durable=True)
def tolak_pemulihan(*, kasus_id: int, alasan: str, pelaku: Pelaku) -> KasusPemulihan:
    """Close an open case without a new contact; also one that was approved already.

    Writes: accounts_kasuspemulihan.   Audit: pemulihan.pindah_status.
    Raises: Bentrok("pemulihan_berubah"), TidakDitemukan.
    """
    kasus = _kunci(kasus_id)
    if kasus.status not in TERBUKA:
        raise Bentrok("pemulihan_berubah")
    _pindah(kasus, kasus.status, Status.DITOLAK, pelaku, alasan=alasan)
    return kasus


def batalkan_175(*, akun: Akun, pelaku: Pelaku) -> None:
    """Call off what runs for an account whose owner says "this was not me".

    Writes: accounts_kasuspemulihan, in the caller's transaction.   Audit: pemulihan.pindah_status.
    """
    for kasus in KasusPemulihan.objects.select_for_update().filter(akun=akun, status__in=TERBUKA):
        _pindah(kasus, kasus.status, Status.DIBATALKAN, pelaku)


def kontak_terbuka(akun: Akun, saluran: str) -> KasusPemulihan | None:
    """Return the case whose new contact of this kind receives codes now, or None.

    Shape:  a report "this was not me" closes it until a human has looked.
    """
    kasus = KasusPemulihan.objects.filter(
        akun=akun, status=Status.DISETUJUI, kontak_jenis=saluran
    ).first()
    if kasus is None or not sedang_terbuka(
        kasus.terbuka_pada, kini=timezone.now(), ketentuan=KETENTUAN
    ):
        return None
    dibantah = LaporanBukanSaya.objects.filter(akun=akun, ditutup_pada=None).exists()
    return None if dibantah else kasus


@transaction.atomic
def selesaikan_175(*, akun: Akun, tujuan_indeks: str, pelaku: Pelaku) -> None:
    """Install the contact of a case whose code was just answered; nothing for any other code.

    Writes: accounts_kasuspemulihan, accounts_kontak, accounts_akun, accounts_peserta,
            accounts_pesan.
    Audit:  pemulihan.pindah_status, kontak.diubah, peserta.diubah.
    """
    kasus = (
        KasusPemulihan.objects.select_for_update(of=("self",))
        .filter(akun=akun, status=Status.DISETUJUI, kontak_indeks=tujuan_indeks)
        .first()
    )
    peserta = cari_peserta_akun(akun)
    if kasus is None or peserta is None or kasus.kontak is None:
        return
    pasang_kontak(peserta=peserta, jenis=kasus.kontak_jenis, nilai=kasus.kontak, pelaku=pelaku)
    _pindah(kasus, Status.DISETUJUI, Status.SELESAI, pelaku, selesai_pada=timezone.now())


def _kunci(kasus_id: int) -> KasusPemulihan:
    kasus = (
        KasusPemulihan.objects.select_for_update(of=("self",))
        .select_related("akun", "petugas")
        .filter(pk=kasus_id)
        .first()
    )
    if kasus is None:
        raise TidakDitemukan("pemulihan_tidak_cocok")
    return kasus


def _tolak_bila_sama(kasus: KasusPemulihan, penyelia: Akun) -> None:
    if penyelia.pk == kasus.petugas_id:
        raise BelumLayak("petugas_empat_mata")
    if penyelia.pk == kasus.akun_id:
        raise BelumLayak("petugas_sendiri")


def _pindah(
    kasus: KasusPemulihan, dari: str, ke: Status, pelaku: Pelaku, *, alasan: str = "", **ubah: Any
) -> None:
    """Move from the status that was read; somebody faster makes this a conflict."""
    if kasus.status != dari:
        raise Bentrok("pemulihan_berubah")
    for nama, nilai in {"status": ke, **ubah}.items():
        setattr(kasus, nama, nilai)
    kasus.save(update_fields=["status", *ubah])
    _catat(Aksi.PEMULIHAN_PINDAH, kasus, pelaku, dari=dari, alasan=alasan)


def _hitung_salah(kasus: KasusPemulihan, pelaku: Pelaku) -> None:
    kasus.salah += 1
    kasus.save(update_fields=["salah"])
    _catat(Aksi.PEMULIHAN_FAKTA_SALAH, kasus, pelaku)
    if kasus.salah >= KETENTUAN.batas_salah:
        _pindah(kasus, Status.DITELEPON, Status.DITOLAK, pelaku)


def _catat(
    aksi: Aksi, kasus: KasusPemulihan, pelaku: Pelaku, *, dari: str = "", alasan: str = ""
) -> None:
    audit.catat(
        aksi=aksi, pelaku=pelaku, objek=kasus, peserta=cari_peserta_akun(kasus.akun),
        sebelum={"status": dari} if dari else {}, alasan=alasan,
        sesudah={"status": kasus.status, "tujuan_samar": kasus.kontak_samar},
    )  # fmt: skip


def _kabari_semua(kasus: KasusPemulihan) -> None:
    """Tell every address that was ever this person's, proved or not, and the new one."""
    akun = kasus.akun
    alamat = {(baris.jenis, baris.nilai) for baris in Kontak.objects.filter(peserta__akun=akun)}
    if akun.email:
        alamat.add((Kontak.Jenis.EMAIL, akun.email))
    for ke, (jenis, nilai) in enumerate(sorted(alamat)):
        _kirim(kasus, "kontak_175_lama", jenis, nilai, ke=ke)
    assert kasus.kontak is not None
    _kirim(kasus, "kontak_175_baru", kasus.kontak_jenis, kasus.kontak, ke=0)


def _kirim(kasus: KasusPemulihan, pesan: str, jenis: str, nilai: str, *, ke: int) -> None:
    lama = pesan == "kontak_175_lama"
    antre_pesan(
        # What goes to the new contact is no notice of the account until its code was answered.
        akun=kasus.akun if lama else None, jenis=pesan, tujuan=nilai, keamanan=True,
        saluran=Pesan.Saluran.EMAIL if jenis == Kontak.Jenis.EMAIL else Pesan.Saluran.SMS,
        data={"baru": kasus.kontak_samar, "buka_pada": kasus.terbuka_pada},
        kunci_sekali=f"{pesan}:{kasus.pk}:{ke}", tampil=lama and ke == 0,
        bahasa=kasus.akun.bahasa,
    )  # fmt: skip
