"""Error codes of this app and their sentences: what is wrong, why, what to do next."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.rules.persetujuan import JenisPersetujuan

KALIMAT_GALAT: dict[str, object] = {
    "kode_salah": _(
        "Kode itu tidak cocok. Periksa pesan terakhir yang kami kirim; sisa percobaan: %(sisa)s."
    ),
    "kode_habis_percobaan": _(
        "Kode sudah salah diisi lima kali, jadi tidak berlaku lagi. Minta kode baru."
    ),
    "kode_kedaluwarsa": _("Kode sudah lewat lima menit. Minta kode baru, lalu isi segera."),
    "kode_tidak_berlaku": _(
        "Kode ini tidak berlaku lagi, karena sudah dipakai atau sudah diganti yang baru. "
        "Pakai kode dari pesan terakhir, atau minta kode baru."
    ),
    "kode_jeda": _("Kode baru saja dikirim. Bila belum sampai, minta lagi dalam %(detik)s detik."),
    "kode_batas_jam": _(
        "Sudah lima kode dikirim ke alamat ini dalam satu jam. Minta lagi setelah pukul %(jam)s, "
        "atau pakai alamat lain."
    ),
    "kontak_dipakai_lain": _(
        "Alamat ini juga dipakai peserta lain. Bila memang dipakai bersama keluarga, beri tanda "
        "pada pilihan itu, lalu kirim lagi; bila tidak, pakai alamat lain."
    ),
    "kontak_penuh": _(
        "Alamat ini sudah dipakai tiga peserta, jumlah paling banyak. Pakai alamat lain."
    ),
    "telepon_bentuk": _("Nomor HP tidak terbaca. Tulis misalnya 0812 3456 7890."),
    "telepon_bukan_seluler": _("Nomor ini bukan nomor HP. Tulis nomor yang dapat menerima SMS."),
    "surel_bentuk": _("Alamat e-mail tidak terbaca. Tulis misalnya nama@contoh.id."),
    "nik_digit": _("NIK terdiri atas 16 angka. Lihat bagian atas KTP Anda."),
    "nik_provinsi": _("Dua angka pertama NIK bukan kode provinsi. Periksa lagi pada KTP Anda."),
    "nik_tanggal": _("Angka ke-7 sampai ke-12 pada NIK bukan tanggal. Periksa lagi."),
    "nik_urut": _("Empat angka terakhir NIK tidak mungkin 0000. Periksa lagi."),
    "kk_digit": _("Nomor KK terdiri atas 16 angka. Lihat bagian atas Kartu Keluarga."),
    "kk_provinsi": _("Dua angka pertama nomor KK bukan kode provinsi. Periksa lagi."),
    "kk_urut": _("Empat angka terakhir nomor KK tidak mungkin 0000. Periksa lagi."),
    "npwp_bentuk": _("NPWP terdiri atas 15 atau 16 angka. Kosongkan bila Anda tidak punya."),
    "npwp_angka_periksa": _("Ada angka yang keliru pada NPWP. Periksa lagi pada kartu Anda."),
    "npwp_bukan_nik_anda": _("NPWP 16 angka adalah NIK Anda sendiri. Periksa lagi."),
    "paspor_bentuk": _("Nomor paspor terdiri atas 6 sampai 20 huruf dan angka."),
    "persetujuan_tidak_ada": _("Persetujuan itu tidak ada, atau bukan milik Anda."),
    "persetujuan_tidak_dapat_ditarik": _(
        "Pernyataan ini tidak dapat ditarik, karena layanan tidak berjalan tanpanya. "
        "Untuk keberatan, hubungi Layanan Masyarakat 175."
    ),
    "peserta_tidak_ada": _("Akun ini bukan akun peserta, jadi halaman itu tidak ada isinya."),
    "peserta_sudah_ada": _("Orang dengan nomor identitas itu sudah tercatat."),
    "terlalu_sering_mendaftar": _(
        "Sudah banyak permintaan akun dari jaringan ini. Coba lagi satu jam lagi, atau pakai "
        "jaringan lain."
    ),
    "telepon_belum_terbukti": _(
        "Nomor HP Anda belum terbukti, atau kodenya sudah lewat 30 menit. Mulailah dari nomor HP."
    ),
    "kata_sandi_lemah": _(
        "Kata sandi itu terlalu mudah ditebak. Pakai sedikitnya 8 huruf atau angka yang tidak "
        "berhubungan dengan nama Anda; beberapa kata yang Anda ingat juga baik."
    ),
    "daftar_tidak_dapat": _(
        "Data ini tidak dapat dipakai untuk akun baru di sini. Bila Anda sudah pernah mempunyai "
        "akun, masuklah dengan akun itu. Bila tidak, hubungi Layanan Masyarakat 175 atau datang ke "
        "kantor cabang."
    ),
    "peserta_sudah_berakun": _("Peserta ini sudah mempunyai akun lain."),
    "nama_pengguna_dipakai": _("Nama pengguna itu sudah dipakai. Pilih nama lain."),
    "nama_pengguna_bentuk": _(
        "Nama pengguna tidak boleh memakai tanda @, kecuali sama dengan alamat e-mail Anda."
    ),
    "bahasa_asing": _("Bahasa itu belum tersedia. Pilih Bahasa Indonesia atau English."),
    "email_dipakai": _("Alamat e-mail itu sudah dipakai akun lain."),
    "pesan_tidak_ada": _("Pemberitahuan itu tidak ada, atau bukan milik Anda."),
    "pesan_tidak_dapat_dikirim_ulang": _(
        "Pesan ini tidak dapat dikirim ulang: masih menunggu giliran, atau isinya kode yang sudah "
        "kedaluwarsa."
    ),
    "ekspor_tidak_ada": _("Ekspor itu tidak ada."),
    "ekspor_per_di_depan": _("Tanggal itu belum tiba. Pilih hari ini atau sebelumnya."),
    "ekspor_saringan_asing": _("Saringan itu tidak dikenal untuk ekspor ini."),
    "ekspor_saringan_bentuk": _("Isian ini tidak terbaca. Periksa bentuknya, atau kosongkan."),
    "kalender_hari_sudah_ada": _(
        "Hari itu sudah ada di kalender. Tarik kembali barisnya lebih dahulu."
    ),
    "kalender_hari_tidak_ada": _("Baris kalender itu sudah ditarik."),
    "kalender_tahun_sudah_ada": _("Tahun itu sudah dicocokkan."),
    "kpj_bentuk": _("Nomor kartu peserta terdiri atas 11 angka atau huruf. Lihat kartu Anda."),
    "pulih_batas_jam": _(
        "NIK ini sudah dicari lima kali dalam satu jam. Coba lagi satu jam lagi, atau hubungi "
        "Layanan Masyarakat 175."
    ),
    "pulih_kedaluwarsa": _("Waktu untuk membuat kata sandi sudah lewat. Mulai lagi dari awal."),
    "pulih_tidak_ada": _("Permintaan itu tidak ada lagi. Mulai lagi dari awal."),
    "pemulihan_tidak_cocok": _("Tidak ada akun dengan NIK dan nomor kartu itu."),
    "pemulihan_sudah_terbuka": _("Akun ini sudah mempunyai kasus yang terbuka."),
    "pemulihan_berubah": _("Kasus ini sudah berpindah. Muat ulang halamannya."),
    "pemulihan_fakta_kurang": _(
        "Jawaban tidak cukup. Setelah dua kali kasus ditutup, dan penelepon datang ke kantor "
        "cabang."
    ),
    "petugas_empat_mata": _("Anda yang mengerjakan kasus ini; penyelia lain yang menyetujuinya."),
    "bukan_saya_tanda": _(
        "Tautan itu tidak utuh. Salin seluruhnya dari pesan kami, atau hubungi Layanan "
        "Masyarakat 175."
    ),
    "bukan_saya_kedaluwarsa": _(
        "Tautan ini berlaku sepuluh hari dan sudah lewat. Hubungi Layanan Masyarakat 175; "
        "laporan Anda tetap kami terima."
    ),
    "bukan_saya_sudah_ditutup": _("Laporan itu sudah ditutup petugas lain."),
    "petugas_sendiri": _("Ini akun Anda sendiri; petugas lain yang harus mengerjakannya."),
    "pulih_perlu_bukti": _(
        "Akun ini baru dipulihkan. Semua dapat dilihat, tetapi kontak dan rekening baru dapat "
        "diganti setelah wajah Anda diperiksa, atau setelah Anda datang ke kantor cabang."
    ),
    "pulih_tenang": _(
        "Akun ini baru dipulihkan. Kontak dan rekening dapat diganti lagi setelah pukul %(jam)s."
    ),
    "sesi_tidak_ada": _("Sesi itu sudah berakhir, atau bukan milik Anda."),
    "kunci_sandi_tidak_ada": _("Kunci sandi itu tidak ada, atau bukan milik Anda."),
    "perangkat_tidak_ada": _("Perangkat itu tidak ada, atau bukan milik Anda."),
}

JUDUL_PERSETUJUAN: dict[JenisPersetujuan, object] = {
    JenisPersetujuan.LAYANAN: _("Pemakaian layanan dan data"),
    JenisPersetujuan.WAJAH: _("Pemeriksaan wajah"),
    JenisPersetujuan.TEMPLATE_WAJAH: _("Penyimpanan ciri wajah"),
    JenisPersetujuan.PERNYATAAN_PENGKINIAN: _("Pernyataan kebenaran data"),
}
