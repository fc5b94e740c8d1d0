"""A participant's own report of a leaver, with its paper and an append-only history."""

import accounts.models.terenkripsi
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


MAJU = """
REVOKE UPDATE, DELETE, TRUNCATE ON saldo_riwayatlaporan FROM jmo_aplikasi;
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON saldo_riwayatlaporan
    FOR EACH STATEMENT EXECUTE FUNCTION tolak_ubah();
"""
MUNDUR = """
DROP TRIGGER hanya_tambah ON saldo_riwayatlaporan;
GRANT UPDATE, DELETE ON saldo_riwayatlaporan TO jmo_aplikasi;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('saldo', '0007_kredit_pengembangan'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='kepesertaan',
            name='pelapor',
            field=models.CharField(choices=[('PERUSAHAAN', 'Perusahaan'), ('PETUGAS', 'Petugas, atas laporan peserta'), ('PESERTA', 'Peserta sendiri')], db_default='PERUSAHAAN', default='PERUSAHAAN', max_length=10, verbose_name='berhenti menurut'),
        ),
        migrations.AddField(
            model_name='perusahaan',
            name='email',
            field=models.EmailField(blank=True, db_default='', default='', max_length=254, verbose_name='e-mail kontak'),
        ),
        migrations.CreateModel(
            name='LaporanBerhenti',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jatuh_pada', models.DateTimeField(blank=True, null=True, verbose_name='jatuh tempo')),
                ('sewa_pemilik', models.CharField(blank=True, default='', max_length=64, verbose_name='dipegang oleh')),
                ('sewa_sampai', models.DateTimeField(blank=True, null=True, verbose_name='dipegang sampai')),
                ('percobaan', models.PositiveIntegerField(default=0, verbose_name='percobaan')),
                ('tanggal_berhenti', models.DateField(verbose_name='tanggal berhenti')),
                ('sebab', models.CharField(choices=[('RESIGN', 'Mengundurkan diri'), ('PHK', 'PHK'), ('PKWT', 'Kontrak berakhir'), ('PENSIUN', 'Pensiun'), ('BPU_BERHENTI', 'Berhenti berusaha atau bekerja mandiri')], max_length=12, verbose_name='sebab')),
                ('tanggal_pernyataan', models.DateField(blank=True, null=True, verbose_name='tanggal surat pernyataan')),
                ('jenis_bukti', models.CharField(choices=[('PAKLARING', 'Surat keterangan kerja (paklaring)'), ('SURAT_PHK', 'Surat PHK'), ('KONTRAK', 'Perjanjian kerja yang sudah berakhir'), ('SURAT_LAIN', 'Surat lain'), ('TIDAK_ADA', 'Saya tidak punya surat')], max_length=10, verbose_name='bukti')),
                ('status', models.CharField(choices=[('MENUNGGU_PERUSAHAAN', 'Menunggu perusahaan'), ('MENUNGGU_PETUGAS', 'Menunggu petugas'), ('DIBANTAH', 'Dibantah perusahaan, menunggu petugas'), ('DITERIMA', 'Diterima'), ('DITOLAK', 'Ditolak'), ('DITARIK', 'Ditarik peserta')], max_length=20, verbose_name='status')),
                ('sebab_petugas', models.CharField(blank=True, choices=[('DIAM', 'Perusahaan tidak menjawab'), ('TUTUP', 'Perusahaan sudah tutup'), ('MENUNGGAK', 'Perusahaan menunggak iuran'), ('TANPA_PERUSAHAAN', 'Tidak ada perusahaan yang ditanya')], default='', max_length=16, verbose_name='mengapa petugas')),
                ('tenggat_perusahaan', models.DateField(null=True, verbose_name='perusahaan menjawab sampai')),
                ('tenggat_putusan', models.DateField(null=True, verbose_name='diputus paling lambat')),
                ('sidik_tautan', models.CharField(blank=True, default='', editable=False, max_length=64)),
                ('jawaban', models.CharField(blank=True, choices=[('BENAR', 'Benar'), ('TIDAK_BENAR', 'Tidak benar')], default='', max_length=11, verbose_name='jawaban perusahaan')),
                ('kata_perusahaan', accounts.models.terenkripsi.TeksTerenkripsi(null=True, verbose_name='kata perusahaan')),
                ('dijawab_lewat', models.CharField(blank=True, choices=[('TAUTAN', 'tautan di surat'), ('PETUGAS', 'dicatat petugas'), ('BERKAS', 'berkas iuran')], default='', max_length=7, verbose_name='dijawab lewat')),
                ('dijawab_pada', models.DateTimeField(blank=True, null=True, verbose_name='dijawab pada')),
                ('tanggapan', accounts.models.terenkripsi.TeksTerenkripsi(null=True, verbose_name='tanggapan peserta')),
                ('ditanggapi_pada', models.DateTimeField(blank=True, null=True, verbose_name='ditanggapi pada')),
                ('alasan_putusan', models.CharField(blank=True, default='', max_length=500, verbose_name='alasan putusan')),
                ('dibuat_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dilaporkan pada')),
                ('selesai_pada', models.DateTimeField(blank=True, null=True, verbose_name='selesai pada')),
                ('kepesertaan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='laporan_berhenti', to='saldo.kepesertaan')),
                ('perusahaan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='saldo.perusahaan')),
                ('petugas', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'laporan berhenti',
                'verbose_name_plural': 'laporan berhenti',
            },
        ),
        migrations.CreateModel(
            name='BuktiBerhenti',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tipe', models.CharField(choices=[('image/jpeg', 'JPEG'), ('application/pdf', 'PDF')], max_length=20, verbose_name='tipe')),
                ('isi', accounts.models.terenkripsi.BytesTerenkripsi(verbose_name='isi')),
                ('sidik', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('dibuat_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dibuat pada')),
                ('laporan', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='berkas', to='saldo.laporanberhenti')),
            ],
            options={
                'verbose_name': 'bukti berhenti',
                'verbose_name_plural': 'bukti berhenti',
            },
        ),
        migrations.CreateModel(
            name='RiwayatLaporan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dari', models.CharField(blank=True, default='', max_length=20, verbose_name='dari')),
                ('ke', models.CharField(choices=[('MENUNGGU_PERUSAHAAN', 'Menunggu perusahaan'), ('MENUNGGU_PETUGAS', 'Menunggu petugas'), ('DIBANTAH', 'Dibantah perusahaan, menunggu petugas'), ('DITERIMA', 'Diterima'), ('DITOLAK', 'Ditolak'), ('DITARIK', 'Ditarik peserta')], max_length=20, verbose_name='ke')),
                ('pelaku_jenis', models.CharField(max_length=10, verbose_name='pelaku')),
                ('pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='pada')),
                ('laporan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='riwayat', to='saldo.laporanberhenti')),
            ],
            options={
                'verbose_name': 'riwayat laporan berhenti',
                'verbose_name_plural': 'riwayat laporan berhenti',
            },
        ),
        migrations.AddIndex(
            model_name='laporanberhenti',
            index=models.Index(condition=models.Q(('status__in', ['DIBANTAH', 'MENUNGGU_PERUSAHAAN', 'MENUNGGU_PETUGAS'])), fields=['status', 'jatuh_pada'], name='laporan_berhenti_terbuka'),
        ),
        migrations.AddConstraint(
            model_name='laporanberhenti',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['DIBANTAH', 'MENUNGGU_PERUSAHAAN', 'MENUNGGU_PETUGAS'])), fields=('kepesertaan',), name='laporan_berhenti_satu_terbuka'),
        ),
        migrations.AddIndex(
            model_name='riwayatlaporan',
            index=models.Index(fields=['laporan', 'pada'], name='riwayat_laporan'),
        ),
        migrations.RunSQL(MAJU, MUNDUR),
    ]
