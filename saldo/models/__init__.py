"""Tables of employers, cards, contributions, the book and its seal, returns, parameters."""

from __future__ import annotations

from saldo.models.berhenti import BuktiBerhenti, LaporanBerhenti, RiwayatLaporan
from saldo.models.buku import AkunBuku, EntriJurnal, Jurnal, TahananSaldo
from saldo.models.kepesertaan import BerkasIuran, Iuran, Kepesertaan, Perusahaan
from saldo.models.ketentuan import Ketentuan
from saldo.models.pengembangan import KreditPengembangan, LajurPutaran, PutaranPengembangan
from saldo.models.penggabungan import PenggabunganKartu
from saldo.models.segel import PemeriksaanBuku, SegelBuku, SegelJurnal
from saldo.models.unggahan import PotonganUnggahan, UnggahanIuran

__all__ = [
    "AkunBuku",
    "BerkasIuran",
    "BuktiBerhenti",
    "EntriJurnal",
    "Iuran",
    "Jurnal",
    "Kepesertaan",
    "Ketentuan",
    "KreditPengembangan",
    "LajurPutaran",
    "LaporanBerhenti",
    "PemeriksaanBuku",
    "PenggabunganKartu",
    "Perusahaan",
    "PotonganUnggahan",
    "PutaranPengembangan",
    "RiwayatLaporan",
    "SegelBuku",
    "SegelJurnal",
    "TahananSaldo",
    "UnggahanIuran",
]
