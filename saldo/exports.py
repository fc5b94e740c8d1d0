"""Exports of contributions and of the book, identifiers masked."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.services.ekspor import Ekspor, JenisKolom, Kolom, Saringan, daftarkan
from saldo.models import EntriJurnal, Iuran


def _bulan(teks: str) -> date:
    """Read a month as browsers and people write it: 2026-11."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", teks) is None:
        raise ValueError("bulan_bentuk")
    return date.fromisoformat(f"{teks}-01")


def _npp(teks: str) -> str:
    if re.fullmatch(r"[0-9A-Z]{4,20}", teks) is None:
        raise ValueError("npp_bentuk")
    return teks


IURAN = daftarkan(
    Ekspor(
        nama="iuran",
        judul=_("Iuran"),
        model=Iuran,
        kolom=[
            Kolom("id", "i.id", JenisKolom.ANGKA),
            Kolom("npp", "w.npp"),
            Kolom("perusahaan", "w.nama"),
            Kolom("kpj", "k.kpj_samar"),
            Kolom("nik", "p.nomor_identitas_samar"),
            Kolom("nama", "p.nama"),
            Kolom("bulan", "i.bulan", JenisKolom.TANGGAL),
            Kolom("upah", "i.upah", JenisKolom.RUPIAH),
            Kolom("jht_pemberi_kerja", "i.jht_pemberi_kerja", JenisKolom.RUPIAH),
            Kolom("jht_pekerja", "i.jht_pekerja", JenisKolom.RUPIAH),
            Kolom("jp_pemberi_kerja", "i.jp_pemberi_kerja", JenisKolom.RUPIAH),
            Kolom("jp_pekerja", "i.jp_pekerja", JenisKolom.RUPIAH),
            Kolom("tanggal_bayar", "i.tanggal_bayar", JenisKolom.TANGGAL),
            Kolom("jurnal_id", "i.jurnal_id", JenisKolom.ANGKA),
            Kolom("berkas_id", "i.berkas_id", JenisKolom.ANGKA),
            Kolom("menggantikan_id", "i.menggantikan_id", JenisKolom.ANGKA),
            Kolom("dicatat_pada", "i.dibuat_pada", JenisKolom.WAKTU),
        ],
        dari=(
            "saldo_iuran i JOIN saldo_kepesertaan k ON k.id = i.kepesertaan_id "
            "JOIN accounts_peserta p ON p.id = k.peserta_id "
            "LEFT JOIN saldo_perusahaan w ON w.id = i.perusahaan_id"
        ),
        dari_hitung="saldo_iuran i",
        syarat=(
            "i.dibuat_pada < %(batas)s AND (i.berlaku OR EXISTS (SELECT 1 FROM saldo_iuran b "
            "WHERE b.menggantikan_id = i.id AND b.dibuat_pada >= %(batas)s))"
        ),
        urutan="i.id",
        saringan=[
            Saringan("bulan_dari", _("Bulan dari"), "i.bulan >= %(bulan_dari)s", _bulan, "month"),
            Saringan(
                "bulan_sampai", _("Bulan sampai"), "i.bulan <= %(bulan_sampai)s", _bulan, "month"
            ),
            Saringan("npp", _("NPP perusahaan"), "w.npp = %(npp)s", _npp),
        ],
        keterangan="Iuran yang berlaku pada akhir hari `per`; yang sudah dikoreksi tidak ikut.",
    )
)

JURNAL = daftarkan(
    Ekspor(
        nama="jurnal",
        judul=_("Jurnal"),
        model=EntriJurnal,
        kolom=[
            Kolom("entri_id", "e.id", JenisKolom.ANGKA),
            Kolom("jurnal_id", "j.id", JenisKolom.ANGKA),
            Kolom("rujukan", "j.rujukan"),
            Kolom("jenis_jurnal", "j.jenis"),
            Kolom("koreksi_dari_id", "j.koreksi_dari_id", JenisKolom.ANGKA),
            Kolom("keterangan", "j.keterangan"),
            Kolom("akun", "a.jenis"),
            Kolom("kpj", "k.kpj_samar"),
            Kolom("jenis", "e.jenis"),
            Kolom("tahun", "e.tahun", JenisKolom.ANGKA),
            Kolom("debit", "e.debit", JenisKolom.RUPIAH),
            Kolom("kredit", "e.kredit", JenisKolom.RUPIAH),
            Kolom("tanggal_nilai", "e.tanggal_nilai", JenisKolom.TANGGAL),
            Kolom("dibukukan_pada", "e.dibukukan_pada", JenisKolom.WAKTU),
        ],
        dari=(
            "saldo_entrijurnal e JOIN saldo_jurnal j ON j.id = e.jurnal_id "
            "JOIN saldo_akunbuku a ON a.id = e.akun_id "
            "LEFT JOIN saldo_kepesertaan k ON k.id = a.kepesertaan_id"
        ),
        dari_hitung="saldo_entrijurnal e",
        syarat="e.dibukukan_pada < %(batas)s",
        urutan="e.id",
        saringan=[
            Saringan(
                "nilai_dari",
                _("Bernilai dari"),
                "e.tanggal_nilai >= %(nilai_dari)s",
                date.fromisoformat,
                "date",
            ),
            Saringan(
                "nilai_sampai",
                _("Bernilai sampai"),
                "e.tanggal_nilai <= %(nilai_sampai)s",
                date.fromisoformat,
                "date",
            ),
        ],
        keterangan="Semua baris yang dibukukan sampai akhir hari `per`; debit sama dengan kredit.",
    )
)
