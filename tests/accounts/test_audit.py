from __future__ import annotations

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from accounts import audit
from accounts.models import Akun, CatatanAudit, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import SISTEM


def test_pelaku_menurut_akun(akun_budi: Akun, rina: Akun) -> None:
    assert audit.pelaku_akun(akun_budi).jenis == "AKUN"
    assert audit.pelaku_akun(rina).jenis == "PETUGAS"


def test_hanya_kunci_yang_diizinkan(budi: Peserta) -> None:
    with pytest.raises(ValueError, match="whitelist: nik"):
        audit.catat(
            aksi=Aksi.PESERTA_DIUBAH, pelaku=SISTEM, objek=budi, sesudah={"nik": "9901011203880001"}
        )
    assert not CatatanAudit.objects.filter(aksi="peserta.diubah").exists()


def test_di_luar_transaksi_ditolak(transactional_db: None, budi: Peserta) -> None:
    with pytest.raises(RuntimeError, match="transaction of its act"):
        audit.catat(aksi=Aksi.PESERTA_DIUBAH, pelaku=SISTEM, objek=budi)


def test_nilai_disimpan_apa_adanya_atau_sebagai_teks(budi: Peserta) -> None:
    audit.catat(
        aksi=Aksi.PESERTA_DIUBAH, pelaku=SISTEM, objek=budi, peserta=budi,
        sebelum={"jumlah": 5, "hasil": None}, sesudah={"bidang": ["a"], "status": Aksi.AKUN_MASUK},
    )  # fmt: skip
    baris = CatatanAudit.objects.latest("pk")
    assert baris.sebelum == {"jumlah": 5, "hasil": None}
    assert baris.sesudah == {"bidang": ["a"], "status": "akun.masuk"}


@pytest.mark.parametrize("perintah", ["UPDATE {t} SET alasan = 'x'", "DELETE FROM {t}"])
def test_jejak_tidak_dapat_diubah_atau_dihapus(budi: Peserta, perintah: str) -> None:
    tabel = CatatanAudit._meta.db_table
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as kursor,
    ):
        kursor.execute(perintah.format(t=tabel))
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("SET LOCAL ROLE NONE")
        with pytest.raises((ProgrammingError, InternalError), match="append-only"):
            kursor.execute(perintah.format(t=tabel))
        transaction.set_rollback(True)
