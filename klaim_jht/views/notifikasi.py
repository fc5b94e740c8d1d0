"""The door for the bank's notices: no session, no cookie; the signature alone opens it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from jmo.lib.galat import TidakDitemukan
from klaim_jht.services.notifikasi_bank import JAWABAN, NotifikasiDitolak, terima_notifikasi


@csrf_exempt
@require_POST
def notifikasi(request: HttpRequest) -> HttpResponse:
    try:
        terima_notifikasi(jalur=request.path, isi=request.body, kepala=request.headers)
    except NotifikasiDitolak:
        return JsonResponse(JAWABAN[401], status=401)
    except TidakDitemukan:
        return JsonResponse(JAWABAN[404], status=404)
    return JsonResponse(JAWABAN[200])
