"""Crediting of returns to one card, and the sample rates for trying out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts import audit
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import BelumLayak
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.uang import NOL, Rupiah
from saldo.models import Jurnal, Kepesertaan, Ketentuan
from saldo.rules.buku import JenisEntri, JenisJurnal, Posisi, susun_pengembangan
from saldo.rules.data_ketentuan import TARIF_CONTOH
from saldo.rules.pengembangan import (
    TANPA_SISA,
    HasilPengembangan,
    SetoranBulan,
    hitung_pengembangan,
)
from saldo.selectors import tarif_pengembangan
from saldo.services.buku import catat_jurnal
from saldo.services.kartu import kunci_kartu


def muat_tarif_contoh(*, pelaku: Pelaku) -> int:
    """Load the return rates marked "tarif contoh, bukan resmi"; a second time adds nothing.

    Result: how many years are new.
    Writes: ketentuan.   Audit: ketentuan.dimuat.
    Raises: RuntimeError in production, where a rate that nobody set must not be used.
    """
    if not settings.TARIF_CONTOH:
        raise RuntimeError("sample rates have no place in production")
    with transaction.atomic():
        ada = set(tarif_pengembangan())
        baru = [satu for satu in TARIF_CONTOH if satu.berlaku_sejak.year not in ada]
        for satu in baru:
            ketentuan = Ketentuan.objects.create(
                jenis=satu.jenis.value, nilai=satu.nilai, berlaku_sejak=satu.berlaku_sejak,
                berlaku_sampai=satu.berlaku_sampai, dasar_hukum=satu.dasar_hukum, contoh=True,
            )  # fmt: skip
            audit.catat(
                aksi=Aksi.KETENTUAN_DIMUAT, pelaku=pelaku, objek=ketentuan,
                sesudah={"jenis": satu.jenis, "per": satu.berlaku_sejak, "sumber": "contoh"},
            )  # fmt: skip
    return len(baru)


def bukukan_pengembangan(*, kepesertaan: Kepesertaan, tahun: int, pelaku: Pelaku) -> Jurnal | None:
    """Credit the return of one card and year; a year that is credited stays as it is.

    Shape:  `tahun` is over. Money earns from the day on which it was paid in; the remainder below a
            rupiah is carried from year to year.
    Result: None when nothing was earned.
    Writes: jurnal, entri_jurnal, akun_buku.   Audit: pengembangan.dibukukan.
    Raises: BelumLayak("tahun_belum_berakhir"), BelumLayak("tarif_belum_ditetapkan").
    """
    if tahun >= hari_ini_wib(timezone.now()).year:
        raise BelumLayak("tahun_belum_berakhir", tahun=tahun)
    rujukan = f"pengembangan:{tahun}:{kepesertaan.pk}"
    with transaction.atomic():
        kunci_kartu(kepesertaan_id=kepesertaan.pk)
        lama = Jurnal.objects.filter(rujukan=rujukan).first()
        if lama is not None:
            return lama
        tarif = tarif_pengembangan()
        if tahun not in tarif:
            raise BelumLayak("tarif_belum_ditetapkan", tahun=tahun)
        hasil = _hitung(kepesertaan.pk, tahun, {t: satu.nilai for t, satu in tarif.items()})
        if hasil.jumlah == 0:
            return None
        return _bukukan(
            kepesertaan, tahun, hasil.jumlah, rujukan=rujukan, dasar=tarif[tahun].dasar_hukum,
            pelaku=pelaku,
        )  # fmt: skip


def _bukukan(
    kepesertaan: Kepesertaan,
    tahun: int,
    jumlah: Rupiah,
    *,
    rujukan: str,
    dasar: str,
    pelaku: Pelaku,
) -> Jurnal:
    akhir_tahun = date(tahun, 12, 31)
    posisi = Posisi(kepesertaan.pk, JenisEntri.PENGEMBANGAN, tahun, jumlah)
    jurnal = catat_jurnal(
        jenis=JenisJurnal.PENGEMBANGAN,
        rujukan=rujukan,
        tanggal_nilai=akhir_tahun,
        baris=susun_pengembangan([posisi], tanggal_nilai=akhir_tahun),
        keterangan=dasar[:200],
    )
    audit.catat(
        aksi=Aksi.PENGEMBANGAN_DIBUKUKAN, pelaku=pelaku, objek=jurnal, peserta=kepesertaan.peserta,
        sesudah={"kpj_samar": kepesertaan.kpj_samar, "per": akhir_tahun, "jumlah": jumlah},
    )  # fmt: skip
    return jurnal


@dataclass(slots=True)
class _Tahun:
    """Movements of a card in one year: money by month, and what was credited at its end."""

    setoran: list[SetoranBulan] = field(default_factory=list)
    dikreditkan: int = 0


def _hitung(kartu_id: int, tahun: int, tarif: Mapping[int, Decimal]) -> HasilPengembangan:
    """Compute one year from the book, walking all years before for the remainder they leave."""
    gerak = _gerak(kartu_id)
    saldo, sisa = 0, TANPA_SISA
    hasil = HasilPengembangan(NOL, sisa)
    for satu in range(min(gerak, default=tahun), tahun + 1):
        isi = gerak.get(satu, _Tahun())
        hasil = hitung_pengembangan(
            saldo_awal=Rupiah(saldo),
            setoran=isi.setoran,
            tarif=tarif.get(satu, Decimal(0)),
            sisa_awal=sisa,
        )
        sisa = hasil.sisa
        saldo += sum(setoran.jumlah for setoran in isi.setoran) + isi.dikreditkan
    return hasil


def _gerak(kartu_id: int) -> dict[int, _Tahun]:
    hasil: dict[int, _Tahun] = defaultdict(_Tahun)
    with connection.cursor() as kursor:
        kursor.execute(
            """
            SELECT extract(year FROM e.tanggal_nilai)::int,
                extract(month FROM e.tanggal_nilai)::int,
                j.jenis = 'PENGEMBANGAN', sum(e.kredit - e.debit)::bigint
            FROM saldo_akunbuku a
            JOIN saldo_entrijurnal e ON e.akun_id = a.id
            JOIN saldo_jurnal j ON j.id = e.jurnal_id
            WHERE a.kepesertaan_id = %s
            GROUP BY 1, 2, 3 HAVING sum(e.kredit - e.debit) <> 0 ORDER BY 1, 2
            """,
            [kartu_id],
        )
        for tahun, bulan, dikreditkan, jumlah in kursor.fetchall():
            if dikreditkan:
                hasil[tahun].dikreditkan += jumlah
            else:
                hasil[tahun].setoran.append(SetoranBulan(bulan, Rupiah(jumlah)))
    return hasil
