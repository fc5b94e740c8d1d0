from __future__ import annotations

from decimal import Decimal
from typing import Any

from klaim_jht.alur import KunciLangkah
from klaim_jht.rules.keputusan import Keputusan
from klaim_jht.views.dasar import Kerja, Langkah
from saldo.teks import kalimat_sementara


class Rincian(Langkah):
    """Gross, tax with how it comes about, net, and where it goes."""

    kunci = KunciLangkah.RINCIAN

    def konteks(self, kerja: Kerja) -> dict[str, Any]:
        assert kerja.pratinjau is not None
        rincian = kerja.pratinjau.rincian
        return {
            "rincian": rincian,
            "bagian": [
                {"dasar": satu.dasar, "tarif": persen(satu.tarif)}
                for satu in (rincian.bagian if rincian else ())
            ],
            "tambahan": persen(rincian.tambahan) if rincian and rincian.tambahan else "",
            "sementara": kalimat_sementara(kerja.pratinjau.sementara),
            "rekening": kerja.pratinjau.rekening,
            "persen_saldo": _persen_saldo(kerja.pratinjau.keputusan),
        }


def _persen_saldo(keputusan: Keputusan) -> str:
    """Return which part of the balance the reason pays, "" for all of it."""
    aturan = keputusan.ketentuan.untuk(keputusan.fakta.alasan)
    return persen(aturan.bagian) if aturan and aturan.bagian is not None else ""


def persen(bagian: Decimal) -> str:
    """Return a fraction as people read it: 0.05 is 5, 0.025 is 2,5."""
    return f"{(bagian * 100).normalize():f}".replace(".", ",")
