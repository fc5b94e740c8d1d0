"""Exports of claims, payments, and the trail that joins claim, decision, book and bank."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.services.ekspor import Ekspor, JenisKolom, Kolom, Saringan, daftarkan
from klaim_jht.models import Klaim, Pembayaran, RiwayatStatus

ANGKA, RUPIAH, TANGGAL, WAKTU, BENAR = (
    JenisKolom.ANGKA,
    JenisKolom.RUPIAH,
    JenisKolom.TANGGAL,
    JenisKolom.WAKTU,
    JenisKolom.BENAR,
)


def _nomor(teks: str) -> str:
    if re.fullmatch(r"K[0-9]{8}-[0-9]{6,}", teks) is None:
        raise ValueError("nomor_bentuk")
    return teks


def _saat(kolom: str) -> str:
    """Leave out what had not happened yet when the day ended."""
    return f"CASE WHEN {kolom} < %(batas)s THEN {kolom} END"


# The newest move of a row before the day ended: its state as of that day.
_STATUS_KLAIM = (
    "LEFT JOIN LATERAL (SELECT r.ke FROM klaim_jht_riwayatstatus r WHERE r.klaim_id = k.id "
    "AND r.pembayaran_id IS NULL AND r.pada < %(batas)s ORDER BY r.id DESC LIMIT 1) s ON true"
)
_STATUS_BAYAR = (
    "LEFT JOIN LATERAL (SELECT r.ke FROM klaim_jht_riwayatstatus r WHERE r.pembayaran_id = b.id "
    "AND r.pada < %(batas)s ORDER BY r.id DESC LIMIT 1) s ON true"
)
_BANYAK_PESAN = (
    "JOIN LATERAL (SELECT count(*) FILTER (WHERE t.jenis = 'KIRIM') AS kirim, "
    "count(*) FILTER (WHERE t.jenis = 'TANYA') AS tanya FROM klaim_jht_percobaankirim t "
    "WHERE t.pembayaran_id = b.id AND t.dikirim_pada < %(batas)s) c ON true"
)
_KEPUTUSAN = (
    "LEFT JOIN LATERAL (SELECT x.* FROM klaim_jht_keputusanklaim x WHERE x.klaim_id = k.id "
    "AND x.dibuat_pada < %(batas)s ORDER BY x.id DESC LIMIT 1) d ON true"
)
_JURNAL = (
    "LEFT JOIN (SELECT y.*, split_part(y.rujukan, ':', 2)::bigint AS klaim_id, "
    "substring(y.rujukan FROM ':susulan:([0-9]+):')::int AS susulan_ke, "
    "substring(y.rujukan FROM ':bayar:([0-9]+)$')::int AS kali "
    "FROM saldo_jurnal y WHERE y.rujukan ~ '^klaim:[0-9]+:' AND y.dibukukan_pada < %(batas)s) j "
    "ON j.klaim_id = k.id "
    "LEFT JOIN LATERAL (SELECT sum(z.debit) AS jumlah FROM saldo_entrijurnal z "
    "WHERE z.jurnal_id = j.id) e ON true"
)
# A payout journal carries which payout it was: the n-th payment that succeeded, of the claim itself
# or of its later money number `susulan_ke`.
_DIBAYAR = (
    "LEFT JOIN (SELECT w.*, u.ke AS susulan_ke, "
    "row_number() OVER (PARTITION BY w.klaim_id, w.susulan_id ORDER BY w.ke) AS n "
    "FROM klaim_jht_pembayaran w LEFT JOIN klaim_jht_susulan u ON u.id = w.susulan_id "
    "WHERE w.berhasil_pada IS NOT NULL) b "
    "ON b.klaim_id = k.id AND b.n = j.kali AND b.susulan_ke IS NOT DISTINCT FROM j.susulan_ke"
)
# Where the bank's own statement shows that payment, as far as it was here when the day ended.
_KORAN = (
    "LEFT JOIN LATERAL (SELECT g.tanggal, g.nomor FROM klaim_jht_mutasibank g "
    "JOIN klaim_jht_rekeningkoran h ON h.id = g.koran_id WHERE g.referensi = b.partner_ref "
    "AND g.debit AND h.diterima_pada < %(batas)s ORDER BY g.id LIMIT 1) m ON true"
)
_DIAJUKAN = [
    Saringan(
        "diajukan_dari",
        _("Diajukan dari"),
        "k.diajukan_pada >= (%(diajukan_dari)s::date::timestamp AT TIME ZONE 'Asia/Jakarta')",
        date.fromisoformat,
        "date",
    ),
    Saringan("nomor", _("Nomor klaim"), "k.nomor = %(nomor)s", _nomor),
]

KLAIM = daftarkan(
    Ekspor(
        nama="klaim",
        judul=_("Klaim"),
        model=Klaim,
        kolom=[
            Kolom("id", "k.id", ANGKA),
            Kolom("nomor_klaim", "k.nomor"),
            Kolom("peserta_id", "p.id", ANGKA),
            Kolom("nomor_identitas", "p.nomor_identitas_samar"),
            Kolom("nama", "p.nama"),
            Kolom("alasan", "k.alasan"),
            Kolom("rute", "k.rute"),
            Kolom("status", "s.ke"),
            Kolom("bruto", "k.bruto", RUPIAH),
            Kolom("hasil_sementara", "k.hasil_sementara", RUPIAH),
            Kolom("pajak", "k.pajak", RUPIAH),
            Kolom("neto", "k.neto", RUPIAH),
            Kolom("bank", "q.nama_bank"),
            Kolom("nomor_rekening", "q.nomor_samar"),
            Kolom("diajukan_pada", "k.diajukan_pada", WAKTU),
            Kolom("janji_pada", "k.janji_pada", WAKTU),
            Kolom("dibayar_pada", _saat("k.dibayar_pada"), WAKTU),
        ],
        dari=(
            f"klaim_jht_klaim k {_STATUS_KLAIM} JOIN accounts_peserta p ON p.id = k.peserta_id "
            "LEFT JOIN pengkinian_rekening q ON q.id = k.rekening_id"
        ),
        dari_hitung="klaim_jht_klaim k",
        syarat="k.diajukan_pada < %(batas)s",
        urutan="k.id",
        saringan=_DIAJUKAN,
        keterangan=(
            "Klaim yang sudah diajukan, dengan status pada akhir hari `per`; rekening menurut "
            "keadaan saat ekspor dibuat."
        ),
    )
)

PEMBAYARAN = daftarkan(
    Ekspor(
        nama="pembayaran",
        judul=_("Pembayaran"),
        model=Pembayaran,
        kolom=[
            Kolom("id", "b.id", ANGKA),
            Kolom("nomor_klaim", "k.nomor"),
            Kolom("jenis", "b.jenis"),
            Kolom("ke", "b.ke", ANGKA),
            Kolom("referensi_kami", "b.partner_ref"),
            Kolom("status", "coalesce(s.ke, 'SIAP')"),
            Kolom("jumlah", "b.jumlah", RUPIAH),
            Kolom("bank", "q.nama_bank"),
            Kolom("nomor_rekening", "q.nomor_samar"),
            Kolom(
                "referensi_bank",
                "CASE WHEN b.berhasil_pada < %(batas)s THEN b.referensi_bank ELSE '' END",
            ),
            Kolom("pesan_kirim", "c.kirim", ANGKA),
            Kolom("pesan_tanya", "c.tanya", ANGKA),
            Kolom("dibuat_pada", "b.dibuat_pada", WAKTU),
            Kolom("dikirim_pada", _saat("b.dikirim_pada"), WAKTU),
            Kolom("berhasil_pada", _saat("b.berhasil_pada"), WAKTU),
        ],
        dari=(
            "klaim_jht_pembayaran b JOIN klaim_jht_klaim k ON k.id = b.klaim_id "
            f"JOIN pengkinian_rekening q ON q.id = b.rekening_id {_STATUS_BAYAR} {_BANYAK_PESAN}"
        ),
        dari_hitung="klaim_jht_pembayaran b",
        syarat="b.dibuat_pada < %(batas)s",
        urutan="b.id",
        saringan=_DIAJUKAN,
        keterangan="Setiap pembayaran satu baris, dengan status pada akhir hari `per`.",
    )
)

JEJAK = daftarkan(
    Ekspor(
        nama="jejak",
        judul=_("Jejak klaim sampai buku dan bank"),
        model=RiwayatStatus,
        kolom=[
            Kolom("nomor_klaim", "k.nomor"),
            Kolom("nomor_identitas", "p.nomor_identitas_samar"),
            Kolom("alasan", "k.alasan"),
            Kolom("status", "s.ke"),
            Kolom("diajukan_pada", "k.diajukan_pada", WAKTU),
            Kolom("keputusan_id", "d.id", ANGKA),
            Kolom("keputusan_boleh", "d.boleh", BENAR),
            Kolom("rute", "d.rute"),
            Kolom("diputus_untuk", "d.hari_ini", TANGGAL),
            Kolom("diputus_oleh", "d.pelaku_nama"),
            Kolom("wajah_id", "v.id", ANGKA),
            Kolom("wajah_diputus_pada", "v.diputus_pada", WAKTU),
            Kolom("jurnal_id", "j.id", ANGKA),
            Kolom("jenis_jurnal", "j.jenis"),
            Kolom("rujukan_jurnal", "j.rujukan"),
            Kolom("jumlah_jurnal", "coalesce(e.jumlah, 0)", RUPIAH),
            Kolom("tanggal_nilai", "j.tanggal_nilai", TANGGAL),
            Kolom("dibukukan_pada", "j.dibukukan_pada", WAKTU),
            Kolom("referensi_kami", "b.partner_ref"),
            Kolom("neto_dibayar", "coalesce(b.jumlah, 0)", RUPIAH),
            Kolom("referensi_bank", "b.referensi_bank"),
            Kolom("berhasil_pada", "b.berhasil_pada", WAKTU),
            Kolom("tanggal_koran", "m.tanggal", TANGGAL),
            Kolom("nomor_gerak_bank", "coalesce(m.nomor, '')"),
        ],
        dari=(
            f"klaim_jht_klaim k {_STATUS_KLAIM} JOIN accounts_peserta p ON p.id = k.peserta_id "
            f"{_KEPUTUSAN} LEFT JOIN pengkinian_hasilverifikasi v ON v.id = k.verifikasi_wajah_id "
            f"{_JURNAL} {_DIBAYAR} {_KORAN}"
        ),
        syarat="k.diajukan_pada < %(batas)s",
        urutan="k.id, j.id",
        saringan=_DIAJUKAN,
        keterangan=(
            "Satu baris per jurnal sebuah klaim: keputusan yang dibekukan, wajah, jurnal, lalu "
            "pembayaran, referensi bank, dan gerak rekening koran pada baris jurnal PEMBAYARAN."
        ),
    )
)
