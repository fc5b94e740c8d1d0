"""Years that were credited before the table of credits was there get the same rows."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from django.db import connection

from accounts.rules.pelaku import SISTEM
from saldo.models import KreditPengembangan
from saldo.services.tarif import bukukan_pengembangan
from tests.pabrik import buat_kartu, impor, isi_baris


@pytest.mark.django_db
def test_baris_dari_buku_lama_sama_dengan_yang_ditulis_saat_membukukan() -> None:
    kartu = [buat_kartu(mulai=date(2016, 1, 1)) for _ in range(3)]
    for ke, satu in enumerate(kartu):
        for tahun in range(2016, 2021):
            if (tahun + ke) % 3:
                impor(
                    isi_baris(
                        date(tahun, bulan, 1), kpj=satu.kpj, upah=1_234_567 + 89 * ke,
                        bayar=date(tahun, bulan, 1),
                    )
                    for bulan in range(1, 6)
                )  # fmt: skip
            bukukan_pengembangan(kepesertaan=satu, tahun=tahun, pelaku=SISTEM)
    kolom = ("kepesertaan", "tahun", "sementara", "sampai_bulan", "tarif", "jumlah", "sisa")
    baris = KreditPengembangan.objects.order_by("kepesertaan", "tahun")
    semula = list(baris.values_list(*kolom, "jurnal"))
    assert len(semula) >= 12
    migrasi = import_module("saldo.migrations.0007_kredit_pengembangan")
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute("SET ROLE NONE")
        kursor.execute("ALTER TABLE saldo_kreditpengembangan DISABLE TRIGGER USER")
        kursor.execute(migrasi.KOSONGKAN)
        kursor.execute(migrasi.ISI)
        kursor.execute("ALTER TABLE saldo_kreditpengembangan ENABLE TRIGGER USER")
        kursor.execute("SET ROLE jmo_aplikasi")
    assert list(baris.values_list(*kolom, "jurnal")) == semula
