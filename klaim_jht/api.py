"""Claims for machines of the participant: what the pages show, as JSON. Reading only."""

from __future__ import annotations

import uuid
from typing import Any

from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Akun
from accounts.selectors import ambil_peserta_akun
from jmo.lib.galat import TidakDitemukan
from klaim_jht.models import Klaim
from klaim_jht.rules.status import STATUS_SELESAI, StatusKlaim
from klaim_jht.selectors import (
    ambil_klaim_milik,
    boleh_dibatalkan,
    daftar_klaim_milik,
    jam_klaim,
    klaim_terbuka,
    pembayaran_terakhir,
    riwayat_klaim,
)
from klaim_jht.teks import LANGKAH_BERIKUT, STATUS


def _akun(request: Request) -> Akun:
    assert isinstance(request.user, Akun)
    return request.user


class RingkasSerializer(serializers.Serializer[Any]):
    """One claim in a line; amounts in whole rupiah."""

    kode = serializers.UUIDField()
    nomor = serializers.CharField(allow_null=True)
    status = serializers.CharField()
    kalimat = serializers.CharField()
    alasan = serializers.CharField()
    bruto = serializers.IntegerField(allow_null=True)
    # Part of bruto: the return of the running year, at a rate that is not final.
    hasil_sementara = serializers.IntegerField(allow_null=True)
    pajak = serializers.IntegerField(allow_null=True)
    neto = serializers.IntegerField(allow_null=True)
    diajukan_pada = serializers.DateTimeField(allow_null=True)
    dibayar_pada = serializers.DateTimeField(allow_null=True)


def _ringkas(klaim: Klaim) -> dict[str, Any]:
    bidang = ("kode", "nomor", "status", "alasan", "bruto", "hasil_sementara", "pajak", "neto",
              "diajukan_pada", "dibayar_pada")  # fmt: skip
    return {nama: getattr(klaim, nama) for nama in bidang} | {"kalimat": STATUS[klaim.status]}


class DaftarKlaimApi(APIView):
    """The open claim, and the claims of before."""

    @extend_schema_serializer(component_name="KlaimDaftar")
    class Keluaran(serializers.Serializer[Any]):
        terbuka = RingkasSerializer(allow_null=True)
        lama = RingkasSerializer(many=True)

    @extend_schema(operation_id="klaim_daftar", responses=Keluaran)
    def get(self, request: Request) -> Response:
        akun = _akun(request)
        terbuka = klaim_terbuka(ambil_peserta_akun(akun))
        lama = [_ringkas(k) for k in daftar_klaim_milik(akun) if terbuka is None or k != terbuka]
        isi = {"terbuka": _ringkas(terbuka) if terbuka else None, "lama": lama}
        return Response(self.Keluaran(isi).data)


class StatusKlaimApi(APIView):
    """One claim with its clock, history and payment."""

    @extend_schema_serializer(component_name="KlaimStatus")
    class Keluaran(RingkasSerializer):
        class Butir(serializers.Serializer[Any]):
            ke = serializers.CharField()
            pada = serializers.DateTimeField()
            pelaku = serializers.ChoiceField(["AKUN", "PETUGAS", "TUGAS", "SISTEM"])

        class Bayar(serializers.Serializer[Any]):
            status = serializers.CharField()
            referensi_kami = serializers.CharField()
            referensi_bank = serializers.CharField(allow_blank=True)
            rekening = serializers.CharField()
            jatuh_pada = serializers.DateTimeField(allow_null=True)

        berikut = serializers.CharField(allow_blank=True)
        janji_pada = serializers.DateTimeField(allow_null=True)
        jam_berhenti = serializers.BooleanField()
        dapat_dibatalkan = serializers.BooleanField()
        riwayat = Butir(many=True)
        pembayaran = Bayar(allow_null=True)

    @extend_schema(operation_id="klaim_status", responses=Keluaran)
    def get(self, request: Request, kode: uuid.UUID) -> Response:
        klaim = ambil_klaim_milik(_akun(request), kode, untuk="baca")
        if klaim.status == StatusKlaim.DRAF:
            raise TidakDitemukan("klaim_tidak_ada")
        riwayat = riwayat_klaim(klaim)
        selesai = klaim.status in STATUS_SELESAI
        jam = None if selesai else jam_klaim(klaim, riwayat, kini=timezone.now())
        isi = _ringkas(klaim) | {
            "berikut": LANGKAH_BERIKUT.get(klaim.status, ""),
            "janji_pada": jam.paling_lambat if jam else None,
            "jam_berhenti": jam.berhenti if jam else False,
            "dapat_dibatalkan": boleh_dibatalkan(klaim),
            "riwayat": [
                {"ke": satu.ke, "pada": satu.pada, "pelaku": satu.pelaku_jenis}
                for satu in riwayat
                if satu.pembayaran_id is None
            ],
            "pembayaran": _bayar(klaim),
        }
        return Response(self.Keluaran(isi).data)


def _bayar(klaim: Klaim) -> dict[str, Any] | None:
    bayar = pembayaran_terakhir(klaim)
    if bayar is None:
        return None
    return {
        "status": bayar.status,
        "referensi_kami": bayar.partner_ref,
        "referensi_bank": bayar.referensi_bank,
        "rekening": str(bayar.rekening),
        "jatuh_pada": bayar.jatuh_pada,
    }


app_name = "api_klaim"
urlpatterns = [
    path("", DaftarKlaimApi.as_view(), name="daftar"),
    path("<uuid:kode>/", StatusKlaimApi.as_view(), name="status"),
]
