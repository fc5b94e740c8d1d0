"""The life of a hold: set aside, given back, paid out, returned by the bank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts import audit
from accounts.models import Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import Bentrok, TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.uang import Rupiah
from saldo.models import Jurnal, Kepesertaan, TahananSaldo
from saldo.rules.buku import (
    JenisJurnal,
    Posisi,
    susun_kebalikan,
    susun_pelepasan,
    susun_pembayaran,
    susun_penahanan,
)
from saldo.rules.tahanan import ambil_sebagian
from saldo.selectors.entri import baris_jurnal, posisi_kartu
from saldo.services.akun_buku import ambil_akun_kartu, kunci_akun
from saldo.services.buku.jurnal import catat_jurnal
from saldo.services.kartu import tandai_belum_diklaim, tandai_diklaim

_S = TahananSaldo.Status
# What an act on a hold reads: neither the card's history nor the person's encrypted columns.
_KOLOM_TAHANAN = (
    *(kolom.name for kolom in TahananSaldo._meta.concrete_fields),
    "jurnal_tahan__rujukan",
    "jurnal_akhir__rujukan",
    "jurnal_akhir__tanggal_nilai",
    "kepesertaan__kpj_samar",
    "kepesertaan__peserta__nama",
)


def tahan_saldo(
    *,
    kepesertaan_ids: Collection[int],
    rujukan: str,
    pelaku: Pelaku,
    lagi: bool = False,
    jumlah: Rupiah | None = None,
) -> tuple[TahananSaldo, ...]:
    """Set the whole balance of these cards of one person aside, under the name of what asks for it.

    Shape:  cards without a balance get no hold; the same name a second time returns its holds.
            `lagi` = holds of this name that were released may be followed by new ones. `jumlah` =
            only so much, the oldest years first; when it is paid the cards go on as they were.
    Writes: tahanan_saldo, jurnal, entri_jurnal.   Audit: saldo.ditahan.
    Raises: TidakDitemukan("kartu_tidak_ada"); Bentrok("saldo_sudah_ditahan") by another name,
            Bentrok("tahanan_sudah_berakhir"), Bentrok("kartu_sudah_digabung"),
            Bentrok("saldo_kosong"), Bentrok("saldo_kurang") for more than there is.
    """
    with transaction.atomic():
        kartu = _kunci_kartu(kepesertaan_ids)
        lama = _tahanan(rujukan)
        dilepas = all(satu.status == _S.DILEPAS for satu in lama)
        if lama and not (lagi and dilepas):
            if any(satu.status != _S.DITAHAN for satu in lama):
                raise Bentrok("tahanan_sudah_berakhir")
            return tuple(lama)
        if TahananSaldo.objects.filter(kepesertaan__in=kartu, status=_S.DITAHAN).exists():
            raise Bentrok("saldo_sudah_ditahan")
        akun = ambil_akun_kartu(kepesertaan_ids=[satu.pk for satu in kartu])
        kunci_akun(akun_ids=akun.values())
        posisi = _posisi_berisi(kartu)
        if not posisi:
            raise Bentrok("saldo_kosong")
        if jumlah is not None:
            posisi = _sebagian(posisi, jumlah)
        hari_ini = hari_ini_wib(timezone.now())
        jurnal = catat_jurnal(
            jenis=JenisJurnal.PENAHANAN,
            rujukan=_rujukan_tahan(rujukan),
            tanggal_nilai=hari_ini,
            baris=susun_penahanan(posisi, tanggal_nilai=hari_ini),
        )
        return _buat_tahanan(
            kartu, posisi, rujukan=rujukan, jurnal=jurnal, pelaku=pelaku,
            sebagian=jumlah is not None,
        )  # fmt: skip


def lepaskan_tahanan(*, rujukan: str, pelaku: Pelaku) -> Jurnal:
    """Give held money back, each rupiah to the account and year where it was.

    Writes: tahanan_saldo, jurnal, entri_jurnal.   Audit: saldo.dilepas.
    Raises: TidakDitemukan("tahanan_tidak_ada"); Bentrok("tahanan_sudah_dipakai") once paid out.
    """
    with transaction.atomic():
        tahanan = _kunci_tahanan(rujukan)
        if _selesai(tahanan, _S.DILEPAS):
            return _jurnal_akhir(tahanan)
        hari_ini = hari_ini_wib(timezone.now())
        penahanan = baris_jurnal(tahanan[0].jurnal_tahan)
        jurnal = catat_jurnal(
            jenis=JenisJurnal.PELEPASAN,
            rujukan=f"{rujukan}:lepas"
            + tahanan[0].jurnal_tahan.rujukan.removeprefix(f"{rujukan}:tahan"),
            tanggal_nilai=hari_ini,
            baris=susun_pelepasan(penahanan, tanggal_nilai=hari_ini),
        )
        _akhiri(tahanan, _S.DILEPAS, jurnal)
        _catat(Aksi.SALDO_DILEPAS, tahanan, pelaku, jumlah=_jumlah(tahanan))
    return jurnal


def bayarkan_tahanan(
    *, rujukan: str, neto: Rupiah | int, pajak: Rupiah | int, pelaku: Pelaku, tanggal_nilai: date
) -> Jurnal:
    """Book that held money has left: net to payment clearing, the rest to withheld tax.

    Shape:  neto + pajak = everything held under this name. Inactive cards become DIKLAIM, unless
            only part of their balance was held.
    Writes: tahanan_saldo, jurnal, entri_jurnal, kepesertaan.
    Audit:  saldo.dibayarkan, kartu.diubah.
    Raises: TidakDitemukan("tahanan_tidak_ada"); Bentrok("tahanan_sudah_dilepas");
            Bentrok("pembayaran_beda_dengan_tahanan") for other sums, also when paid already.
    """
    with transaction.atomic():
        tahanan = _kunci_tahanan(rujukan)
        if neto + pajak != _jumlah(tahanan):
            raise Bentrok("pembayaran_beda_dengan_tahanan")
        selesai = _selesai(tahanan, _S.DIPAKAI)
        jurnal = catat_jurnal(
            jenis=JenisJurnal.PEMBAYARAN,
            rujukan=f"{rujukan}:bayar:{_kali_dibayar(rujukan) + (not selesai)}",
            tanggal_nilai=_jurnal_akhir(tahanan).tanggal_nilai if selesai else tanggal_nilai,
            baris=susun_pembayaran(
                baris_jurnal(tahanan[0].jurnal_tahan),
                pajak=Rupiah(pajak),
                tanggal_nilai=_jurnal_akhir(tahanan).tanggal_nilai if selesai else tanggal_nilai,
            ),
        )
        if not selesai:
            _akhiri(tahanan, _S.DIPAKAI, jurnal)
            seluruhnya = [satu for satu in tahanan if not satu.sebagian]
            tandai_diklaim(kepesertaan_ids=_kartu_ids(seluruhnya), pelaku=pelaku)
            _catat(
                Aksi.SALDO_DIBAYARKAN, tahanan, pelaku,
                bruto=_jumlah(tahanan), pajak=pajak, neto=neto,
            )  # fmt: skip
    return jurnal


def kembalikan_pembayaran(
    *,
    rujukan: str,
    pelaku: Pelaku,
    tanggal_nilai: date,
    alasan: str,
    kartu_tetap_diklaim: bool = False,
) -> Jurnal:
    """Book that a payout came back from the bank: the money is held again, the tax undone.

    Shape:  `kartu_tetap_diklaim` = what came back was a later payment; the claim stays paid.
    Writes: tahanan_saldo, jurnal, entri_jurnal, kepesertaan.
    Audit:  saldo.dikembalikan, kartu.diubah.
    Raises: TidakDitemukan("tahanan_tidak_ada"); Bentrok("tahanan_belum_dibayarkan").
    """
    with transaction.atomic():
        tahanan = _kunci_tahanan(rujukan)
        if any(satu.status != _S.DIPAKAI for satu in tahanan):
            raise Bentrok("tahanan_belum_dibayarkan")
        pembayaran = _jurnal_akhir(tahanan)
        jurnal = catat_jurnal(
            jenis=JenisJurnal.PENGEMBALIAN,
            rujukan=f"{rujukan}:kembali:{_kali_dibayar(rujukan)}",
            tanggal_nilai=tanggal_nilai,
            baris=susun_kebalikan(baris_jurnal(pembayaran), tanggal_nilai=tanggal_nilai),
            koreksi_dari=pembayaran,
        )
        TahananSaldo.objects.filter(pk__in=[satu.pk for satu in tahanan]).update(
            status=_S.DITAHAN, jurnal_akhir=None, berakhir_pada=None, kembali_pada=Now()
        )
        if not kartu_tetap_diklaim:
            # Of a part nothing was marked, and the rest may have been claimed meanwhile.
            seluruhnya = [satu for satu in tahanan if not satu.sebagian]
            tandai_belum_diklaim(kepesertaan_ids=_kartu_ids(seluruhnya), pelaku=pelaku)
        _catat(Aksi.SALDO_DIKEMBALIKAN, tahanan, pelaku, alasan=alasan, jumlah=_jumlah(tahanan))
    return jurnal


def _kunci_kartu(kepesertaan_ids: Collection[int]) -> list[Kepesertaan]:
    ids = set(kepesertaan_ids)
    kartu = list(
        Kepesertaan.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    )
    if len(kartu) != len(ids) or not kartu:
        raise TidakDitemukan("kartu_tidak_ada")
    if len({satu.peserta_id for satu in kartu}) != 1:
        raise ValueError("tahanan_lebih_dari_satu_peserta")
    if any(satu.status == Kepesertaan.Status.DIGABUNG for satu in kartu):
        raise Bentrok("kartu_sudah_digabung")
    return kartu


def _posisi_berisi(kartu: Sequence[Kepesertaan]) -> list[Posisi]:
    semua = posisi_kartu([satu.pk for satu in kartu])
    total: Counter[int] = Counter()
    for satu in semua:
        total[satu.kartu_id] += satu.jumlah
    return [satu for satu in semua if total[satu.kartu_id] > 0]


def _sebagian(posisi: Sequence[Posisi], jumlah: Rupiah) -> list[Posisi]:
    try:
        return ambil_sebagian(posisi, jumlah)
    except ValueError:
        raise Bentrok("saldo_kurang") from None


def _buat_tahanan(
    kartu: Sequence[Kepesertaan],
    posisi: Sequence[Posisi],
    *,
    rujukan: str,
    jurnal: Jurnal,
    pelaku: Pelaku,
    sebagian: bool,
) -> tuple[TahananSaldo, ...]:
    jumlah: Counter[int] = Counter()
    for satu in posisi:
        jumlah[satu.kartu_id] += satu.jumlah
    tahanan = TahananSaldo.objects.bulk_create(
        TahananSaldo(
            kepesertaan=satu,
            rujukan=rujukan,
            jumlah=jumlah[satu.pk],
            sebagian=sebagian,
            jurnal_tahan=jurnal,
        )
        for satu in kartu
        if jumlah[satu.pk]
    )
    _catat(Aksi.SALDO_DITAHAN, tahanan, pelaku, jumlah=_jumlah(tahanan))
    return tuple(tahanan)


def _rujukan_tahan(rujukan: str) -> str:
    """Return the name of the next hold's journal: numbered from the second one on."""
    sudah = Jurnal.objects.filter(rujukan__startswith=f"{rujukan}:tahan").count()
    return f"{rujukan}:tahan:{sudah + 1}" if sudah else f"{rujukan}:tahan"


