"""Heirs: their application, its papers, who they are, and what officers decide."""
