"""The act of merging: all chosen cards or none, decided again under the lock."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import BelumLayak, Bentrok
from jmo.lib.tanggal import hari_ini_wib
from saldo.models import Kepesertaan, PenggabunganKartu
from saldo.rules.buku import JenisJurnal
from saldo.rules.penggabungan import HasilKartu, PutusanGabung, batas_urung
from saldo.services.akun_buku import ambil_akun_kartu, kunci_akun
from saldo.services.buku import catat_jurnal, pesan_nomor_jurnal
from saldo.services.kartu import kunci_kartu_peserta, tandai_digabung
from saldo.services.penggabungan.rencana import IKUT, RencanaGabung, RencanaKartu, susun_rencana

_S = PenggabunganKartu.Status
BERDIRI = (_S.MENUNGGU_PETUGAS, _S.BERLAKU)


def gabungkan_kartu(
    *,
    peserta: Peserta,
    kepesertaan_ids: Collection[int],
    pelaku: Pelaku,
    terlihat: str | None = None,
) -> tuple[PenggabunganKartu, ...]:
    """Merge these cards of a person into the one that the rule names; twice is as good as once.

    Shape:  `kepesertaan_ids` = the source cards; `terlihat` = the mark (`RencanaGabung.sidik`) of
            what was on the page, None where no page was read.
    Result: one row per card: BERLAKU, or MENUNGGU_PETUGAS where identities are only alike.
    Writes: penggabungan_kartu, jurnal, entri_jurnal, kepesertaan, pesan.
    Rings:  accounts.kirim_pesan.
    Audit:  penggabungan.dibukukan, penggabungan.diminta, kartu.diubah, pengembangan.dibukukan.
    Raises: BelumLayak("gabung_tanpa_pilihan"), BelumLayak("gabung_tidak_boleh") when a rule says
            no to one of them; Bentrok("gabung_berubah") when the page said something else.
    """
    dipilih = set(kepesertaan_ids)
    if not dipilih:
        raise BelumLayak("gabung_tanpa_pilihan")
    with transaction.atomic():
        kartu = kunci_kartu_peserta(peserta=peserta)
        sudah = _yang_berdiri(peserta, dipilih)
        baru = dipilih - {satu.sumber_id for satu in sudah}
        if not baru:
            return tuple(sudah)
        _kunci_akun(kartu)
        rencana = susun_rencana(peserta=peserta, kartu=kartu, dipilih=dipilih, pelaku=pelaku)
        _pastikan_boleh(rencana, baru)
        if terlihat is not None and terlihat != rencana.sidik:
            raise Bentrok("gabung_berubah")
        hasil = [
            bukukan_penggabungan(rencana, satu, pelaku=pelaku)
            if satu.putusan is PutusanGabung.BOLEH
            else _minta_petugas(rencana, satu, pelaku=pelaku)
            for satu in rencana.sumber
            if satu.kartu.pk in baru
        ]
        kabarkan_gabung(peserta, hasil)
        return (*sudah, *hasil)


def bukukan_penggabungan(
    rencana: RencanaGabung,
    satu: RencanaKartu,
    *,
    pelaku: Pelaku,
    kasus: PenggabunganKartu | None = None,
) -> PenggabunganKartu:
    """Move one card's money as planned and point it at the target; cards and accounts are locked.

    Shape:  `kasus` = the row that waited for an officer, when there was one.
    Writes: penggabungan_kartu, jurnal, entri_jurnal, kepesertaan.
    Audit:  penggabungan.dibukukan, kartu.diubah.
    """
    assert rencana.tujuan is not None
    sekarang = timezone.now()
    nomor = pesan_nomor_jurnal() if satu.baris else None
    isi = {
        "tujuan": rencana.tujuan,
        "status": _S.BERLAKU,
        "jumlah": satu.sebelum,
        "jurnal_id": nomor,
        "digabung_pada": sekarang,
        "boleh_urung_sampai": batas_urung(sekarang),
    }
    if kasus is None:
        kasus = PenggabunganKartu.objects.create(
            peserta_id=satu.kartu.peserta_id, sumber=satu.kartu, **isi
        )
    else:
        for nama, nilai in isi.items():
            setattr(kasus, nama, nilai)
        kasus.save(update_fields=[nama.removesuffix("_id") for nama in isi])
    if satu.baris:
        catat_jurnal(
            jenis=JenisJurnal.PENGGABUNGAN,
            rujukan=f"gabung:{kasus.pk}",
            tanggal_nilai=hari_ini_wib(sekarang),
            baris=satu.baris,
            keterangan=f"{satu.kartu.kpj_samar} ke {rencana.tujuan.kpj_samar}",
            nomor=nomor,
        )
    tandai_digabung(kartu=satu.kartu, tujuan=rencana.tujuan, pelaku=pelaku)
    _catat(Aksi.PENGGABUNGAN_DIBUKUKAN, kasus, pelaku=pelaku)
    return kasus


def kunci_untuk_gabung(peserta: Peserta) -> list[Kepesertaan]:
    """Return all cards of a person, with their accounts locked after them, both in id order."""
    kartu = kunci_kartu_peserta(peserta=peserta)
    _kunci_akun(kartu)
    return kartu


def _kunci_akun(kartu: list[Kepesertaan]) -> None:
    kunci_akun(akun_ids=ambil_akun_kartu(kepesertaan_ids=[satu.pk for satu in kartu]).values())


def _yang_berdiri(peserta: Peserta, dipilih: set[int]) -> list[PenggabunganKartu]:
    return list(
        PenggabunganKartu.objects.filter(
            peserta=peserta, sumber__in=dipilih, status__in=BERDIRI
        ).order_by("pk")
    )


def _pastikan_boleh(rencana: RencanaGabung, baru: set[int]) -> None:
    putusan = {satu.kartu_id: satu for satu in rencana.hasil.kartu}
    tidak: list[HasilKartu | None] = [
        satu
        for satu in (putusan.get(kartu_id) for kartu_id in baru)
        if satu is None or satu.putusan not in IKUT
    ]
    if tidak:
        raise BelumLayak("gabung_tidak_boleh")


def _minta_petugas(
    rencana: RencanaGabung, satu: RencanaKartu, *, pelaku: Pelaku
) -> PenggabunganKartu:
    assert rencana.tujuan is not None
    sebab = next(h.sebab for h in rencana.hasil.kartu if h.kartu_id == satu.kartu.pk)
    kasus = PenggabunganKartu.objects.create(
        peserta_id=satu.kartu.peserta_id, tujuan=rencana.tujuan, sumber=satu.kartu,
        status=_S.MENUNGGU_PETUGAS, sebab=[kode.value for kode in sebab],
    )  # fmt: skip
    _catat(Aksi.PENGGABUNGAN_DIMINTA, kasus, pelaku=pelaku)
    return kasus


def _catat(aksi: Aksi, kasus: PenggabunganKartu, *, pelaku: Pelaku) -> None:
    audit.catat(
        aksi=aksi, pelaku=pelaku, objek=kasus, peserta=kasus.peserta,
        sesudah={
            "status": kasus.status, "jumlah": kasus.jumlah, "sebab": list(kasus.sebab),
            "dari": kasus.sumber.kpj_samar, "ke": kasus.tujuan.kpj_samar,
        },
    )  # fmt: skip


def kabarkan_gabung(peserta: Peserta, hasil: list[PenggabunganKartu]) -> None:
    """Tell the person once per act what was merged, and what an officer looks at.

    Writes: pesan.   Rings: accounts.kirim_pesan.
    """
    if peserta.akun is None:
        return
    berlaku = [satu for satu in hasil if satu.status == _S.BERLAKU]
    if berlaku:
        beri_tahu(
            akun=peserta.akun, jenis="kartu_digabung",
            data={
                "banyak": len(berlaku),
                "tujuan": berlaku[0].tujuan.kpj_samar,
                "jumlah": sum(satu.jumlah for satu in berlaku),
                "sampai": berlaku[0].boleh_urung_sampai,
            },
            kunci_sekali=f"kartu_digabung:{berlaku[0].pk}", keamanan=True, tautan="/saldo/gabung/",
        )  # fmt: skip
    if len(berlaku) < len(hasil):
        menunggu = next(satu for satu in hasil if satu.status == _S.MENUNGGU_PETUGAS)
        beri_tahu(
            akun=peserta.akun, jenis="gabung_ditinjau", data={},
            kunci_sekali=f"gabung_ditinjau:{menunggu.pk}", tautan="/saldo/gabung/",
        )  # fmt: skip
