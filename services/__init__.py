"""Use-cases, one file each, verb first. Only the office commits."""
