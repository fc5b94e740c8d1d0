"""What the last check of the book found, and whether there was one at all."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from saldo.models import Jurnal, PemeriksaanBuku

# Checked each night; a little more than a day without one is a matter for a human.
BATAS_PEMERIKSAAN = timedelta(hours=26)


def hitung_pelanggaran() -> tuple[int, datetime | None]:
    """Return how many breaches the last check found, and since when somebody should look.

    Result: a book that was not checked for more than a day counts as one; (0, None) when all is
            well, or nothing was booked that long ago.
    """
    terakhir = PemeriksaanBuku.objects.order_by("-selesai_pada").first()
    if terakhir is not None and not terakhir.dipenuhi:
        return sum(satu["jumlah"] for satu in terakhir.rincian), terakhir.selesai_pada
    batas = timezone.now() - BATAS_PEMERIKSAAN
    if terakhir is None:
        pertama = Jurnal.objects.order_by("pk").values_list("dibukukan_pada", flat=True).first()
        return (1, pertama) if pertama is not None and pertama < batas else (0, None)
    return (1, terakhir.selesai_pada) if terakhir.selesai_pada < batas else (0, None)
