"""Tables of people, their logins, consents, messages, and the audit trail."""

from __future__ import annotations

from accounts.models.akun import Akun, KodeOTP, Kontak, Perangkat, Persetujuan, Peserta
from accounts.models.antrean import BarisJatuhTempo, DenyutAntrean
from accounts.models.audit import CatatanAudit
from accounts.models.kalender import HariKalender, TahunKalender
from accounts.models.pemulihan import KasusPemulihan, LaporanBukanSaya, PermintaanPulih
from accounts.models.pesan import Pesan
from accounts.models.sesi import Sesi
from accounts.models.terenkripsi import BytesTerenkripsi, JSONTerenkripsi, TeksTerenkripsi, indeks

__all__ = [
    "Akun",
    "BarisJatuhTempo",
    "BytesTerenkripsi",
    "CatatanAudit",
    "DenyutAntrean",
    "HariKalender",
    "JSONTerenkripsi",
    "KasusPemulihan",
    "KodeOTP",
    "Kontak",
    "LaporanBukanSaya",
    "Perangkat",
    "PermintaanPulih",
    "Persetujuan",
    "Pesan",
    "Peserta",
    "Sesi",
    "TahunKalender",
    "TeksTerenkripsi",
    "indeks",
]
