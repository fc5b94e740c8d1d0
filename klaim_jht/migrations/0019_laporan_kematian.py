"""Reports that a participant died."""

import accounts.models.terenkripsi
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_kalender_kerja'),
        ('klaim_jht', '0018_kabar_hak'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LaporanKematian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jatuh_pada', models.DateTimeField(blank=True, null=True, verbose_name='jatuh tempo')),
                ('sewa_pemilik', models.CharField(blank=True, default='', max_length=64, verbose_name='dipegang oleh')),
                ('sewa_sampai', models.DateTimeField(blank=True, null=True, verbose_name='dipegang sampai')),
                ('percobaan', models.PositiveIntegerField(default=0, verbose_name='percobaan')),
                ('kode', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('status', models.CharField(default='MENUNGGU', max_length=12, verbose_name='status')),
                ('masukan', accounts.models.terenkripsi.JSONTerenkripsi(default=dict, verbose_name='masukan')),
                ('tanggal_kematian', models.DateField(verbose_name='tanggal kematian')),
                ('hubungan', models.CharField(choices=[('KELUARGA', 'Keluarga'), ('PERUSAHAAN', 'Perusahaan tempat bekerja'), ('LAIN', 'Kenalan, pengurus RT, atau lainnya')], max_length=10, verbose_name='hubungan pelapor')),
                ('pelapor_nama', accounts.models.terenkripsi.TeksTerenkripsi(null=True, verbose_name='nama pelapor')),
                ('pelapor_telepon', accounts.models.terenkripsi.TeksTerenkripsi(null=True, verbose_name='nomor HP pelapor')),
                ('bukti', models.CharField(blank=True, choices=[('', 'Belum ada'), ('DUKCAPIL', 'Dukcapil'), ('SURAT', 'Surat kematian yang dilihat petugas')], default='', max_length=8, verbose_name='bukti')),
                ('sebab', models.CharField(blank=True, default='', max_length=60, verbose_name='sebab')),
                ('akun_ditutup', models.BooleanField(default=False, verbose_name='akun ditutup oleh laporan ini')),
                ('catatan', models.CharField(blank=True, default='', max_length=500, verbose_name='catatan petugas')),
                ('dibuat_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dilaporkan pada')),
                ('diputus_pada', models.DateTimeField(blank=True, null=True, verbose_name='diputus pada')),
                ('dibantah_pada', models.DateTimeField(blank=True, null=True, verbose_name='dibantah pada')),
                ('peserta', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='laporan_kematian', to='accounts.peserta', verbose_name='peserta')),
                ('petugas', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='petugas')),
            ],
            options={
                'verbose_name': 'laporan kematian',
                'verbose_name_plural': 'laporan kematian',
                'indexes': [models.Index(condition=models.Q(('jatuh_pada__isnull', False)), fields=['jatuh_pada'], name='kematian_jatuh_tempo')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'DIBEKUKAN')), fields=('peserta',), name='kematian_satu_beku_per_peserta'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'DIBEKUKAN'), _negated=True), models.Q(('peserta__isnull', False), models.Q(('bukti', ''), _negated=True)), _connector='OR'), name='kematian_beku_dengan_bukti')],
            },
        ),
    ]