def _tahanan(rujukan: str) -> list[TahananSaldo]:
    """Return the holds of this name, locked; released ones only where there is nothing else."""
    semua = list(
        TahananSaldo.objects.select_for_update(of=("self",))
        .select_related("jurnal_tahan", "jurnal_akhir", "kepesertaan__peserta")
        .only(*_KOLOM_TAHANAN)
        .filter(rujukan=rujukan)
        .order_by("kepesertaan_id", "pk")
    )
    return [satu for satu in semua if satu.status != _S.DILEPAS] or semua


def _kunci_tahanan(rujukan: str) -> list[TahananSaldo]:
    # Cards before holds, as in tahan_saldo.
    kartu = TahananSaldo.objects.filter(rujukan=rujukan).values("kepesertaan")
    terkunci = Kepesertaan.objects.select_for_update(no_key=True).filter(pk__in=kartu)
    list(terkunci.order_by("pk").values_list("pk"))
    tahanan = _tahanan(rujukan)
    if not tahanan:
        raise TidakDitemukan("tahanan_tidak_ada")
    return tahanan


_BENTROK_AKHIR = {_S.DILEPAS: "tahanan_sudah_dilepas", _S.DIPAKAI: "tahanan_sudah_dipakai"}


def _selesai(tahanan: Sequence[TahananSaldo], tujuan: TahananSaldo.Status) -> bool:
    """Tell whether these holds ended this way already; another end is a conflict."""
    status = {_S(satu.status) for satu in tahanan}
    if status == {_S.DITAHAN}:
        return False
    if status == {tujuan}:
        return True
    raise Bentrok(_BENTROK_AKHIR[(status - {_S.DITAHAN, tujuan}).pop()])


