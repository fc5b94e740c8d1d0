"""Banks to which money can be sent: national code and the name that people know.

Source: national bank codes as used in interbank transfers; a list of configuration, not of law.
"""

from __future__ import annotations

NAMA_BANK = {
    "002": "BRI",
    "008": "Mandiri",
    "009": "BNI",
    "014": "BCA",
    "200": "BTN",
    "451": "BSI",
    "022": "CIMB Niaga",
    "013": "Permata",
    "011": "Danamon",
    "016": "Maybank",
    "147": "Muamalat",
    "213": "SMBC Indonesia",
    "535": "SeaBank",
    "542": "Bank Jago",
}
