"""The face check: pictures in, verdict out. Pure, and loaded by workers alone."""