def _akhiri(tahanan: Sequence[TahananSaldo], status: TahananSaldo.Status, jurnal: Jurnal) -> None:
    TahananSaldo.objects.filter(pk__in=[satu.pk for satu in tahanan]).update(
        status=status, jurnal_akhir=jurnal, berakhir_pada=Now()
    )


def _jurnal_akhir(tahanan: Sequence[TahananSaldo]) -> Jurnal:
    jurnal = tahanan[0].jurnal_akhir
    assert jurnal is not None
    return jurnal


def _kali_dibayar(rujukan: str) -> int:
    return Jurnal.objects.filter(rujukan__startswith=f"{rujukan}:bayar:").count()


def _jumlah(tahanan: Iterable[TahananSaldo]) -> int:
    return sum(satu.jumlah for satu in tahanan)


def _kartu_ids(tahanan: Iterable[TahananSaldo]) -> list[int]:
    return [satu.kepesertaan_id for satu in tahanan]


def _catat(
    aksi: Aksi, tahanan: Sequence[TahananSaldo], pelaku: Pelaku, alasan: str = "", **nilai: int
) -> None:
    peserta: Peserta = tahanan[0].kepesertaan.peserta
    audit.catat(
        aksi=aksi, pelaku=pelaku, objek=tahanan[0], peserta=peserta, alasan=alasan,
        sesudah={
            "rujukan": tahanan[0].rujukan,
            "kpj_samar": [satu.kepesertaan.kpj_samar for satu in tahanan],
            **nilai,
        },
    )  # fmt: skip
