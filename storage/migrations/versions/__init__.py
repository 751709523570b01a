"""One file per schema change, applied in order and never edited after release."""
