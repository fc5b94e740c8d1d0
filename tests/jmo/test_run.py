from __future__ import annotations

import socket

import pytest
from django.core.management import CommandError, call_command

from jmo.management.commands.run import _port_sandbox


def test_sandbox_pindah_bersama_web(monkeypatch: pytest.MonkeyPatch) -> None:
    for nama in ("DUKCAPIL", "BANK", "KOTAK_MASUK"):
        monkeypatch.delenv(f"SANDBOX_PORT_{nama}", raising=False)
    dulu, kini = _port_sandbox(8000), _port_sandbox(8010)
    assert {nama: kini[nama] - dulu[nama] for nama in dulu} == dict.fromkeys(dulu, 10)
    monkeypatch.setenv("SANDBOX_PORT_BANK", str(dulu["bank"]))
    assert _port_sandbox(8010) == kini | {"bank": dulu["bank"]}


def test_port_yang_terpakai_disebut_dengan_jalan_keluarnya() -> None:
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        soket.listen()
        nomor = soket.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {nomor} is taken.*PORT={nomor + 10}"):
            call_command("run", port=nomor)


def test_bukan_port_ditolak() -> None:
    with pytest.raises(CommandError, match="no port 99999"):
        call_command("run", port=99_999)
