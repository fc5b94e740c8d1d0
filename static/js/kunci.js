// Passkeys: the browser's own dialogue between our form and the server. The server judges.
"use strict";

(() => {
  const polos = (teks) => {
    const isi = atob(teks.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(isi, (huruf) => huruf.codePointAt(0));
  };
  const tulis = (byte) =>
    btoa(String.fromCodePoint(...new Uint8Array(byte)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replace(/=+$/, "");
  const daftar = (satu) => ({ ...satu, id: polos(satu.id) });

  const buat = async (pilihan) => {
    const kunci = pilihan.publicKey;
    const jawaban = await navigator.credentials.create({
      publicKey: {
        ...kunci,
        challenge: polos(kunci.challenge),
        user: daftar(kunci.user),
        excludeCredentials: (kunci.excludeCredentials || []).map(daftar),
        // One that is found without a name, and that asks for finger, face or PIN.
        authenticatorSelection: {
          ...kunci.authenticatorSelection,
          residentKey: "required",
          requireResidentKey: true,
          userVerification: "required",
        },
      },
    });
    return {
      ...dasar(jawaban),
      response: {
        clientDataJSON: tulis(jawaban.response.clientDataJSON),
        attestationObject: tulis(jawaban.response.attestationObject),
        transports: jawaban.response.getTransports?.() || [],
      },
    };
  };
  const pakai = async (pilihan) => {
    const kunci = pilihan.publicKey;
    const jawaban = await navigator.credentials.get({
      publicKey: {
        ...kunci,
        challenge: polos(kunci.challenge),
        allowCredentials: (kunci.allowCredentials || []).map(daftar),
      },
    });
    const isi = jawaban.response;
    return {
      ...dasar(jawaban),
      response: {
        clientDataJSON: tulis(isi.clientDataJSON),
        authenticatorData: tulis(isi.authenticatorData),
        signature: tulis(isi.signature),
        userHandle: isi.userHandle ? tulis(isi.userHandle) : null,
      },
    };
  };
  const dasar = (jawaban) => ({
    id: jawaban.id,
    rawId: tulis(jawaban.rawId),
    type: jawaban.type,
    authenticatorAttachment: jawaban.authenticatorAttachment,
    clientExtensionResults: jawaban.getClientExtensionResults(),
  });

  const ambil = async (formulir) => {
    const data = document.getElementById("kunci-data");
    if (data) return JSON.parse(data.textContent);
    const jawaban = await fetch(formulir.action, { headers: { Accept: "application/json" } });
    if (!jawaban.ok) throw new TypeError("no options");
    return jawaban.json();
  };
  const kirim = async (formulir) => {
    const data = await ambil(formulir);
    const hasil =
      formulir.dataset.kunci === "buat"
        ? await buat(data.creation_options)
        : await pakai(data.request_options);
    formulir.elements.credential.value = JSON.stringify(hasil);
    formulir.submit();
  };

  for (const formulir of document.querySelectorAll("form[data-kunci]")) {
    const galat = formulir.querySelector("[data-kunci-galat]");
    const sebut = (kalimat) => {
      galat.textContent = kalimat;
      galat.hidden = false;
    };
    formulir.hidden = false;
    formulir.addEventListener("submit", (kejadian) => {
      kejadian.preventDefault();
      galat.hidden = true;
      if (!navigator.credentials || !window.PublicKeyCredential) {
        sebut(galat.dataset.takAda);
        return;
      }
      kirim(formulir).catch((sebab) => {
        if (sebab.name === "SecurityError") sebut(galat.dataset.takAda);
        else sebut(sebab instanceof TypeError ? galat.dataset.putus : galat.dataset.batal);
      });
    });
  }
})();
