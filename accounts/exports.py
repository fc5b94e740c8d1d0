"""Export of people, identifiers masked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Peserta
from accounts.services.ekspor import Ekspor, JenisKolom, Kolom, daftarkan


def _kontak(nama: str, jenis: str) -> str:
    """Join the contact of one kind that was in force when the day ended."""
    return _JOIN_KONTAK.format(nama=nama, jenis=jenis)


_JOIN_KONTAK = (
    "LEFT JOIN LATERAL (SELECT k.nilai_samar FROM accounts_kontak k "
    "WHERE k.peserta_id = p.id AND k.jenis = '{jenis}' AND k.dibuat_pada < %(batas)s "
    "AND (k.diganti_pada IS NULL OR k.diganti_pada >= %(batas)s) "
    "ORDER BY k.id DESC LIMIT 1) {nama} ON true"
)

PESERTA = daftarkan(
    Ekspor(
        nama="peserta",
        judul=_("Peserta"),
        model=Peserta,
        kolom=[
            Kolom("id", "p.id", JenisKolom.ANGKA),
            Kolom("jenis", "p.jenis"),
            Kolom("jenis_identitas", "p.jenis_identitas"),
            Kolom("nomor_identitas", "p.nomor_identitas_samar"),
            Kolom("nama", "p.nama"),
            Kolom("tanggal_lahir", "p.tanggal_lahir", JenisKolom.TANGGAL),
            Kolom("jenis_kelamin", "p.jenis_kelamin"),
            Kolom("kewarganegaraan", "p.kewarganegaraan"),
            Kolom("telepon", "t.nilai_samar"),
            Kolom("email", "e.nilai_samar"),
            Kolom("npwp", "p.npwp_samar"),
            Kolom("pengkinian_pada", "p.pengkinian_pada", JenisKolom.WAKTU),
            Kolom("meninggal_pada", "p.meninggal_pada", JenisKolom.TANGGAL),
            Kolom("dibuat_pada", "p.dibuat_pada", JenisKolom.WAKTU),
        ],
        dari=f"accounts_peserta p {_kontak('t', 'TELEPON')} {_kontak('e', 'EMAIL')}",
        dari_hitung="accounts_peserta p",
        syarat="p.dibuat_pada < %(batas)s",
        urutan="p.id",
        keterangan=(
            "Kontak menurut keadaan pada akhir hari `per`; data diri lainnya menurut keadaan saat "
            "ekspor dibuat, karena hanya nilai terakhirnya yang disimpan di tabel ini."
        ),
    )
)
