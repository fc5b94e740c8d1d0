"""The chain of hashes over the journals, written once, and what the checks found."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


TABEL = ["saldo_segelbuku", "saldo_segeljurnal", "saldo_pemeriksaanbuku"]
MAJU = [
    f"""
    REVOKE UPDATE, DELETE, TRUNCATE ON {tabel} FROM jmo_aplikasi;
    CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON {tabel}
        FOR EACH STATEMENT EXECUTE FUNCTION tolak_ubah();
    """
    for tabel in TABEL
]
MUNDUR = [
    f"""
    DROP TRIGGER hanya_tambah ON {tabel};
    GRANT UPDATE, DELETE ON {tabel} TO jmo_aplikasi;
    """
    for tabel in TABEL
]


class Migration(migrations.Migration):

    dependencies = [
        ('saldo', '0004_ketentuan'),
    ]

    operations = [
        migrations.CreateModel(
            name='SegelBuku',
            fields=[
                ('nomor', models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name='nomor')),
                ('sebelumnya', models.BinaryField(max_length=32, verbose_name='sidik sebelumnya')),
                ('sidik', models.BinaryField(max_length=32, verbose_name='sidik')),
                ('banyak', models.PositiveIntegerField(verbose_name='banyak jurnal')),
                ('jurnal_terakhir', models.BigIntegerField(verbose_name='nomor jurnal terakhir')),
                ('disegel_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='disegel pada')),
            ],
            options={
                'verbose_name': 'segel buku',
                'verbose_name_plural': 'segel buku',
            },
        ),
        migrations.CreateModel(
            name='PemeriksaanBuku',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mulai_pada', models.DateTimeField(verbose_name='mulai')),
                ('selesai_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='selesai')),
                ('dipenuhi', models.BooleanField(verbose_name='semua dipenuhi')),
                ('rincian', models.JSONField(verbose_name='rincian')),
                ('pangkal', models.CharField(blank=True, default='', max_length=64, verbose_name='sidik terakhir')),
            ],
            options={
                'verbose_name': 'pemeriksaan buku',
                'verbose_name_plural': 'pemeriksaan buku',
                'indexes': [models.Index(fields=['-selesai_pada'], name='pemeriksaan_terbaru')],
            },
        ),
        migrations.CreateModel(
            name='SegelJurnal',
            fields=[
                ('jurnal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='segel_jurnal', serialize=False, to='saldo.jurnal')),
                ('sidik', models.BinaryField(max_length=32, verbose_name='sidik')),
                ('segel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jurnal', to='saldo.segelbuku')),
            ],
            options={
                'verbose_name': 'segel jurnal',
                'verbose_name_plural': 'segel jurnal',
            },
        ),
        *(migrations.RunSQL(maju, mundur) for maju, mundur in zip(MAJU, MUNDUR, strict=True)),
    ]
