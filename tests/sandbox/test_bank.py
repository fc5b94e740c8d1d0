"""The bank's gate and its book, asked by hand: what our own client would never send."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from jmo.gateways.bank_snap import buat_external_id
from jmo.gateways.hasil import Berhasil
from jmo.sandbox.bank import BankServer
from jmo.sandbox.bank.skenario import SKENARIO
from jmo.sandbox.kunci import PasanganKunci
from tests.sandbox.alat_bank import RAHASIA, TUNDA_SINGKAT, Bank, bank_contoh, siapkan

pytest_plugins = ("tests.sandbox.perlengkapan_bank",)
TOKEN = "/v1.0/access-token/b2b"
TRANSFER = "/v1.0/transfer-interbank"
JENIS_IZIN = b'{"grantType":"client_credentials"}'
Jawaban = tuple[int, dict[str, Any]]


def waktu(selisih: float = 0) -> str:
    return (datetime.now(UTC) + timedelta(seconds=selisih)).isoformat(timespec="seconds")


@dataclass
class Tangan:
    """Signs and sends by hand, so that each part can be wrong."""

    bank: Bank
    token: str = ""

    def kirim(
        self, jalur: str, isi: bytes, kepala: dict[str, str], metode: str = "POST"
    ) -> Jawaban:
        sambungan = http.client.HTTPConnection("127.0.0.1", self.bank.server.port, timeout=5)
        try:
            sambungan.request(metode, jalur, isi, kepala)
            jawaban = sambungan.getresponse()
            return jawaban.status, json.loads(jawaban.read())
        finally:
            sambungan.close()

    def minta_token(
        self, isi: bytes = b'{"grantType":"client_credentials"}', **ubah: str
    ) -> Jawaban:
        saat = ubah.pop("saat", waktu())
        kunci = serialization.load_pem_private_key(self.bank.kunci.berkas_privat.read_bytes(), None)
        assert isinstance(kunci, RSAPrivateKey)
        tanda = kunci.sign(f"jmo-contoh|{saat}".encode(), padding.PKCS1v15(), hashes.SHA256())
        kepala = {
            "X-TIMESTAMP": saat,
            "X-CLIENT-KEY": "jmo-contoh",
            "X-SIGNATURE": base64.b64encode(tanda).decode(),
        }
        status, objek = self.kirim(TOKEN, isi, kepala | ubah)
        self.token = objek.get("accessToken", self.token)
        return status, objek

    def panggil(self, jalur: str, isi: dict[str, Any] | bytes, **ubah: str) -> Jawaban:
        mentah = isi if isinstance(isi, bytes) else json.dumps(isi, separators=(",", ":")).encode()
        saat = ubah.pop("saat", waktu())
        sidik = hashlib.sha256(ubah.pop("ditandatangani", mentah.decode()).encode()).hexdigest()
        teks = f"POST:{jalur}:{self.token}:{sidik}:{saat}"
        tanda = hmac.new(RAHASIA.encode(), teks.encode(), hashlib.sha512).digest()
        kepala = {
            "Authorization": f"Bearer {self.token}",
            "X-TIMESTAMP": saat,
            "X-SIGNATURE": base64.b64encode(tanda).decode(),
            "X-PARTNER-ID": "JMO0001",
            "X-EXTERNAL-ID": buat_external_id(datetime.now(UTC)),
            "CHANNEL-ID": "95001",
        }
        kepala |= {nama.replace("_", "-"): nilai for nama, nilai in ubah.items()}
        return self.kirim(jalur, mentah, {n: v for n, v in kepala.items() if v})


@pytest.fixture
def tangan(bank: Bank) -> Tangan:
    hasil = Tangan(bank)
    assert hasil.minta_token()[1]["responseCode"] == "2007300"
    return hasil


def transfer(**ubah: Any) -> dict[str, Any]:
    isi: dict[str, Any] = {
        "partnerReferenceNo": "REF-1",
        "amount": {"value": "1000.00", "currency": "IDR"},
        "beneficiaryAccountName": "SITI CONTOH",
        "beneficiaryAccountNo": "001234567890000",
        "beneficiaryBankCode": "002",
        "sourceAccountNo": "9990001112223",
        "transactionDate": waktu(),
    }
    return {nama: nilai for nama, nilai in (isi | ubah).items() if nilai is not None}


# --- Gate: token ---


def test_token_umur_sebagai_teks(tangan: Tangan) -> None:
    status, objek = tangan.minta_token()
    assert (status, objek["tokenType"], objek["expiresIn"]) == (200, "Bearer", "900")


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        ({"X-CLIENT-KEY": ""}, "4007302"),
        ({"X-SIGNATURE": ""}, "4007302"),
        ({"X-TIMESTAMP": ""}, "4007302"),
        ({"X-TIMESTAMP": "kemarin"}, "4007301"),
        ({"saat": "-301"}, "4007301"),
        ({"saat": "400"}, "4007301"),
        ({"X-CLIENT-KEY": "lain"}, "4017300"),
        ({"X-SIGNATURE": "AAAA"}, "4017300"),
        ({"X-SIGNATURE": "bukan base64!"}, "4017300"),
    ],
)
def test_token_ditolak(tangan: Tangan, ubah: dict[str, str], kode: str) -> None:
    if "saat" in ubah:
        ubah = {"saat": waktu(float(ubah["saat"]))}
    status, objek = tangan.minta_token(JENIS_IZIN, **ubah)
    assert (str(status), objek["responseCode"]) == (kode[:3], kode)
    assert "accessToken" not in objek


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        (b"", "4007300"),
        (b"[]", "4007300"),
        (b"{}", "4007302"),
        (b'{"grantType":"password"}', "4007300"),
    ],
)
def test_token_hanya_untuk_client_credentials(tangan: Tangan, isi: bytes, kode: str) -> None:
    assert tangan.minta_token(isi)[1]["responseCode"] == kode


# --- Gate: transactions, in the order of the checks ---


@pytest.mark.parametrize(
    "kepala",
    ["Authorization", "X_TIMESTAMP", "X_SIGNATURE", "X_PARTNER_ID", "X_EXTERNAL_ID", "CHANNEL_ID"],
)
def test_setiap_kepala_wajib(tangan: Tangan, kepala: str) -> None:
    assert tangan.panggil(TRANSFER, transfer(), **{kepala: ""})[1]["responseCode"] == "4001802"


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        ({"saat": "2026-01-02 09:00:00"}, "4001801"),
        ({"saat": "2026-13-02T09:00:00+07:00"}, "4011800"),
        ({"saat": "-301"}, "4011800"),
        ({"saat": "400"}, "4011800"),
        ({"Authorization": "Bearer lain"}, "4011803"),
        ({"Authorization": "Basic x"}, "4011803"),
        ({"X_SIGNATURE": "x"}, "4011800"),
        ({"CHANNEL_ID": "95002"}, "4011800"),
        ({"X_PARTNER_ID": "LAIN"}, "4041816"),
        ({"X_EXTERNAL_ID": "abc"}, "4001801"),
        ({"X_EXTERNAL_ID": "1" * 37}, "4001801"),
        ({"ditandatangani": "{}"}, "4011800"),
    ],
)
def test_gerbang_menolak(tangan: Tangan, ubah: dict[str, str], kode: str) -> None:
    if ubah.get("saat", "").lstrip("-").isdigit():
        ubah = {"saat": waktu(float(ubah["saat"]))}
    tangan.bank.rekening("001234567890000")
    status, objek = tangan.panggil(TRANSFER, transfer(), **ubah)
    assert (str(status), objek["responseCode"]) == (kode[:3], kode)
    assert tangan.bank.dibukukan("REF-1") == []


def test_token_kedaluwarsa(tangan: Tangan) -> None:
    tangan.bank.kendali("POST", "cabut_token")
    assert tangan.panggil(TRANSFER, transfer())[1]["responseCode"] == "4011801"


def test_tanda_tangan_diperiksa_atas_isi_yang_dipadatkan(tangan: Tangan) -> None:
    tangan.bank.rekening("001234567890000", nama="SITI  CONTOH")
    longgar = json.dumps(transfer(beneficiaryAccountName='SITI  "C" \\'), indent=2).encode()
    padat = json.dumps(json.loads(longgar), separators=(",", ":"))
    status, objek = tangan.panggil(TRANSFER, longgar, ditandatangani=padat)
    assert (status, objek["responseCode"]) == (200, "2001800")


def test_external_id_terpakai_walau_isinya_keliru(tangan: Tangan) -> None:
    pertama = tangan.panggil(TRANSFER, b"bukan-json", X_EXTERNAL_ID="77")
    kedua = tangan.panggil(TRANSFER, transfer(), X_EXTERNAL_ID="77")
    assert pertama[1]["responseCode"] == "4001800"
    assert kedua[1]["responseCode"] == "4091800"


def test_external_id_boleh_dipakai_lagi_esok_hari(tangan: Tangan) -> None:
    tangan.bank.rekening("001234567890000")
    buku = tangan.bank.server._buku
    assert tangan.panggil(TRANSFER, transfer(), X_EXTERNAL_ID="77")[0] == 200
    with buku.transaksi():
        buku.db.execute("UPDATE pesan SET tanggal = date(tanggal, '-1 day')")
    isi = transfer(partnerReferenceNo="REF-2")
    assert tangan.panggil(TRANSFER, isi, X_EXTERNAL_ID="77")[0] == 200


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        ({"partnerReferenceNo": None}, "4001802"),
        ({"partnerReferenceNo": "R" * 65}, "4001801"),
        ({"partnerReferenceNo": 7}, "4001801"),
        ({"amount": None}, "4001802"),
        ({"amount": "1000.00"}, "4001801"),
        ({"amount": {"value": "1000.00", "currency": "USD"}}, "4001801"),
        ({"amount": {"value": "1000", "currency": "IDR"}}, "4001801"),
        ({"amount": {"value": "-1.00", "currency": "IDR"}}, "4001801"),
        ({"amount": {"currency": "IDR"}}, "4001802"),
        ({"amount": {"value": "0.00", "currency": "IDR"}}, "4041813"),
        ({"amount": {"value": "10.50", "currency": "IDR"}}, "4041813"),
        ({"beneficiaryAccountName": None}, "4001802"),
        ({"beneficiaryAccountNo": None}, "4001802"),
        ({"beneficiaryAccountNo": "1" * 35}, "4001801"),
        ({"beneficiaryBankCode": None}, "4001802"),
        ({"beneficiaryBankCode": "008"}, "4041802"),
        ({"sourceAccountNo": None}, "4001802"),
        ({"sourceAccountNo": "1"}, "4031815"),
        ({"transactionDate": "2026-01-02"}, "4001801"),
        ({"beneficiaryAccountNo": "404"}, "4041811"),
        ({"amount": {"value": "9999999999999.00", "currency": "IDR"}}, "2001800"),
    ],
)
def test_bidang_transfer(tangan: Tangan, ubah: dict[str, Any], kode: str) -> None:
    tangan.bank.rekening("001234567890000")
    assert tangan.panggil(TRANSFER, transfer(**ubah))[1]["responseCode"] == kode
    assert len(tangan.bank.dibukukan("REF-1")) == (kode == "2001800")


def test_saldo_dana_tidak_cukup(tangan: Tangan) -> None:
    tangan.bank.rekening("001234567890000")
    besar = {"value": "9999999999999.00", "currency": "IDR"}
    assert tangan.panggil(TRANSFER, transfer(amount=besar))[0] == 200
    hasil = tangan.panggil(TRANSFER, transfer(partnerReferenceNo="REF-2"))
    assert hasil[1]["responseCode"] == "4031814"
    assert tangan.bank.buku()["saldo_dana"] == 1


def test_proses_tertunda_gagal_bila_dana_habis_sebelumnya(tangan: Tangan) -> None:
    tangan.bank.rekening("001234567890001")
    tangan.bank.rekening("001234567890000")
    tertunda = transfer(beneficiaryAccountNo="001234567890001")
    assert tangan.panggil(TRANSFER, tertunda)[1]["responseCode"] == "2021800"
    besar = {"value": "9999999999999.00", "currency": "IDR"}
    isi = transfer(amount=besar, partnerReferenceNo="REF-2")
    assert tangan.panggil(TRANSFER, isi)[0] == 200
    time.sleep(TUNDA_SINGKAT.proses + 0.1)
    (pertama, _) = tangan.bank.buku()["transfer"]
    assert pertama["keadaan"] == "06"
    assert tangan.bank.dibukukan("REF-1") == []


def test_pesan_ulang_saat_diproses_dijawab_diproses(tangan: Tangan) -> None:
    tangan.bank.rekening("001234567890010")
    isi = transfer(beneficiaryAccountNo="001234567890010")
    assert tangan.panggil(TRANSFER, isi)[1]["responseCode"] == "2021800"
    assert tangan.panggil(TRANSFER, isi)[1]["responseCode"] == "2021800"
    assert len(tangan.bank.buku()["transfer"]) == 1


def test_referensi_yang_gagal_boleh_dicoba_lagi(tangan: Tangan) -> None:
    tangan.bank.rekening("001234567890012")
    isi = transfer(beneficiaryAccountNo="001234567890012")
    tangan.panggil(TRANSFER, isi)
    tangan.bank.rekening("001234567890012", skenario="0000")
    assert tangan.panggil(TRANSFER, isi)[1]["responseCode"] == "2001800"
    assert tangan.bank.dibukukan("REF-1") == [-1000]


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        ({"serviceCode": None}, "4003602"),
        ({"originalPartnerReferenceNo": None}, "4003602"),
        ({"originalExternalId": "1" * 33}, "4003601"),
        ({"originalPartnerReferenceNo": "LAIN"}, "4043601"),
        ({}, "2003600"),
    ],
)
def test_bidang_status(tangan: Tangan, ubah: dict[str, Any], kode: str) -> None:
    tangan.bank.rekening("001234567890000")
    tangan.panggil(TRANSFER, transfer())
    isi = {"serviceCode": "18", "originalPartnerReferenceNo": "REF-1"} | ubah
    isi = {nama: nilai for nama, nilai in isi.items() if nilai is not None}
    assert tangan.panggil("/v1.0/transfer/status", isi)[1]["responseCode"] == kode


def test_status_dengan_referensi_bank(tangan: Tangan) -> None:
    tangan.bank.rekening("001234567890000")
    _, objek = tangan.panggil(TRANSFER, transfer())
    isi = {"serviceCode": "18", "originalReferenceNo": objek["referenceNo"]}
    _, status = tangan.panggil("/v1.0/transfer/status", isi)
    assert status["originalPartnerReferenceNo"] == "REF-1"
    assert status["latestTransactionStatus"] == "00"


def test_jalur_dan_metode_yang_tak_dikenal(tangan: Tangan) -> None:
    assert tangan.kirim("/v1.0/lain", b"", {})[0] == 404
    status, objek = tangan.kirim(TRANSFER, b"", {}, metode="GET")
    assert (status, objek["responseCode"]) == (405, "4051801")


# --- Options ---


def test_batas_laju_menjawab_429(tmp_path: Path, kunci: PasanganKunci) -> None:
    with bank_contoh(tmp_path, kunci, batas_per_detik=2) as bank:
        tangan = Tangan(bank)
        kode = {tangan.minta_token()[1]["responseCode"] for _ in range(8)}
    assert "4297300" in kode


def test_batas_jumlah_antarbank(tmp_path: Path, kunci: PasanganKunci) -> None:
    with bank_contoh(tmp_path, kunci, batas_antarbank=999) as bank:
        bank.rekening("001234567890000")
        tangan = Tangan(bank)
        tangan.minta_token()
        assert tangan.panggil(TRANSFER, transfer())[1]["responseCode"] == "4031802"


def test_awalan_jalur_ikut_ditandatangani(tmp_path: Path, kunci: PasanganKunci) -> None:
    with (
        bank_contoh(tmp_path, kunci, awalan_jalur="/openapi") as bank,
        bank.klien(awalan_jalur="/openapi") as klien,
    ):
        assert isinstance(klien.kirim(siapkan(klien, bank.rekening("0000"))), Berhasil)
        assert Tangan(bank).kirim(TRANSFER, b"", {})[0] == 404


def test_port_yang_terpakai_menutup_buku(bank: Bank, tmp_path: Path, kunci: PasanganKunci) -> None:
    with pytest.raises(OSError, match="use"):
        BankServer(
            "127.0.0.1",
            bank.server.port,
            tmp_path / "lain.sqlite3",
            kunci_publik_pem=kunci.publik_pem,
            client_id="x",
            client_secret="x",
            kendali="x",
        )


# --- The book ---


def seimbang(bank: Bank) -> None:
    buku = bank.server._buku
    with buku.transaksi():
        (selisih,) = buku.db.execute("SELECT sum(jumlah) FROM mutasi").fetchone()
        beda = buku.db.execute(
            "SELECT nomor, saldo FROM rekening r WHERE saldo <> (SELECT coalesce(sum(jumlah), 0)"
            " FROM mutasi m WHERE m.kode_bank = r.kode_bank AND m.nomor = r.nomor)"
        ).fetchall()
    assert selisih == 0
    assert beda == []


def test_dua_buku_sama_pada_semua_skenario(bank: Bank) -> None:
    """Our side: what an inquiry finally says. Theirs: the movements of the fund's account."""
    menurut_kita: dict[str, int] = {}
    with bank.klien(timeout_baca=0.2) as klien:
        for skenario in SKENARIO:
            pesan = siapkan(
                klien, bank.rekening(f"00123456789{skenario}"), referensi=f"JHT-{skenario}"
            )
            klien.kirim(pesan)
        time.sleep(max(TUNDA_SINGKAT.proses, TUNDA_SINGKAT.tampak, TUNDA_SINGKAT.kembali) + 0.2)
        for skenario in SKENARIO:
            hasil = klien.tanya_status(
                referensi=f"JHT-{skenario}",
                layanan="18",
                external_id_asal=None,
                external_id=buat_external_id(datetime.now(UTC)),
                tanggal=datetime.now(UTC),
                jumlah=14_250_000,
            )
            assert isinstance(hasil, Berhasil)
            if hasil.data.keadaan == "BERHASIL":
                menurut_kita[f"JHT-{skenario}"] = 14_250_000
    menurut_bank: dict[str, int] = {}
    for baris in bank.buku(nomor="9990001112223")["mutasi"]:
        if baris["jenis"] != "SALDO_AWAL":
            menurut_bank[baris["referensi"]] = (
                menurut_bank.get(baris["referensi"], 0) - baris["jumlah"]
            )
    assert {ref: jumlah for ref, jumlah in menurut_bank.items() if jumlah} == menurut_kita
    dibayar = ("0000", "0001", "0002", "0004", "0009", "0011", "0013", "0014", "0016")
    assert set(menurut_kita) == {f"JHT-{kode}" for kode in dibayar}
    seimbang(bank)


