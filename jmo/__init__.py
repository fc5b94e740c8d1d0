"""The portal's project package: composition root on top, shared leaves below."""
