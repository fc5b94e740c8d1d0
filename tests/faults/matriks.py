"""The matrix of faults: each row, what must hold, and the tests that show it.

`docs/gangguan.md` is made from this; `python -m tests.faults` runs every test named here.
"""

from __future__ import annotations

from dataclasses import dataclass

F, K, B = "tests/faults/", "tests/klaim_jht/", "tests/balapan/"
BAYAR, MATI = f"{K}services/test_pembayaran.py", f"{K}services/test_pembayaran_mati.py"
PUTUSAN = f"{K}rules/tanggapan_bank/test_putusan.py"


@dataclass(frozen=True, slots=True)
class Baris:
    """One row; without tests it says why there are none."""

    kode: str
    gangguan: str
    harus: str
    uji: tuple[str, ...] = ()
    catatan: str = ""


MATRIKS = (
    Baris(
        "P1", "Worker killed before the message goes out",
        "paid once by the next worker; `make bench NAME=pulih` times it",
        (
            f"{MATI}::test_pekerja_lain_melanjutkan_dan_uang_sampai_sekali",
            f"{MATI}::test_yang_mungkin_terkirim_tidak_dikirim_lagi_oleh_mesin",
            f"{B}test_mati_mendadak.py::test_mati_sebelum_mengirim",
        ),
    ),
    Baris(
        "P2", "Worker killed after the bank booked, or while we book",
        "asked, then paid; one transfer in the bank's book",
        (
            f"{B}test_mati_mendadak.py::test_mati_selagi_bank_sudah_membukukan",
            f"{B}test_mati_mendadak.py::test_mati_selagi_kita_membukukan",
            f"{MATI}::test_mati_sesudah_dibukukan_tidak_membukukan_lagi",
        ),
    ),
    Baris(
        "P3", "Whole worker tree killed", "asked by another within 60 s, Redis not waited for",
        (f"{F}test_basis_data.py::test_p3_seluruh_pekerja_dibunuh_diteruskan_yang_lain",),
    ),
    Baris(
        "P4", "The bank takes it and answers after our patience", "no second transfer",
        (f"{BAYAR}::test_jawaban_yang_hilang_ditanyakan_bukan_dikirim_ulang",),
    ),
    Baris(
        "P5", "500 with and without booking, half, empty, double and lost answers, reset lines",
        "unknown, the hold kept; what was booked is found by asking",
        (
            f"{F}test_jawaban_rusak.py::test_p5_jawaban_hilang_terpotong_kosong_ganda_atau_galat",
            f"{BAYAR}::test_yang_tidak_pasti_tetap_ditahan",
            f"{BAYAR}::test_bank_putus_tidak_mengirim_apa_pun",
        ),
    ),
    Baris(
        "P6", "\"Not found\" for long, then success", "nothing released, no new reference",
        (
            f"{PUTUSAN}::test_14_menit_tidak_ditemukan_lalu_berhasil_tidak_melepas_apa_pun",
            f"{F}test_simulasi.py::test_bank_yang_membayar_ganda_tidak_dikirimi_lagi",
        ),
    ),
    Baris(
        "P7", "Success after refusal; money returned the next day",
        "an alarm, nothing booked silently; the money is held again, the person told",
        (
            f"{K}services/test_penyelesaian.py"
            "::test_sukses_setelah_ditolak_tidak_membukukan_dan_berbunyi",
            f"{K}services/test_penyelesaian.py::test_dana_yang_dikembalikan_bank_ditahan_lagi",
            f"{K}services/test_rekonsiliasi.py"
            "::test_yang_kembali_esok_hari_masuk_buku_dan_rekening_diminta_lagi",
            f"{K}services/test_terlambat.py"
            "::test_uang_yang_kembali_ditemukan_tanpa_rekening_koran",
        ),
    ),
    Baris(
        "P8", "The bank notifies twice, forged, too late",
        "the bank is asked, nothing else moves; what is forged is refused and logged",
        (
            f"{K}services/test_notifikasi_bank.py"
            "::test_yang_asli_membuat_bank_ditanya_dan_tidak_lebih",
            f"{K}services/test_notifikasi_bank.py::test_yang_berulang_ditolak_dan_tercatat",
            f"{K}services/test_notifikasi_bank.py"
            "::test_yang_palsu_atau_lama_ditolak_dan_tercatat",
        ),
    ),
    Baris(
        "P9", "Fifty presses of one button, two tabs", "one claim; the others are answered",
        (
            f"{F}test_proses.py::test_p9_lima_puluh_tekanan_satu_klaim",
            f"{K}services/test_pengajuan.py::test_enam_konfirmasi_bersamaan_satu_pembayaran",
        ),
    ),
    Baris(
        "P10", "The same key for something else", "refused, nothing written",
        (f"{K}services/test_pengajuan.py::test_kunci_klaim_lain_tidak_mengajukan_apa_pun",),
    ),
    Baris(
        "P11", "A message is given away again while its worker is at it", "one effect",
        (f"{F}test_broker.py::test_p11_pesan_yang_dibagikan_lagi_selagi_dikerjakan",),
    ),
    Baris(
        "P12", "The same message a hundred times", "one effect",
        (f"{F}test_broker.py::test_p12_pesan_yang_sama_seratus_kali",),
    ),
    Baris(
        "P13", "Redis down while people file", "filed in under a second; all paid afterwards",
        (f"{F}test_broker.py::test_p13_broker_mati_selagi_orang_mengajukan",),
    ),
    Baris(
        "P14", "Redis emptied", "rebuilt from the rows within 60 s",
        (f"{F}test_broker.py::test_p14_antrean_terhapus",),
    ),
    Baris(
        "P15", "Every connection to Redis cut twenty times", "consuming again within 60 s",
        (f"{F}test_broker.py::test_p15_sambungan_broker_diputus_berulang",),
    ),
    Baris(
        "P16", "Redis full", "people file all the same",
        (f"{F}test_broker.py::test_p16_broker_penuh",),
    ),
    Baris(
        "P17", "PostgreSQL stopped at once, under load",
        "whatever was answered is in the book; invariants",
        (f"{F}test_basis_data.py::test_p17_basis_data_mati_mendadak",),
        "Five stops, not twenty.",
    ),
    Baris(
        "P18", "Connections to PostgreSQL ended from outside", "no half claim, nothing twice",
        (f"{F}test_basis_data.py::test_p18_sambungan_basis_data_diputus",),
    ),
    Baris(
        "P19", "32 threads on five people's accounts", "no deadlock, no lost update",
        (
            f"{F}test_proses.py::test_p19_tiga_puluh_dua_utas_lima_rekening",
            f"{B}test_tahan_saldo.py::test_dua_tahanan_bersamaan_satu_berhasil_satu_dijawab",
        ),
    ),
    Baris(
        "P20", "Disk full", "refused, nothing half done, well again with room",
        (f"{F}test_cakram.py::test_p20_cakram_penuh_lalu_lapang",),
    ),
    Baris(
        "P21", "Two beats, two workers", "one effect",
        (f"{F}test_proses.py::test_p21_dua_beat_dua_pekerja",),
    ),
    Baris(
        "P22", "The yearly run twice, at once, killed", "one credit a card and year",
        (
            "tests/saldo/services/pengembangan/test_putaran.py"
            "::test_tiga_putaran_sekaligus_mengkreditkan_sekali",
            "tests/saldo/services/pengembangan/test_putaran.py"
            "::test_putaran_yang_dibunuh_dilanjutkan_dan_mengkreditkan_sekali",
        ),
    ),
    Baris(
        "P23", "A contribution file twice, or with a changed row",
        "no double; the change is a correction",
        (
            "tests/saldo/services/test_iuran.py"
            "::test_berkas_yang_sama_dua_kali_tidak_mengubah_apa_pun",
            "tests/saldo/services/test_iuran.py"
            "::test_baris_yang_berubah_menjadi_koreksi_yang_menunjuk_yang_lama",
        ),
    ),
    Baris(
        "P24", "Clocks that are wrong, midnights of three zones, 29 February",
        "deadlines by Jakarta; a worker with a wrong clock pays nothing twice",
        (
            f"{K}rules/test_janji_bayar.py::test_jeda_di_tengah_malam_tiga_zona_dan_hari_kabisat",
            f"{K}rules/test_janji_bayar.py"
            "::test_setiap_tengah_malam_dua_puluh_sembilan_februari_dijanjikan",
            f"{F}test_simulasi.py"
            "::test_riwayat_berbenih_tidak_membayar_dua_kali_dan_tidak_kehilangan",
        ),
    ),
    Baris(
        "P25", "A new version under load", "no failed request, no lost task",
        (f"{F}test_proses.py::test_p25_pasang_versi_baru_selagi_dipakai",),
        "Migrations are not part of it.",
    ),
    Baris(
        "P26", "Cards are merged while a claim is filed", "either order is right",
        (
            f"{B}test_penggabungan.py"
            "::test_menggabung_saat_mengajukan_berakhir_benar_mana_pun_yang_dahulu",
        ),
    ),
    Baris(
        "P27", "Facts change between reading and filing", "decided again inside the transaction",
        (
            f"{K}services/test_pengajuan.py::test_fakta_yang_berubah_menutup_jalan",
            f"{K}services/test_pengajuan.py::test_yang_dibaca_dan_yang_benar_kini_harus_sama",
        ),
    ),
    Baris(
        "P30", "Mail down", "queued, sent once, security first",
        (
            "tests/accounts/services/test_pengiriman.py"
            "::test_surat_mati_lalu_pulih_tetap_satu_pesan",
            "tests/accounts/services/test_pengiriman.py"
            "::test_sapuan_membunyikan_pesan_keamanan_lebih_dulu",
        ),
    ),
    Baris(
        "P31", "Restored from a dump", "balances and head of the chain are the same",
        (f"{F}test_basis_data.py::test_p31_dipulihkan_dari_cadangan",),
        "A dump, not the log: what came after it is not part of the test.",
    ),
    Baris(
        "P32", "Everything at random, from a seed", "paid once or waiting for a human; invariants",
        (
            f"{F}test_simulasi.py"
            "::test_riwayat_berbenih_tidak_membayar_dua_kali_dan_tidak_kehilangan",
        ),
    ),
    Baris(
        "P33", "A bank that pays the same reference twice", "no second transfer there",
        (
            f"{F}test_simulasi.py::test_bank_yang_membayar_ganda_tidak_dikirimi_lagi",
            f"{F}test_simulasi.py::test_penguji_melihat_pembayaran_ganda",
            f"{PUTUSAN}"
            "::test_bank_yang_belum_terbukti_menolak_ganda_tidak_pernah_dikirimi_ulang_oleh_mesin",
        ),
    ),
)  # fmt: skip


def tabel() -> str:
    """Return the matrix as the documentation shows it."""
    baris = ["| Row | Fault | Must hold | Shown by |", "|---|---|---|---|"]
    for satu in MATRIKS:
        uji = "<br>".join(f"`{nama.removeprefix('tests/')}`" for nama in satu.uji)
        tunjuk = " ".join(bagian for bagian in (uji, satu.catatan) if bagian)
        baris.append(f"| {satu.kode} | {satu.gangguan} | {satu.harus} | {tunjuk} |")
    return "\n".join(baris)