def test_serentak_dengan_referensi_sama_dibayar_sekali(bank: Bank) -> None:
    nomor = bank.rekening("001234567890000")
    hasil: list[object] = []
    with bank.klien(timeout_baca=5.0) as klien:
        utas = [
            threading.Thread(target=lambda: hasil.append(klien.kirim(siapkan(klien, nomor))))
            for _ in range(10)
        ]
        for satu in utas:
            satu.start()
        for satu in utas:
            satu.join()
    assert sum(isinstance(butir, Berhasil) for butir in hasil) == 1
    assert bank.dibukukan("JHT-UJI-1") == [-14_250_000]
    seimbang(bank)


def test_dimulai_lagi_dengan_buku_yang_sama(tmp_path: Path, kunci: PasanganKunci) -> None:
    with bank_contoh(tmp_path, kunci) as bank, bank.klien() as klien:
        nomor = bank.rekening("001234567890000")
        klien.kirim(siapkan(klien, nomor))
        bank.gangguan("bifast")
        sebelum = bank.buku()
    with bank_contoh(tmp_path, kunci) as bank:
        assert bank.buku() == sebelum
        assert bank.kendali("GET", "gangguan")[1]["jenis"] == "bifast"
        seimbang(bank)


@pytest.fixture
def pemeran(tmp_path: Path) -> Path:
    berkas = tmp_path / "pemeran.toml"
    berkas.write_text(
        '[[orang]]\nnama = "BUDI"\n[[orang.rekening]]\nkode_bank = "002"\nnomor = "111"\n'
        'nama = "BUDI SANTOSO"\nskenario = "0007"\ncatatan = "x"\n'
        '[[orang.rekening]]\nkode_bank = "008"\nnomor = "2220013"\nnama = "BUDI SANTOSO"\n'
        '[[orang]]\nnama = "SITI"\n'
    )
    return berkas


def test_rekening_pemeran_dimuat(tmp_path: Path, kunci: PasanganKunci, pemeran: Path) -> None:
    with bank_contoh(tmp_path, kunci, berkas_pemeran=pemeran) as bank:
        isi = bank.kendali("GET", "rekening?kode_bank=002")[1]["rekening"]
        assert [(baris["nama"], baris["skenario"]) for baris in isi] == [("BUDI SANTOSO", "0007")]
        isi = bank.kendali("GET", "rekening?nomor=2220013")[1]["rekening"]
        assert [baris["skenario"] for baris in isi] == ["0013"]


@pytest.mark.parametrize(
    "isi",
    [
        'kode_bank = "002"\nnomor = "1"',
        'kode_bank = "002"\nnomor = 1\nnama = "X"',
        'kode_bank = "002"\nnomor = "1-2"\nnama = "X"',
        'kode_bank = ""\nnomor = "1"\nnama = "X"',
        'kode_bank = "002"\nnomor = "1"\nnama = ""',
        'kode_bank = "002"\nnomor = "1"\nnama = "X"\nskenario = "9999"',
        'kode_bank = "002"\nnomor = "1"\nnama = "X"\nskenario = 7',
    ],
)
def test_pemeran_yang_keliru_menghentikan(tmp_path: Path, kunci: PasanganKunci, isi: str) -> None:
    berkas = tmp_path / "pemeran.toml"
    berkas.write_text(f"[[orang]]\n[[orang.rekening]]\n{isi}\n")
    with (
        pytest.raises(ValueError, match=r"must|scenario"),
        bank_contoh(tmp_path, kunci, berkas_pemeran=berkas),
    ):
        pass


def test_rekening_pemeran_harus_berupa_tabel(tmp_path: Path, kunci: PasanganKunci) -> None:
    berkas = tmp_path / "pemeran.toml"
    berkas.write_text('[[orang]]\nrekening = ["002-111"]\n')
    with (
        pytest.raises(ValueError, match="object"),
        bank_contoh(tmp_path, kunci, berkas_pemeran=berkas),
    ):
        pass


def test_kunci_publik_harus_rsa(tmp_path: Path, kunci: PasanganKunci) -> None:
    pem = (
        ec.generate_private_key(ec.SECP256R1())
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    with (
        pytest.raises(ValueError, match="RSA"),
        bank_contoh(tmp_path, kunci, kunci_publik_pem=pem),
    ):
        pass
